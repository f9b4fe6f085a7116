/** @servers any: what people see of stuck items and pauses; what is kept and carried out has its int tests on other servers. */
import { eventually } from '@takings/testing';
import { today } from '@takings/tools';
import type { Browser, Page } from 'playwright-core';
import { charge, csvFile, type Row } from './driver/charges';
import { faultsOf } from './driver/console';
import { finish } from './driver/books';
import { ProductInBrowser } from './driver/product-in-browser';
import type { RunningProduct } from './driver/running-product';
import { openPageOf } from './driver/signed-in';

let product: ProductInBrowser;
let running: RunningProduct;
let browser: Browser;

/** How long a decision may take to be carried out by another app, on a busy machine. */
const CARRIED_OUT_MS = 20_000;

const payer = (ref: string, changes: Row = {}) =>
  charge(0, {
    ...{
      charge_ref: `CH-${ref}-${Math.random()}`,
      customer_ref: ref,
      customer_name: `Payer ${ref}`,
      currency: 'GBP',
      card_ref: 'SBX-OK-1',
    },
    ...changes,
  });
async function runOf(...rows: readonly Row[]): Promise<string> {
  await running.product.importCharges(csvFile(product.folder, rows));
  const { runId } = await running.product.startRun(today());
  await finish(running.product, runId);
  return runId;
}

beforeAll(async () => {
  product = await ProductInBrowser.open();
  ({ running, browser } = product);
  await runOf(payer('A-1'), payer('A-2'), payer('A-3'));
  for (const ref of ['A-1', 'A-2', 'A-3']) await running.sandbox.archiveContact(ref);
  await runOf(
    ...['A-1', 'A-2', 'A-3'].map((ref) => payer(ref)),
    payer('B-1', { customer_email: 'bounce@example.com', customer_name: 'Castle Quay Dental', unit_price: '500' }),
    payer('B-2', { customer_email: 'bounce2@example.com', customer_name: 'Fernhill Garage' }),
    payer('L-1', { card_ref: 'SBX-LOST-1', customer_name: 'Pennine Cycle Works Ltd' }),
  );
}, 180_000);
afterAll(async () => {
  await product?.close();
});

/** The counts beside the names of the tabs, as they are drawn. */
const tabs = async (page: Page): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await page.getByRole('navigation', { name: 'Whose turn it is' }).getByRole('link').allInnerTexts()).map((text) => {
      const [, name, items] = /^(.+) (\d+)$/.exec(text.trim()) ?? [];
      return [name!, Number(items)];
    }),
  );
const rows = (page: Page) => page.locator('tbody tr');
const pounds = (texts: readonly string[]) =>
  texts
    .flatMap((text) => /£([\d,]+\.\d\d)/.exec(text)?.[1] ?? [])
    .reduce((sum, text) => sum + Math.round(Number(text.replaceAll(',', '')) * 100), 0);

it('counts and money of each tab equal its rows, and only what may be done is drawn', async () => {
  const { page, faults } = await openPageOf(browser, running.url, 'Frances Obi');
  await page.goto(`${running.url}/stuck`);
  await eventually(
    async () => expect(await tabs(page)).toMatchObject({ All: 6, 'For you': 5, 'Waiting by itself': 1, 'Settled today': 0 }),
    CARRIED_OUT_MS,
  );
  const says = await page.getByText('at risk').first().innerText();
  expect(pounds([says])).toBe(pounds(await rows(page).allInnerTexts()));
  for (const [tab, items] of Object.entries(await tabs(page))) {
    await page.getByRole('link', { name: new RegExp(`^${tab} \\d`) }).click();
    await eventually(async () => expect(await rows(page).count()).toBe(items));
  }
  await page.getByRole('link', { name: /^Waiting by itself/ }).click();
  await page
    .getByRole('table')
    .getByRole('link', { name: /Asking the bank/ })
    .click();
  await page.getByRole('heading', { name: /Asking the bank/, level: 2 }).waitFor();
  const buttons = await page.getByRole('region', { name: 'What is opened' }).getByRole('button').allInnerTexts();
  expect(buttons.filter((text) => /send again|debit|paid/i.test(text))).toEqual([]);
  await page.goto(`${running.url}/stuck`);
  await page.getByRole('table').getByRole('link', { name: 'E-mail address does not exist' }).first().click();
  await page.getByRole('button', { name: 'Send again' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  expect(faults).toEqual([]);
}, 90_000);
