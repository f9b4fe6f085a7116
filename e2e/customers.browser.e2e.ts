/** @servers any: how pages look and are reached by keys; what is kept has its int tests on other servers. */
import { eventually } from '@takings/testing';
import type { Browser, Page } from 'playwright-core';
import { faultsOf } from './driver/console';
import { ProductInBrowser } from './driver/product-in-browser';
import type { RunningProduct } from './driver/running-product';
import { Desk } from './driver/sales';
import { openPageOf } from './driver/signed-in';

let product: ProductInBrowser;
let running: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  product = await ProductInBrowser.open();
  ({ running, browser } = product);
}, 120_000);
afterAll(async () => {
  await product?.close();
});

const MOST_STOPS = 60;

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: string) {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const called: string = await inFocus(page).evaluate((one: any) => one.labels?.[0]?.textContent ?? one.textContent ?? '');
    if (called.includes(name)) return;
  }
  throw new Error(`Tab comes to nothing that is called "${name}"`);
}
const inFocus = (page: Page) => page.locator(':focus');
const address = (page: Page) => new URL(page.url()).pathname;

it('a customer is entered, found and changed by keys alone, and the history tells of it', async () => {
  const { page, faults } = await openPageOf(browser, running.url);
  await page.goto(`${running.url}/customers`);
  await page.getByText('No customer yet').waitFor();
  await tabTo(page, 'New customer');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'New customer' }).waitFor();
  await eventually(async () => expect(await inFocus(page).getAttribute('id')).toBe('customer-name'));
  await page.keyboard.type('Northgate Tyres Ltd');
  await tabTo(page, 'Postcode');
  await page.keyboard.type('LS1 4AB');
  await tabTo(page, 'Card reference');
  await page.keyboard.type('4111 1111 1111 1111');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /looks like a card number/ }).waitFor();
  await tabTo(page, 'looks like a card number');
  await page.keyboard.press('Enter');
  await eventually(async () => expect(await inFocus(page).getAttribute('id')).toBe('customer-card'));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('SBX-OK-1');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Northgate Tyres Ltd', level: 1 }).waitFor();
  const customer = address(page);

  await page.goto(`${running.url}/boards`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find customer, sale or invoice' }).waitFor();
  await page.keyboard.type('ls14');
  await page.getByRole('option', { name: /Northgate Tyres Ltd/, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await eventually(() => expect(address(page)).toBe(customer));

  await tabTo(page, 'Change');
  await page.keyboard.press('Enter');
  await eventually(async () => expect(await inFocus(page).getAttribute('id')).toBe('customer-name'));
  await page.keyboard.press('End');
  await page.keyboard.type(' (Leeds)');
  await page.keyboard.press('Enter');
  await page.getByText('Name from Northgate Tyres Ltd to Northgate Tyres Ltd (Leeds)').waitFor();
  expect(faults).toEqual([]);
}, 180_000);

it('who changes a customer after somebody else is told so, and what was typed is still there', async () => {
  const { page } = await openPageOf(browser, running.url);
  const { page: other } = await openPageOf(browser, running.url);
  for (const one of [page, other]) {
    await one.goto(`${running.url}/customers?q=northgate`);
    await one.getByRole('link', { name: 'Northgate Tyres Ltd (Leeds)' }).click();
    await one.getByRole('link', { name: 'Change' }).click();
    await one.getByLabel('Contact').waitFor();
  }
  await other.getByLabel('Contact').fill('Ray Holm');
  await other.getByRole('button', { name: 'Save' }).click();
  await other.getByText('Contact from none to Ray Holm').waitFor();
  await page.getByLabel('Phone').fill('+44 113 496 0958');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Somebody changed this in the meantime').waitFor();
  await expect(page.getByLabel('Phone').inputValue()).resolves.toBe('+44 113 496 0958');
}, 60_000);

it('a product is priced, and a change of its price is a version that says what changed', async () => {
  const { page, faults } = await openPageOf(browser, running.url);
  await page.goto(`${running.url}/products?product=new`);
  await page.getByLabel('Article number', { exact: true }).fill('fibre-24');
  await page.getByLabel('Name', { exact: true }).fill('Fibre broadband');
  await page.getByRole('button', { name: 'Add the product' }).click();
  await page.getByRole('cell', { name: 'FIBRE-24' }).waitFor();

  await page.getByRole('link', { name: 'Price list' }).click();
  await page.getByRole('link', { name: 'New price list' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Standard');
  await page.getByLabel('Fibre broadband').fill('a lot');
  await page.getByRole('button', { name: 'Enter 1 price' }).click();
  await page.getByRole('link', { name: /expected a net price/ }).click();
  await page.getByLabel('Fibre broadband').fill('29.95');
  await page.getByRole('button', { name: 'Enter 1 price' }).click();
  await page.getByRole('heading', { name: 'Standard, GBP, version 1' }).waitFor();
  await page.getByRole('cell', { name: '£29.95' }).waitFor();

  await page.getByRole('link', { name: 'Change prices' }).click();
  await page.getByLabel('Fibre broadband').fill('31');
  await page.getByText('Fibre broadband costs £31.00 instead of £29.95.').waitFor();
  await page.getByRole('button', { name: 'Enter 1 price' }).click();
  await page.getByRole('heading', { name: 'Standard, GBP, version 2' }).waitFor();
  await page.getByRole('link', { name: 'Standard, version 1' }).click();
  await page.getByRole('dialog').getByText('£29.95').waitFor();
  await page
    .getByRole('dialog')
    .getByText(/FIBRE-24 from 29.95 to 31/)
    .waitFor();
  expect(faults).toEqual([]);
}, 90_000);

it('a sale is found by its customer, and opens on the page of it', async () => {
  const desk = new Desk(running);
  await desk.openTeam('Falcon');
  await desk.enter('Anna Price', 'Falcon');
  await desk.sell('Anna Price', '1000.50');
  const { page } = await openPageOf(browser, running.url);
  await page.goto(`${running.url}/customers`);
  await page.getByRole('button', { name: /^Find/ }).click();
  await page.keyboard.type('calder');
  await page.getByRole('option', { name: /Support plan/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Calder Row Physio', level: 1 }).waitFor();
  await page.locator('tr[data-selected]', { hasText: 'Support plan' }).waitFor();
}, 60_000);

it('who may not change customers sees them without buttons to, and who may not see them is told who can', async () => {
  const { page: manager } = await openPageOf(browser, running.url, 'management');
  await manager.goto(`${running.url}/customers`);
  await manager.getByRole('link', { name: 'Northgate Tyres Ltd (Leeds)' }).waitFor();
  await expect(manager.getByRole('link', { name: 'New customer' }).count()).resolves.toBe(0);
  const { page: seller } = await openPageOf(browser, running.url, 'consultant');
  await seller.goto(`${running.url}/customers`);
  await seller
    .getByText(/sales agents/)
    .first()
    .waitFor();
  await expect(seller.getByRole('button', { name: /^Find/ }).count()).resolves.toBe(0);
}, 60_000);

const ROUTES = [
  ['/customers', 'Northgate Tyres Ltd (Leeds)'],
  ['/customers?q=nobody', 'No customer like that'],
  ['/customers?new=yes', 'Add the customer'],
  ['/customers/4e0d5a9c-2a3e-4c0b-9d1c-000000000000', 'There is no such customer'],
  ['/products', 'Fibre broadband'],
  ['/products?q=nothing', 'No product like that'],
  ['/products?product=new', 'Add the product'],
  ['/prices', 'All versions'],
  ['/prices?change=new', 'Enter 0 prices'],
] as const;

it('every page is clear to everybody, in a narrow window and in the dark too', async () => {
  const { page, faults } = await openPageOf(browser, running.url, 'admin');
  const found: Record<string, string[]> = {};
  const look = async (what: string) => {
    const wrong = await faultsOf(page);
    if (wrong.length > 0) found[what] = wrong;
  };
  for (const [path, shows] of ROUTES) {
    await page.goto(running.url + path);
    await page.getByText(shows, { exact: true }).filter({ visible: true }).first().waitFor();
    await look(path);
  }
  await page.goto(`${running.url}/customers`);
  await page.getByRole('link', { name: 'Northgate Tyres Ltd (Leeds)' }).click();
  await page.getByText('Sales that stand').waitFor();
  await look('a customer');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find customer, sale or invoice' }).waitFor();
  await page.keyboard.type('north');
  await page.getByRole('option', { selected: true }).waitFor();
  await look('what Ctrl K finds');
  expect(found).toEqual({});
  expect(faults).toEqual([]);
}, 180_000);
