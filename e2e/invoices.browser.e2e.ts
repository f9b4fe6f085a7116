import { eventually } from '@takings/testing';
import type { Browser, Page } from 'playwright-core';
import { charge, csvFile, type Row } from './driver/charges';
import { faultsOf } from './driver/console';
import { ProductInBrowser } from './driver/product-in-browser';
import type { RunningProduct } from './driver/running-product';
import { openPageOf } from './driver/signed-in';

let product: ProductInBrowser;
let running: RunningProduct;
let browser: Browser;

/** Each customer has an address and a card of their own, by what is to become of the invoice. */
const CUSTOMERS: Readonly<Record<string, Row>> = {
  'Paid Ltd': { card_ref: 'SBX-OK-1' },
  'Asked Ltd': { card_ref: 'SBX-UNKNOWN-2' },
  'Silent Ltd': { card_ref: 'SBX-LOST-3' },
  'Cardless Ltd': { card_ref: '' },
  'Moved Ltd': { customer_email: 'bounce-moved@example.com', card_ref: 'SBX-OK-4' },
  'Held Ltd': { customer_email: 'bounce-held@example.com', card_ref: 'SBX-OK-5' },
  'Wrong Ltd': { customer_email: 'bounce-wrong@example.com', card_ref: 'SBX-OK-6' },
};
const charges = Object.entries(CUSTOMERS).map(([customer_name, changes], n) =>
  charge(n, { customer_name, currency: 'GBP', unit_price: `${10 + n}`, ...changes }),
);

beforeAll(async () => {
  // The bank is asked late enough for somebody to see that it will be.
  product = await ProductInBrowser.open({ ASK_AFTER_MS: '9000,9000,9000,9000,60000' });
  ({ running, browser } = product);
  await running.product.importCharges(csvFile(product.folder, charges));
  await api('POST', '/api/runs', { approve: true });
}, 180_000);
afterAll(async () => {
  await product?.close();
});

