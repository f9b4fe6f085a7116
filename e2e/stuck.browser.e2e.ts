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

const inFocus = (page: Page) => page.locator(':focus');

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

it('by keys alone: a row is opened and sent again, leaves with when, and the next has the focus; failing again it is back with its count', async () => {
  const { page, faults } = await openPageOf(browser, running.url, 'Frances Obi');
  await page.goto(`${running.url}/stuck?tab=you`);
  const row = (about: string) => page.getByRole('row').filter({ hasText: about });
  await row('Fernhill Garage').waitFor();
  // Which of those that were stuck within the same second stands first is not said.
  const isAtIt = () => row('Fernhill Garage').locator(':focus').count();
  for (let at = 0; at < 5 && !(await isAtIt()); at += 1) await page.keyboard.press('j');
  await page.keyboard.press('k');
  while (!(await isAtIt())) await page.keyboard.press('j');
  expect(await inFocus(page).innerText()).toBe('E-mail address does not exist');
  await page.keyboard.press('Enter');
  await page.getByText('refused the address').waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/stuck\/[\da-f-]{36}$/);
  await page.getByRole('button', { name: 'Send again', exact: true }).first().press('Enter');
  await page.getByLabel('What was put right').fill('They say it works again');
  const before = await rows(page).count();
  await page.getByRole('form', { name: 'Send again' }).getByRole('button', { name: 'Send again' }).press('Enter');
  await page.getByText(/^Sent again, \d\d:\d\d: Fernhill Garage/).waitFor();
  await eventually(async () => expect(await inFocus(page).getAttribute('id')).toMatch(/^stuck-/));
  expect(before).toBe(5);
  await row('stuck 2 times').waitFor({ timeout: CARRIED_OUT_MS });
  await page.getByRole('region', { name: 'What is opened' }).getByText('– Sent again: They say it works again').waitFor();
  await page.keyboard.press('Escape');
  expect(faults).toEqual([]);
}, 60_000);

it('much money is let go by two persons, and who may not is shown why', async () => {
  const { page: frances } = await openPageOf(browser, running.url, 'Frances Obi');
  await frances.goto(`${running.url}/stuck?sort=money`);
  await frances.getByRole('row').filter({ hasText: 'Castle Quay Dental' }).getByRole('link').click();
  await frances.getByRole('button', { name: 'Ask to let go' }).click();
  await frances.getByLabel('Why').fill('They paid by transfer');
  await frances.getByRole('form', { name: 'Ask to let go' }).getByRole('button', { name: 'Ask to let go' }).click();
  await frances.getByText('Frances Obi asked to let it go').waitFor();
  expect(await frances.getByRole('button', { name: 'Agree, let it go' }).count()).toBe(0);
  const item = new URL(frances.url()).pathname;

  const { page: pavel } = await openPageOf(browser, running.url, 'Pavel Novak');
  await pavel.goto(`${running.url}${item}`);
  await pavel.getByText('This is for finance managers, finance approvers and admins.').waitFor();
  expect(await pavel.getByRole('region', { name: 'What is opened' }).getByRole('button').count()).toBe(0);
  const { page: helen } = await openPageOf(browser, running.url, 'Helen Marsh');
  await helen.goto(`${running.url}/stuck`);
  await helen
    .getByText(/finance managers/)
    .first()
    .waitFor();
  expect(await helen.getByRole('table').count()).toBe(0);

  const { page: jonas } = await openPageOf(browser, running.url, 'Jonas Weber');
  await jonas.goto(`${running.url}${item}`);
  await jonas.getByRole('button', { name: 'Agree, let it go' }).click();
  await jonas.getByRole('form', { name: 'Agree, let it go' }).getByRole('button', { name: 'Agree, let it go' }).click();
  await eventually(async () => expect((await tabs(frances))['Settled today']).toBe(1), CARRIED_OUT_MS);
}, 60_000);

