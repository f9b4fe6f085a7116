/** @servers any: what people see of the audit, of lists as files and of Ctrl K; what is kept has its int tests on other servers. */
import { readFileSync } from 'node:fs';
import { eventually } from '@takings/testing';
import { today } from '@takings/tools';
import type { Browser, Page } from 'playwright-core';
import { finish } from './driver/books';
import { charge, csvFile } from './driver/charges';
import { faultsOf } from './driver/console';
import { ProductInBrowser } from './driver/product-in-browser';
import type { RunningProduct } from './driver/running-product';
import { openPageOf } from './driver/signed-in';

let product: ProductInBrowser;
let running: RunningProduct;
let browser: Browser;
let runId: string;

beforeAll(async () => {
  product = await ProductInBrowser.open();
  ({ running, browser } = product);
  await running.product.importCharges(
    csvFile(product.folder, [
      charge(0, { charge_ref: 'FIBRE-1', customer_ref: 'N-1', customer_name: 'Northgate Tyres Ltd', card_ref: 'SBX-OK-1' }),
      charge(0, { charge_ref: 'FIBRE-2', customer_ref: 'N-2', customer_name: 'Calder Row Physio', card_ref: 'SBX-OK-2' }),
    ]),
  );
  ({ runId } = await running.product.startRun(today()));
  await finish(running.product, runId);
}, 180_000);
afterAll(async () => {
  await product?.close();
});

const rows = (page: Page) => page.locator('tbody tr');
const search = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

it('who changed what from what to what is found by person, action, customer and words, and the address keeps it', async () => {
  const { page, faults } = await openPageOf(browser, running.url, 'Frances Obi');
  const { csrfToken } = await (await page.request.get(`${running.url}/api/session`)).json();
  const customers = await (await page.request.get(`${running.url}/api/customers`)).json();
  const { customerId, revision } = customers.customers.find(({ customerRef }: { customerRef: string }) => customerRef === 'N-1');
  const headers = { 'x-csrf-token': csrfToken };
  await page.request.patch(`${running.url}/api/customers/${customerId}`, { headers, data: { contact_name: '=cmd()', revision } });
  const minutes = await page.request.put(`${running.url}/api/settings/handwork`, { headers, data: { minutesPerInvoice: 12 } });
  expect(minutes.status()).toBe(200);

  await page.goto(`${running.url}/audit`);
  await page.getByRole('rowheader', { name: /Changed a setting/ }).waitFor();
  expect(await rows(page).first().innerText()).toMatch(/Frances Obi[\s\S]*Changed a setting[\s\S]*minutes per invoice[\s\S]*8[\s\S]*12/);
  await page.getByLabel('What').selectOption({ label: 'Changed a customer' });
  await eventually(async () => expect(await rows(page).count()).toBe(1));
  expect(search(page)).toEqual({ action: 'customer changed' });
  await rows(page).getByRole('link', { name: 'Northgate Tyres Ltd' }).waitFor();
  await page.getByLabel('What').selectOption({ label: 'Everything' });
  await page.getByLabel('Customer').fill('N-1');
  await eventually(async () => expect(search(page)).toEqual({ customer: 'N-1' }));
  await eventually(async () => expect(await rows(page).count()).toBe(1));

  await page.goto(`${running.url}/audit?q=entered&by=nobody`);
  await page.getByText('No decision like that').waitFor();
  await page.getByRole('link', { name: 'Show all decisions' }).click();
  await page
    .getByRole('rowheader', { name: /Asked for a run|Approved a run/ })
    .first()
    .waitFor();
  await page.reload();
  await page.getByLabel('Find').fill('northgate');
  await eventually(async () => expect(await rows(page).count()).toBe(1));
  expect(faults).toEqual([]);
}, 90_000);

it('a list is written as it is shown, says how far it is, and is saved without a formula', async () => {
  const { page, faults } = await openPageOf(browser, running.url, 'Frances Obi');
  await page.goto(`${running.url}/audit?action=customer%20changed`);
  await page.getByRole('button', { name: 'Download list' }).click();
  const link = page.getByRole('link', { name: /Save 1 row as CSV/ });
  await link.waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^audit-.*\.csv$/);
  const content = readFileSync((await download.path())!, 'utf8');
  expect(content.charCodeAt(0)).toBe(0xfeff);
  expect(content).toContain(
    'Frances Obi,Changed a customer,Northgate Tyres Ltd,customer,N-1,Northgate Tyres Ltd,contact from none to =cmd(),',
  );
  // Another who asks for the same has it written anew, and somebody else's is not theirs.
  const { page: other } = await openPageOf(browser, running.url, 'Pavel Novak');
  await other.goto(`${running.url}/audit?action=customer%20changed`);
  await other.getByRole('button', { name: 'Download list' }).waitFor();
  await expect(other.getByRole('link', { name: /Save/ }).count()).resolves.toBe(0);
  const href = await link.getAttribute('href');
  expect((await other.request.get(running.url + href)).status()).toBe(404);
  expect(faults).toEqual([]);
}, 60_000);

it('Ctrl K finds an invoice, a run by its day and a charge by its reference, for those who may see them', async () => {
  const { page, faults } = await openPageOf(browser, running.url, 'Frances Obi');
  await page.goto(`${running.url}/audit`);
  await page.getByRole('heading', { name: 'Audit', level: 1 }).waitFor();
  const field = page.getByRole('combobox', { name: /^Find/ });
  const find = async (typed: string, kind: string) => {
    await page.keyboard.press('Control+k');
    await field.fill(typed);
    await page.getByRole('group', { name: kind, exact: true }).getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
  };
  await find('calder', 'Invoices');
  await find('payer0@example', 'Invoices');
  await find('fibre-2', 'Charges');
  await page.keyboard.press('Control+k');
  await field.fill(today());
  await page.getByRole('option', { name: /Run of/, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await eventually(() => expect(new URL(page.url()).pathname).toBe(`/runs/${runId}`));
  await page.getByText('Hours not spent by hand').waitFor();
  await page.getByText(/2 invoices nobody had to touch, at 12 minutes each by hand/).waitFor();
  expect(faults).toEqual([]);
}, 60_000);

it('the audit is not for those who sell, and is clear to everybody it is for', async () => {
  const { page: agent } = await openPageOf(browser, running.url, 'agent');
  await agent.goto(`${running.url}/audit`);
  await agent
    .getByText(/finance managers/)
    .first()
    .waitFor();
  const { page, faults } = await openPageOf(browser, running.url, 'Frances Obi');
  const found: Record<string, string[]> = {};
  for (const [path, shows] of [
    ['/audit', 'Changed a setting'],
    ['/audit?q=nobody', 'No decision like that'],
    ['/audit?action=customer%20changed', 'written'],
  ] as const) {
    await page.goto(running.url + path);
    await page.getByText(shows).filter({ visible: true }).first().waitFor();
    const wrong = await faultsOf(page);
    if (wrong.length > 0) found[path] = wrong;
  }
  expect(found).toEqual({});
  expect(faults).toEqual([]);
}, 90_000);