async function api(method: string, where: string, body?: object) {
  const answer = await fetch(running.url + where, {
    method,
    headers: { 'content-type': 'application/json', ...running.headers },
    body: body && JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as any };
}
interface Found {
  readonly invoiceId: string;
  readonly invoiceNumber: string;
  readonly customerName: string;
  readonly state: string;
}
const invoiceOf = (customer: string, state?: string): Promise<Found> =>
  eventually(async () => {
    const all: Found[] = (await api('GET', '/api/invoices')).body.invoices;
    const found = all.find(({ customerName }) => customerName === customer);
    expect(found).toBeDefined();
    if (state) expect(found!.state).toBe(state);
    return found!;
  }, 60_000);
async function open(customer: string, who = 'Frances Obi', state?: string) {
  const invoice = await invoiceOf(customer, state);
  const { page, faults } = await openPageOf(browser, running.url, who);
  await page.goto(`${running.url}/invoices/${invoice.invoiceId}`);
  await page.getByRole('heading', { name: customer, level: 1 }).waitFor();
  return { page, faults, invoice };
}
const badge = (page: Page, words: string) => page.locator('h1 + span', { hasText: words }).waitFor({ timeout: 40_000 });
const controls = (page: Page) => page.locator('main').locator('button, a').allInnerTexts();
const history = (page: Page) => page.getByRole('region', { name: 'History' });
/** Opens what is to be decided, fills it in and sends it. */
async function decide(page: Page, button: string, fields: Readonly<Record<string, string>>, submit: string | RegExp) {
  await page.getByRole('button', { name: button }).click();
  for (const [label, text] of Object.entries(fields)) await page.getByRole('dialog').getByLabel(label).fill(text);
  await page.getByRole('dialog').getByRole('button', { name: submit }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

it('while the bank is asked the next question stands there, nothing can be done about the money, and the answer comes by itself', async () => {
  const { page, faults, invoice } = await open('Asked Ltd', 'Frances Obi', 'uncertain');
  await page.getByText('We do not know yet whether the money moved.').waitFor();
  await page.getByText(/Asking the bank, next at \d\d:\d\d\. Until it has answered/).waitFor();
  expect((await controls(page)).filter((name) => /retry|debit|paid|try again/i.test(name))).toEqual([]);
  for (const what of ['hold', 'take-back', 'retry', 'debit']) {
    expect([404, 409]).toContain((await api('POST', `/api/invoices/${invoice.invoiceId}/${what}`, { because: 'x' })).status);
  }
  await decide(page, 'Tell me when it is settled', {}, 'Tell me');
  await page.evaluate(() => ((globalThis as any).sameDocument = true));
  await badge(page, 'Paid');
  await page
    .getByRole('status')
    .getByRole('link', { name: `${invoice.invoiceNumber}, Asked Ltd` })
    .waitFor();
  expect(await page.evaluate(() => (globalThis as any).sameDocument)).toBe(true);
  await page.getByRole('cell', { name: /^No clear answer/ }).waitFor();
  await page.getByText('Secure Trading code 60010').first().waitFor();
  expect(faults).toEqual([]);
}, 120_000);

it('its strip is a list that can be read out, and each line of its history names who it was', async () => {
  const { page } = await open('Paid Ltd', 'Frances Obi', 'paid');
  const stages = page.getByRole('list', { name: 'Stages' }).getByRole('listitem');
  await eventually(async () =>
    expect((await stages.allInnerTexts()).map((text) => text.split('\n')[0])).toEqual([
      'Collected',
      'In Xero',
      'E-mailed',
      'Card debited',
      'Payer notified',
    ]),
  );
  for (const text of await stages.allInnerTexts()) expect(text.split('\n').filter(Boolean).length).toBeGreaterThan(1);
  await decide(page, 'Add a note', { Note: 'They called about it' }, 'Add the note');
  await history(page).getByText('Noted: They called about it').waitFor();
  const lines = await history(page).getByRole('listitem').allInnerTexts();
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) expect(line.trim().split('\n').at(-1)).toMatch(/^(Takings|Frances Obi|local operator)$/);
  expect(lines[0]).toContain('Frances Obi');
}, 60_000);

it('what was sent is read as it was sent, with its PDF, and is sent again', async () => {
  const { page, invoice } = await open('Paid Ltd', 'Frances Obi', 'paid');
  await page.getByRole('link', { name: `Invoice ${invoice.invoiceNumber} from` }).click();
  await page.getByRole('dialog').getByText('Please find attached invoice').waitFor();
  await page.keyboard.press('Escape');
  const pdf = await page.request.get(`${running.url}/api/invoice-mails/${invoice.invoiceId}/pdf`);
  expect((await pdf.body()).subarray(0, 4).toString()).toBe('%PDF');
  const to = async () =>
    (await running.sandbox.mails()).filter(({ subject }) => subject.startsWith(`Invoice ${invoice.invoiceNumber} from`));
  expect(await to()).toHaveLength(1);
  await decide(page, 'Send the e-mail again', {}, 'Send it again');
  await history(page).getByText('Sent again to').waitFor();
  expect(await to()).toHaveLength(2);
}, 60_000);

it('an address that was refused is corrected, and the invoice goes on to paid', async () => {
  const { page } = await open('Moved Ltd', 'Frances Obi', 'undeliverable');
  await decide(page, 'Put it right', { 'E-mail': 'moved@example.com', Reason: 'they told us' }, 'Save and send it on');
  await badge(page, 'Paid');
  await history(page).getByText('E-mail from bounce-moved@example.com to moved@example.com: they told us').waitFor();
  expect((await running.sandbox.mails()).filter(({ to }) => to.includes('moved@example.com')).length).toBeGreaterThan(0);
}, 90_000);

it('an invoice on hold is mailed and not debited until somebody lets it go on', async () => {
  const { page } = await open('Held Ltd', 'Frances Obi', 'undeliverable');
  await decide(page, 'Put on hold', { Reason: 'the customer asked' }, 'Put it on hold');
  await history(page).getByText('On hold: the card is not debited').waitFor();
  await decide(page, 'Put it right', { 'E-mail': 'held@example.com', Reason: 'they told us' }, 'Save and send it on');
  await badge(page, 'Waiting to be debited');
  await page.getByText('The card is not debited for now.').waitFor();
  const { page: other } = await open('Held Ltd', 'Jonas Weber');
  await decide(other, 'Let it go on', {}, 'Let it go on');
  await badge(page, 'Paid');
  await history(page).getByRole('listitem').filter({ hasText: 'Jonas Weber' }).filter({ hasText: 'Let go on' }).waitFor();
}, 90_000);

it('an invoice is taken back before it is paid: voided in Xero, and never debited', async () => {
  const { page, invoice } = await open('Wrong Ltd', 'Frances Obi', 'undeliverable');
  await decide(page, 'Take back', { Reason: 'wrong customer' }, /^Take back £/);
  await badge(page, 'Taken back');
  await history(page).getByText('Taken back: voided in Xero').waitFor();
  const inXero = (await running.sandbox.xeroInvoices()).find((one) => JSON.stringify(one).includes(invoice.invoiceNumber));
  expect(JSON.stringify(inXero)).toContain('VOIDED');
  expect((await controls(page)).filter((name) => /hold|take back|put it right/i.test(name))).toEqual([]);
}, 90_000);

it('who may only look sees the invoice without a button, and the list by its address', async () => {
  const { page } = await open('Silent Ltd', 'Helen Marsh', 'uncertain');
  await expect(page.locator('main').getByRole('button').count()).resolves.toBe(0);
  await page.goto(`${running.url}/invoices?state=debit-failed`);
  await page.getByRole('link', { name: 'Cardless Ltd' }).waitFor();
  await expect(page.locator('table tbody tr').count()).resolves.toBe(1);
  await page.getByText('Could not be debited: no card').waitFor();
  await page.goto(`${running.url}/invoices`);
  await page.getByLabel('Find').fill('silent');
  await eventually(async () => expect(await page.locator('table tbody tr').count()).toBe(1));
  expect(new URL(page.url()).search).toBe('?q=silent');
}, 60_000);

it('every view is clear to everybody', async () => {
  const { page, faults } = await openPageOf(browser, running.url, 'Frances Obi');
  const found: Record<string, string[]> = {};
  const look = async (what: string) => {
    const wrong = await faultsOf(page);
    if (wrong.length > 0) found[what] = wrong;
  };
  await page.goto(`${running.url}/invoices`);
  await page.getByRole('link', { name: 'Paid Ltd' }).waitFor();
  await look('the list');
  for (const customer of ['Paid Ltd', 'Wrong Ltd', 'Silent Ltd']) {
    await page.goto(`${running.url}/invoices/${(await invoiceOf(customer)).invoiceId}`);
    await page.getByRole('heading', { name: customer, level: 1 }).waitFor();
    await history(page).waitFor();
    await look(customer);
  }
  await page.getByRole('button', { name: 'Add a note' }).click();
  await page.getByRole('dialog').getByLabel('Note').waitFor();
  await look('a note');
  expect(found).toEqual({});
  expect(faults).toEqual([]);
}, 120_000);
