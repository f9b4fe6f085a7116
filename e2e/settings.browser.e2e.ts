import { eventually } from '@takings/testing';
import type { Browser, Page } from 'playwright-core';
import { charge, csvFile } from './driver/charges';
import { DESK, faultsOf, NARROW } from './driver/console';
import { ProductInBrowser } from './driver/product-in-browser';
import type { RunningProduct } from './driver/running-product';
import { openPageOf } from './driver/signed-in';

const MANAGER = 'Frances Obi';
/** Another app answers within it, on a busy machine. */
const ANSWER_MS = 30_000;

let product: ProductInBrowser;
let running: RunningProduct;
let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  product = await ProductInBrowser.open();
  ({ running, browser } = product);
  ({ page, faults } = await openPageOf(browser, running.url, MANAGER));
}, 120_000);
afterAll(() => product?.close());

const open = async (path: string, heading: string, on = page) => {
  await on.goto(`${running.url}${path}`);
  await on.getByRole('heading', { level: 1, name: heading }).waitFor();
};
const save = async (says: string, on = page) => {
  await on.getByRole('button', { name: 'Save' }).click();
  await on.getByText(says).first().waitFor();
};
const step = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) });

it('an empty installation begins with the first steps, whose states nobody ticks', async () => {
  await page.goto(`${running.url}/sign-in`);
  await page.getByRole('heading', { level: 1, name: 'First steps' }).waitFor();
  await page.getByText('9 steps left').waitFor();
  await step('Have people who may approve').getByText('Done').waitFor();
  await step('Connect Xero').getByText('Still to do').waitFor();
  expect(await page.getByRole('checkbox').count()).toBe(0);
});

it('Xero is tested, and accounts are picked from its own lists', async () => {
  await step('Connect Xero').getByRole('link').click();
  await page.getByText('Nothing to pick from yet').waitFor();
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText('Takings Sandbox Ltd').waitFor({ timeout: ANSWER_MS });
  const revenue = page.getByLabel('Account for revenue');
  expect(await revenue.locator('option').allTextContents()).not.toContain('299 Sales until 2024'); // archived
  await revenue.selectOption('260');
  await page.getByLabel('Clearing account for card receipts').selectOption('090');
  await page.getByText('Invoices that are filed from now on are booked on 260.').waitFor();
  await save('The accounts are saved');
  await page.getByText('Frances Obi set this').waitFor();
});

it('what is wrong with a connection is named', async () => {
  await running.sandbox.switchFaults({ 'xero-down': true, 'securetrading-wrong-credentials': true });
  await open('/settings/xero', 'Xero');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText('One thing is missing').waitFor({ timeout: ANSWER_MS });
  await open('/settings/gateway', 'Card gateway');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText(/ST_ALIAS or ST_PASSWORD is wrong/).waitFor({ timeout: ANSWER_MS });
  await running.sandbox.switchFaults({ 'xero-down': false, 'securetrading-wrong-credentials': false });
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText('test_takings').waitFor({ timeout: ANSWER_MS });
  await open('/settings/xero', 'Xero');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText('Connected', { exact: true }).waitFor({ timeout: ANSWER_MS });
});

it('the letterhead is shown while it is typed', async () => {
  await open('/settings/company', 'Company');
  await page.getByLabel('Name', { exact: true }).fill('Harbour Services Ltd');
  await page.getByLabel('Address', { exact: true }).fill('1 Pier Road\nHull HU1 1AA');
  await page.getByLabel('E-mail address').fill('nobody');
  await page.getByRole('region', { name: 'Preview of the letterhead' }).getByText('Hull HU1 1AA').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: /expected an e-mail address/ }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('money@harbour.example');
  await save('The company is saved');
});

it('the words of a mail are previewed, an unknown placeholder is refused by name, and a test mail comes to oneself', async () => {
  await open('/settings/mails', 'Mails');
  const preview = page.getByRole('region', { name: 'Preview of the mail' });
  await page.getByLabel('Subject').fill('Your invoice {nummer} <b>');
  await page.getByText(/\{nummer\} is no value of this mail/).waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: /\{nummer\} is no value/ }).waitFor();
  await page.getByLabel('Subject').fill('Your invoice {number} <b>');
  await preview.getByText('Your invoice EXAMPLE-000417 <b>').waitFor();
  await preview.getByText('Harbour Services Ltd').waitFor();
  await page.getByRole('button', { name: 'Send it to me' }).click();
  await page.getByText(/took the last test mail/).waitFor({ timeout: ANSWER_MS });
  const [mail] = (await running.sandbox.mails()).filter(({ to }) => to.includes('frances.obi@takings.example'));
  expect(mail!.subject).toBe('Test: Your invoice EXAMPLE-000417 <b>');
  await save('“The invoice” is saved');
});

