import { eventually } from '@takings/testing';
import { today } from '@takings/tools';
import type { Browser, Page } from 'playwright-core';
import { DESK, faultsOf } from './driver/console';
import { ProductInBrowser } from './driver/product-in-browser';
import type { RunningProduct } from './driver/running-product';
import { openPageOf } from './driver/signed-in';

let product: ProductInBrowser;
let running: RunningProduct;
let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  product = await ProductInBrowser.open();
  ({ running, browser } = product);
  ({ page, faults } = await openPageOf(browser, running.url, 'finance-manager'));
}, 120_000);
afterAll(async () => {
  expect(faults).toEqual([]);
  await product?.close();
});

const HEADER = 'charge_ref,customer_ref,customer_name,customer_email,card_ref,description,quantity,unit_price,currency,vat_rate,due_on';
const row = (ref: string, customer = 'C-1', price = '24.50') =>
  `${ref},${customer},Calder Row Physio,accounts@calder.example,SBX-OK-1,"Support plan, November",2,${price},GBP,20,2026-11-01`;
const go = (path: string) => page.goto(running.url + path);
const choose = (name: string, content: string | Buffer) =>
  page.locator('#charges-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content as string) });
const button = (name: string | RegExp) => page.getByRole('button', { name });

it('a file is looked at, what will not come in is named and taken away, and what was shown is entered', async () => {
  await go('/charges');
  await page.getByText('No charge yet').waitFor();
  await page.getByRole('link', { name: 'Upload a file' }).first().click();
  await choose(
    'november.csv',
    `\uFEFF${[HEADER, row('CH-1'), row('CH-2'), row('CH-3', 'C-2'), row('=CH-4', 'C-2', 'free')].join('\r\n')}\r\n`,
  );
  await page.getByRole('heading', { name: 'november.csv', level: 1 }).waitFor();
  await page.getByText('£176.40').waitFor();
  await page.getByRole('cell', { name: /Is "free"; expected a net price/ }).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download them with why' }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toMatch(/\r\n'=CH-4,C-2,.*,5,unit_price,"is ""free""/);
  await button('Enter 3 charges').click();
  await page.getByText(/Entered by Frances Obi/).waitFor();
  await go('/charges?q=calder&state=waiting');
  await page.getByRole('link', { name: 'CH-3' }).waitFor();
}, 60_000);

it("another tool's columns are told apart, and the same file twice adds nothing", async () => {
  const theirs =
    'opportunity_id,account,product,close_date,close_value\n1C1I7A6R,Cancity,GTX Plus Basic,2017-03-01,1054\nZ063OYW0,Isdom,GTXPro,2017-03-11,\n';
  for (const says of ['Enter 1 charge', 'Nothing in this file is new.']) {
    await go('/charges/upload');
    await choose('opportunities.csv', theirs);
    await page.getByText('calls its columns in its own way').waitFor();
    expect(await page.getByLabel('Unit price', { exact: true }).inputValue()).toBe('column close_value');
    for (const [label, value] of [
      ['E-mail', 'accounts@example.com'],
      ['Quantity', '1'],
      ['Currency', 'GBP'],
      ['VAT in percent', '20'],
    ] as const) {
      await page.getByLabel(label, { exact: true }).selectOption({ label: 'The same in every row' });
      await page.getByLabel(`${label} in every row`).fill(value);
    }
    await button('Look at every row').click();
    await page.getByRole('cell', { name: /Is missing; expected a net price/ }).waitFor();
    await page.getByText(says).waitFor();
    if (says.startsWith('Enter')) {
      await button(says).click();
      await page.getByText(/Entered by Frances Obi/).waitFor();
    }
  }
}, 60_000);

it.each([
  ['logo.csv', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'The file is a picture (PNG)'],
  ['november.xlsx', Buffer.from('504b030414000600', 'hex'), 'The file is an Excel workbook'],
  ['latin1.csv', Buffer.from('Währung,Betrag\n1,2\n', 'latin1'), 'not UTF-8 text'],
  ['semicolons.csv', 'charge_ref;customer_ref;currency\n', 'separated by semicolons'],
  ['empty.csv', '', 'The file is empty'],
])('%s is called what it is', async (name, content, words) => {
  await go('/charges/upload');
  await choose(name, content);
  await page.getByRole('alert').getByText(words).waitFor();
});

it('stored cards come in for customers who are known, a card number never does', async () => {
  await go('/charges/upload?kind=cards');
  await choose('cards.csv', 'customer_ref,card_ref,expires,masked\nC-1,ST-1,12/2099,411111######1111\nC-2,4111111111111111,12/2099,1111\n');
  await page.getByText(/looks like a card number, which must never be entered here/).waitFor();
  await button('Enter 1 card reference').click();
  await page.getByText(/Entered by Frances Obi/).waitFor();
  expect(await page.locator('body').innerText()).not.toContain('4111111111111111');
}, 30_000);

it('a charge is changed and withdrawn once it is known that no run has it, and one in a run says so', async () => {
  await go('/charges?q=CH-1');
  await page.getByRole('link', { name: 'CH-1' }).click();
  await button('Edit').click();
  await page.getByLabel('Quantity').fill('3');
  await page.getByLabel('Why').fill('three were sold');
  await button('Change the charge').click();
  await page.getByText('Changed quantity from 2 to 3: three were sold').waitFor();
  await page.getByRole('dialog').getByText('£88.20').first().waitFor();
  await button('Withdraw').click();
  await button('Withdraw £88.20').click();
  await page.getByText('expected a reason in a few words').first().waitFor();
  await page.getByLabel('Why').fill('entered twice');
  await button('Withdraw £88.20').click();
  await page.getByText('Withdrawn: entered twice').waitFor();
  await page.getByText(/Frances Obi withdrew this charge on/).waitFor();

  const asked = await page.request.post(`${running.url}/api/runs`, { data: { runOn: today() }, headers: await csrf() });
  expect(asked.ok()).toBe(true);
  await eventually(async () => {
    await go('/charges?state=in-run');
    await page.getByRole('link', { name: 'CH-2' }).click({ timeout: 1000 });
  });
  await page.getByText(/Leave its invoice out of the run first/).waitFor();
  expect(await button('Withdraw').count()).toBe(0);
}, 60_000);

const csrf = async () => ({ 'x-csrf-token': (await (await page.request.get(`${running.url}/api/session`)).json()).csrfToken as string });

it('the CRM is tried, saved and pulled, and what does not come in is named', async () => {
  await go('/charges/connector');
  const said = await page.getByText(/May be asked: \S+\./).innerText();
  const host = /asked: (\S+)\./.exec(said)![1]!;
  await page.getByLabel('Address').fill(`http://${host}/sandbox/crm/deals`);
  await page.getByLabel('Where the rows are').fill('rows');
  await button('Show its first rows').click();
  await page.getByText('There is no list of rows at rows; it has data').waitFor();
  await page.getByLabel('Where the rows are').fill('data.items');
  for (const [label, column] of [
    ['reference of the charge', 'deal_id'],
    ['reference of the customer', 'account_id'],
    ['name of the payer', 'account_name'],
    ['e-mail', 'billing_email'],
    ['description', 'product'],
    ['unit price', 'amount'],
    ['due on', 'close_date'],
  ] as const)
    await page.getByLabel(`Column of ${label}`).fill(column);
  for (const [label, value] of [
    ['Card reference', ''],
    ['Quantity', '1'],
    ['VAT in percent', '20'],
  ] as const) {
    await page.getByLabel(label, { exact: true }).selectOption({ label: 'The same in every row' });
    await page.getByLabel(`${label} in every row`).fill(value);
  }
  await button('Show its first rows').click();
  await page.getByText('20 rows shown, 3 rows would not come in. Nothing was entered.').waitFor();
  await button('Save').click();
  await page.getByText('The connector is saved').waitFor();
  await button('Pull now').click();
  await page.getByRole('heading', { name: `CRM, ${host}`, level: 1 }).waitFor();
  await page.getByText(/Entered by Frances Obi/).waitFor();
  await page.getByText('Did not come in').first().waitFor();
  await go('/charges/connector');
  await page
    .getByRole('link', { name: `CRM, ${host}` })
    .first()
    .waitFor();
}, 60_000);

const ROUTES = [
  ['/charges?q=CH-3', 'CH-3'],
  ['/charges?q=nothing', 'No charge like that'],
  ['/charges/imports', 'opportunities.csv'],
  ['/charges/upload', 'Choose'],
  ['/charges/connector', 'How the CRM is asked'],
] as const;

it('every page is clear to everybody, in a window of 320 px and in the dark too', async () => {
  const { page: one, faults: thrown } = await openPageOf(browser, running.url, 'finance-manager', { viewport: DESK });
  const found: Record<string, string[]> = {};
  const look = async (what: string) => {
    const wrong = await faultsOf(one);
    if (wrong.length > 0) found[what] = wrong;
  };
  for (const [path, shows] of ROUTES) {
    await one.goto(running.url + path);
    if (shows === 'Choose') await one.locator('#charges-file').waitFor();
    else await one.getByText(shows, { exact: true }).filter({ visible: true }).first().waitFor();
    await look(path);
  }
  await one.goto(`${running.url}/charges?q=CH-3`);
  await one.getByRole('link', { name: 'CH-3' }).click();
  await one.getByRole('dialog').getByText('Card reference').waitFor();
  await look('a charge');
  await one.goto(`${running.url}/charges/imports`);
  await one.getByRole('link', { name: 'november.csv' }).click();
  await one.getByText('Did not come in').first().waitFor();
  await look('an import');
  expect(found).toEqual({});
  expect(thrown).toEqual([]);
}, 120_000);
