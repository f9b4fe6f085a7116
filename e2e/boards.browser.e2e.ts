import { eventually } from '@takings/testing';
import type { Browser, Page } from 'playwright-core';
import { faultsOf, openPage } from './driver/console';
import { ProductInBrowser } from './driver/product-in-browser';
import type { RunningProduct } from './driver/running-product';
import { Desk } from './driver/sales';
import { openPageOf } from './driver/signed-in';

let product: ProductInBrowser;
let running: RunningProduct;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  product = await ProductInBrowser.open();
  ({ running, browser } = product);
  desk = new Desk(running);
}, 120_000);
afterAll(async () => {
  await product?.close();
});

const names = (page: Page) => page.getByRole('table', { name: 'Ranking' }).locator('tbody th a').allTextContents();
const order = (page: Page, expected: string[]) => eventually(async () => expect(await names(page)).toEqual(expected));

it('a sale appears by itself, its place is explained, it is taken back with a reason and rewound to', async () => {
  const { page, faults } = await openPageOf(browser, running.url);
  await page.goto(`${running.url}/teams`);
  await page.getByRole('link', { name: 'New team' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Falcon');
  await page.getByLabel('Target a day').fill('a lot');
  await page.getByRole('button', { name: 'Open the team' }).click();
  await page.getByRole('link', { name: /expected/ }).click();
  await expect(page.getByLabel('Target a day').evaluate((field) => field.matches(':focus'))).resolves.toBe(true);
  await page.getByLabel('Target a day').fill('2000');
  await page.getByRole('button', { name: 'Open the team' }).click();
  await page.getByRole('link', { name: 'Falcon' }).waitFor();

  await page.getByRole('link', { name: 'Consultants' }).click();
  await page.getByRole('link', { name: 'New consultant' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Ewan Fraser');
  await page.getByRole('dialog').getByLabel('Team').selectOption('Falcon');
  await page.getByRole('button', { name: 'Add the consultant' }).click();
  await page.getByRole('link', { name: 'Ewan Fraser' }).waitFor();
  await desk.enter('Anna Price', 'Falcon');

  await page.getByRole('link', { name: 'Leaderboards' }).first().click();
  await page.getByRole('link', { name: 'Open the board' }).click();
  await page.getByText('No sales yet').waitFor();
  await page.getByText(/^Live · /).waitFor();
  const { saleId } = await desk.sell('Ewan Fraser', '620');
  await order(page, ['Ewan Fraser']);
  const betweenTheSales = new Date().toISOString();
  await desk.sell('Anna Price', '1000.50');
  await order(page, ['Anna Price', 'Ewan Fraser']);
  await page.getByText('£1,620.50').waitFor();
  await page.getByText('81%').waitFor();

  await page.getByRole('link', { name: 'Ewan Fraser' }).click();
  const why = page.getByRole('dialog');
  await why.getByRole('heading', { name: 'Why is Ewan Fraser second?' }).waitFor();
  await why.getByText('£380.50 behind Anna Price, first.').waitFor();
  await why.getByRole('button', { name: 'Add a correction' }).click();
  await why.getByLabel('Amount').fill('−20');
  await why.getByLabel('Why').fill('shared with Anna');
  await why.getByRole('button', { name: 'Take off £20.00' }).click();
  await why.getByText('£600.00 from 1 sale and 1 correction.').waitFor();

  await why.getByRole('button', { name: /^Take back Support plan/ }).click();
  await why.getByRole('button', { name: 'Take back £620.00' }).click();
  await why.getByRole('link', { name: /reason|missing|expected/i }).waitFor();
  await why.getByLabel('Why').fill('ordered twice');
  await why.getByRole('button', { name: 'Take back £620.00' }).click();
  await why.getByText(/Taken back .* by /).waitFor();
  await why.getByText('ordered twice').waitFor();
  await expect(why.getByRole('button', { name: /^Take back/ }).count()).resolves.toBe(0);
  await page.keyboard.press('Escape');
  await why.waitFor({ state: 'detached' });
  await page.getByText('£980.50').first().waitFor();

  const answer = await fetch(`${running.url}/api/sales/${saleId}`, { headers: running.headers });
  expect(await answer.json()).toMatchObject({ voided: { reason: 'ordered twice' } });

  await page.getByRole('slider', { name: 'Minute of the day' }).focus();
  await page.keyboard.press('Home');
  await eventually(() => expect(new URL(page.url()).searchParams.get('at')).toBeTruthy());
  await page.getByText('Nothing was known yet').waitFor();
  await page.goto(`${running.url}/boards/floor?at=${betweenTheSales}`);
  await order(page, ['Ewan Fraser']);
  await page.getByRole('button', { name: 'Back to now' }).click();
  await eventually(async () => expect(await names(page)).toContain('Anna Price'));
  expect(faults).toEqual([]);
}, 180_000);

it('rows are gone through and opened by keys alone, and the focus comes back to its row', async () => {
  const { page } = await openPageOf(browser, running.url);
  await page.goto(`${running.url}/boards/floor`);
  await page.getByRole('link', { name: 'Anna Price' }).waitFor();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' }).evaluate((link) => link.matches(':focus'))).resolves.toBe(true);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Why is Anna Price first?' }).waitFor();
  await page.keyboard.press('Escape');
  await eventually(async () =>
    expect(await page.getByRole('link', { name: 'Anna Price' }).evaluate((row) => row.matches(':focus'))).toBe(true),
  );
}, 60_000);

it('what is sold is shown beside what is invoiced and paid', async () => {
  const { page } = await openPageOf(browser, running.url);
  await page.goto(`${running.url}/boards/Falcon`);
  await page.getByRole('link', { name: 'Sold, invoiced, paid' }).click();
  const row = page.getByRole('table', { name: 'Sold, invoiced and paid by consultant' }).getByRole('row', { name: /Anna Price/ });
  await row.waitFor();
  await expect(row.getByRole('cell').allTextContents()).resolves.toEqual(['£1,000.50', '£0.00', '£0.00', '0%']);
}, 60_000);

it('a TV is paired by its code, shows its board, and shows a code again when it is withdrawn', async () => {
  const { page: tv } = await openPage(browser);
  await tv.goto(`${running.url}/tv.html`);
  const heading = tv.getByRole('heading', { name: /^Code (\d ){5}\d$/ });
  await heading.waitFor();
  const code = (await heading.getAttribute('aria-label'))!.replace(/\D/g, '');

  const { page } = await openPageOf(browser, running.url);
  await page.goto(`${running.url}/screens`);
  await page.getByRole('link', { name: 'Pair a TV' }).first().click();
  await page.getByLabel('Code on the TV').fill(code === '000000' ? '000001' : '000000');
  await page.getByLabel('Name of the screen').fill('Reception');
  await page.getByRole('button', { name: 'Pair the TV' }).click();
  await page.getByText(/thing to put right/).waitFor();
  await expect(page.getByLabel('Name of the screen').inputValue()).resolves.toBe('Reception');
  await page.getByLabel('Code on the TV').fill(code);
  await page.getByRole('button', { name: 'Pair the TV' }).click();
  await tv.getByText('Anna Price').first().waitFor();
  await page.getByRole('row', { name: /Reception/ }).waitFor();

  await page.getByRole('link', { name: 'Withdraw Reception' }).click();
  await page.getByRole('dialog').getByText('Within five seconds it shows a six-digit code').waitFor();
  await page.getByRole('button', { name: 'Withdraw Reception' }).click();
  await heading.waitFor({ timeout: 5_000 });
  await page.getByText('No TV is paired').waitFor();
}, 90_000);

const ROUTES = [
  ['/boards', 'Whole floor'],
  ['/boards/floor', 'Anna Price'],
  ['/boards/Falcon?period=week', 'Anna Price'],
  ['/boards/floor?on=2026-01-01', 'No sales'],
  ['/boards/floor?view=collected', 'Anna Price'],
  ['/boards/floor?who=Anna+Price', 'Why is Anna Price first?'],
  ['/boards/Nowhere', 'There is no board “Nowhere”'],
  ['/screens', 'No TV is paired'],
  ['/screens?screen=new', 'Code on the TV'],
  ['/teams', 'Falcon'],
  ['/teams?team=new', 'Open the team'],
  ['/consultants', 'Anna Price'],
  ['/consultants?q=nobody', 'Nobody like that'],
  ['/consultants?who=new', 'Add the consultant'],
  ['/people', 'Anna Reed'],
  ['/people?person=new', 'Add the person'],
  ['/tokens', 'local operator'],
  ['/tokens?token=new', 'Make the token'],
  ['/nothing', 'There is nothing here'],
] as const;

it('every page is clear to everybody, in a narrow window and in the dark too', async () => {
  const { page, faults } = await openPageOf(browser, running.url, 'admin');
  const found: Record<string, string[]> = {};
  for (const [path, shows] of ROUTES) {
    await page.goto(running.url + path);
    await page.getByText(shows, { exact: true }).filter({ visible: true }).first().waitFor();
    const wrong = await faultsOf(page);
    if (wrong.length > 0) found[path] = wrong;
  }
  expect(found).toEqual({});
  expect(faults).toEqual([]);
}, 180_000);