it('numbers, policy and schedule are set, each with what it brings about', async () => {
  await open('/settings/numbers', 'Invoice numbers');
  await page.getByLabel('Prefix', { exact: true }).fill('HB-');
  await page.getByRole('switch', { name: 'Go on with a number of your own' }).check();
  await page.getByLabel('Next number', { exact: true }).fill('417');
  await page.getByText(`HB-${new Date().getFullYear()}-000417`).waitFor();
  await save('The series is saved');

  await open('/settings/prices', 'Currency and VAT');
  await page.getByLabel('VAT rate of new products').fill('19.5');
  await save('Currency and VAT are saved');
  await open('/products?product=new', 'Products');
  await eventually(async () => expect(await page.getByLabel('VAT rate', { exact: true }).inputValue()).toBe('19.5'));

  await open('/settings/approval', 'Approval of runs');
  await page.getByLabel('Finance manager').uncheck();
  await page.getByLabel('Finance approver').uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: /expected at least one role/i }).waitFor();
  await page.getByLabel('Finance manager').check();
  await page.getByLabel('Two persons, always').check();
  await page.getByText(/^Two of finance managers and admins approve/).waitFor();
  await page.getByLabel('One person', { exact: true }).check();
  await save('The policy is saved');

  await open('/settings/schedule', 'Schedule of runs');
  await page.getByRole('switch', { name: 'Runs are gathered by themselves' }).check();
  await page.getByLabel('Friday').uncheck();
  await page.getByText('Every Tuesday at 06:00').waitFor();
  await save('The schedule is saved');
});

it('who saves after somebody else is told who was first, and what was typed stays', async () => {
  const { page: other } = await openPageOf(browser, running.url, 'admin');
  for (const one of [page, other]) await open('/settings/numbers', 'Invoice numbers', one);
  await other.getByLabel('Prefix', { exact: true }).fill('HX-');
  await save('The series is saved', other);
  await page.getByLabel('Prefix', { exact: true }).fill('HB2-');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/Ada Admin changed this at/).waitFor();
  expect(await page.getByLabel('Prefix').inputValue()).toBe('HB2-');
  await page.getByRole('button', { name: 'Look again' }).click();
  await page.getByText(/prefix from HB- to HX-/i).waitFor();
  await page.getByLabel('Prefix', { exact: true }).fill('HB-');
  await save('The series is saved');
});

it('with the first charges all steps are done, and the run that follows goes by every setting', async () => {
  const row = charge(0, { customer_name: 'Acme Trading', currency: 'GBP', card_ref: 'SBX-OK-1', customer_email: 'ap@acme.example' });
  await running.product.importCharges(csvFile(product.folder, [row]));
  await open('/first-steps', 'First steps');
  await page.getByText('Everything is set').waitFor();

  await open('/runs?ask=yes', 'Runs');
  await page.getByRole('button', { name: 'Collect' }).click();
  await page.getByRole('button', { name: 'Approve 1 invoice' }).click({ timeout: ANSWER_MS });
  await page.getByText('Finished', { exact: true }).first().waitFor({ timeout: ANSWER_MS });

  const number = `HB-${new Date().getFullYear()}-000417`;
  const [invoice] = await running.sandbox.xeroInvoices();
  expect(invoice).toMatchObject({ invoiceNumber: number, status: 'PAID' });
  const bodies = (await running.sandbox.journal('xero')).filter(({ method }) => method === 'PUT').map((entry) => JSON.parse(bodyOf(entry)));
  expect(bodies.flatMap(({ Invoices = [] }) => Invoices).map(({ LineItems }) => LineItems[0].AccountCode)).toEqual(['260']);
  expect(bodies.flatMap(({ Payments = [] }) => Payments).map(({ Account }) => Account.Code)).toEqual(['090']);
  const mails = (await running.sandbox.mails()).filter(({ to }) => to.includes('ap@acme.example'));
  expect(mails.map(({ subject }) => subject)).toContain(`Your invoice ${number} <b>`);
  expect(mails[0]!.headers.from).toContain('Harbour Services Ltd');
}, 120_000);

it('who may not change a setting sees what holds, and who may not look is told who can', async () => {
  const { page: viewer } = await openPageOf(browser, running.url, 'management');
  await open('/settings/approval', 'Approval of runs', viewer);
  await viewer.getByText('Finance managers change this.').waitFor();
  expect(await viewer.getByRole('button', { name: 'Save' }).count()).toBe(0);
  await open('/settings/xero', 'Xero', viewer);
  await viewer.getByText('Takings Sandbox Ltd').waitFor();
  expect(await viewer.getByRole('button', { name: /Test/ }).count()).toBe(0);
  const { page: agent } = await openPageOf(browser, running.url, 'agent');
  await agent.goto(`${running.url}/settings`);
  await agent
    .getByText(/finance managers/)
    .first()
    .waitFor();
});

const PAGES = [
  ['/first-steps', 'First steps'],
  ['/settings', 'Settings'],
  ['/settings/xero', 'Xero'],
  ['/settings/gateway', 'Card gateway'],
  ['/settings/company', 'Company'],
  ['/settings/mails', 'Mails'],
  ['/settings/numbers', 'Invoice numbers'],
  ['/settings/prices', 'Currency and VAT'],
  ['/settings/approval', 'Approval of runs'],
  ['/settings/schedule', 'Schedule of runs'],
] as const;

it.each([
  ['at a desk', { viewport: DESK }],
  ['in a window of 320 px, as at 400 % of zoom', { viewport: NARROW }],
  ['in the dark', { viewport: DESK, colorScheme: 'dark' as const }],
])(
  'every page is clear to everybody %s',
  async (_, options) => {
    const { page: looked, faults: thrown } = await openPageOf(browser, running.url, MANAGER, options);
    const found: Record<string, string[]> = {};
    for (const [path, heading] of PAGES) {
      await open(path, heading, looked);
      await looked
        .getByText(/Frances Obi|Done|test_takings/)
        .filter({ visible: true })
        .first()
        .waitFor();
      const wrong = await faultsOf(looked);
      if (wrong.length > 0) found[path] = wrong;
    }
    expect(found).toEqual({});
    expect([...thrown, ...faults]).toEqual([]);
  },
  120_000,
);

const bodyOf = (entry: object) => (entry as { body: string }).body;