it('all of a cause is sent again once what caused it is put right', async () => {
  for (const ref of ['A-1', 'A-2', 'A-3']) await running.sandbox.restoreContact(ref);
  const { page, faults } = await openPageOf(browser, running.url, 'Frances Obi');
  await page.goto(`${running.url}/stuck`);
  await page
    .getByRole('navigation', { name: 'Causes' })
    .getByRole('link', { name: /contact is archived/ })
    .click();
  await page.getByRole('button', { name: 'Send all 3 again' }).click();
  await page.getByLabel('What was put right').fill('The contacts are restored');
  await page.getByRole('button', { name: 'Send 3 again' }).click();
  await page.getByText('Nothing of this cause is left').waitFor({ timeout: CARRIED_OUT_MS });
  await eventually(async () => expect((await tabs(page))['Settled today']).toBe(4), CARRIED_OUT_MS);
  await page.goto(`${running.url}/stuck?tab=settled`);
  await eventually(async () => expect(await rows(page).count()).toBe(4));
  expect(await faultsOf(page)).toEqual([]);
  expect(faults).toEqual([]);
}, 60_000);

it('what is paused begins nothing new and says so on every page; resumed, it goes on', async () => {
  const { page, faults } = await openPageOf(browser, running.url, 'Frances Obi');
  await page.goto(`${running.url}/pauses`);
  await page.getByRole('button', { name: 'Pause: Mailing invoices' }).click();
  await page.getByLabel('Why, for the history').fill('The letterhead is wrong');
  await page.getByRole('dialog').getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByText('Paused: mailing invoices', { exact: true }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('link', { name: /^Stuck/ }).click();
  await page.getByText('The letterhead is wrong').first().waitFor();
  const mails = (await running.sandbox.mails()).length;
  await running.product.importCharges(csvFile(product.folder, [payer('P-1')]));
  const { runId } = await running.product.startRun(today());
  await eventually(async () => {
    const answer = await fetch(`${running.url}/api/invoices?runId=${runId}`, { headers: running.headers });
    expect(((await answer.json()) as any).invoices).toMatchObject([{ state: 'filed' }]);
  }, CARRIED_OUT_MS);
  expect((await running.sandbox.mails()).length).toBe(mails);
  await page.getByRole('link', { name: 'See what is paused' }).click();
  await page.getByRole('button', { name: 'Resume: Mailing invoices' }).click();
  await page.getByLabel('Why, for the history').fill('It is right now');
  await page.getByRole('dialog').getByRole('button', { name: 'Resume', exact: true }).click();
  await page.getByText('Paused: mailing invoices', { exact: true }).waitFor({ state: 'detached' });
  await finish(running.product, runId);
  expect((await running.sandbox.mails()).length).toBeGreaterThan(mails);
  expect(faults).toEqual([]);
}, 90_000);

it('a paused customer is in no run, is named there, and what follows is shown before the pause is ended', async () => {
  await running.product.importCharges(csvFile(product.folder, [payer('K-1', { customer_name: 'Northgate Tyres Ltd' })]));
  const { page, faults } = await openPageOf(browser, running.url, 'Frances Obi');
  await page.goto(`${running.url}/customers?q=northgate`);
  await page.getByRole('link', { name: 'Northgate Tyres Ltd' }).click();
  await page.getByRole('button', { name: 'Pause invoices' }).click();
  await page.getByText('1 charge of £44.45 follows in the first run after it.').waitFor();
  await page.getByLabel('Reason').fill('Closed for rebuilding');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByText(/^Paused since/).waitFor();
  expect(await faultsOf(page)).toEqual([]);

  const preview = async () => {
    const headers = { ...running.headers, 'content-type': 'application/json' };
    const { runId } = (await (await fetch(`${running.url}/api/runs`, { method: 'POST', headers, body: '{}' })).json()) as { runId: string };
    return eventually(async () => {
      const run = (await (await fetch(`${running.url}/api/runs/${runId}`, { headers })).json()) as any;
      expect(run.state).not.toBe('collecting');
      return run;
    }, CARRIED_OUT_MS);
  };
  expect(await preview()).toMatchObject({
    invoices: 0,
    pausedCustomers: [{ customerRef: 'K-1', customerName: 'Northgate Tyres Ltd', charges: 1, totalMinor: 4445 }],
  });
  await page.getByRole('button', { name: 'End the pause' }).click();
  await page.getByText(/One invoice of £44\.45 follows for 1 charge/).waitFor();
  await page.getByRole('form', { name: 'End the pause' }).getByRole('button', { name: 'End the pause' }).click();
  await page.getByText('Charges go out with the next run.').waitFor();
  await page.getByText('Ended the pause').waitFor();
  expect(await preview()).toMatchObject({ invoices: 1, pausedCustomers: [] });
  expect(faults).toEqual([]);
}, 60_000);
