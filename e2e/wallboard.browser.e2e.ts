import { eventually } from '@takings/testing';
import type { Browser, Page } from 'playwright-core';
import { Floor } from './driver/floor';
import { ProductInBrowser } from './driver/product-in-browser';
import type { RunningProduct } from './driver/running-product';
import { signIn } from './driver/signed-in';
import { openWall, ranking, sums, violations } from './driver/wallboard';

/** There in the browser, where what is handed to `evaluate` runs. */
declare const document: any;
declare const MutationObserver: any;

const TEAMS = {
  Falcon: { goal: '14000', consultants: ['Priya Nair', 'Ewan Fraser'] },
  Merlin: { goal: '13000', consultants: ['Tom Okafor', 'Daniel Osei'] },
};
const EVERYBODY = Object.values(TEAMS).flatMap(({ consultants }) => consultants);

let product: ProductInBrowser;
let running: RunningProduct;
let browser: Browser;
let floor: Floor;
let page: Page;
let faults: string[];

beforeAll(async () => {
  product = await ProductInBrowser.open();
  ({ running, browser } = product);
  floor = new Floor(running);
  await floor.opens(TEAMS);
  ({ page, faults } = await openWall(browser, `${running.url}/tv.html#/floor`, {}, (page) => signIn(page, running.url, 'platform')));
}, 120_000);
afterAll(async () => {
  await product?.close();
  expect(faults).toEqual([]);
});

const justSold = () => page.getByRole('region', { name: 'Just sold' });

it('sales posted over HTTP flash on the wall, each in its turn', async () => {
  await page.getByText('First sale opens the board').waitFor();
  const prices = ['620.00', '700.50', '650.00', '99.99'];
  for (const [n, price] of prices.entries()) {
    await floor.sells(EVERYBODY[n]!, price);
    await justSold().getByText(EVERYBODY[n]!).waitFor({ timeout: 5_000 });
    expect(await justSold().textContent()).toContain(`£${price}`);
    expect(await page.locator('.place', { hasText: EVERYBODY[n] }).getAttribute('data-hot')).toBe('true');
  }
  expect(await ranking(page)).toEqual(['Ewan Fraser', 'Tom Okafor', 'Priya Nair', 'Daniel Osei']);
  expect(await sums(page)).toEqual({ header: 207_049, shown: 207_049 });
  expect(await violations(page)).toEqual([]);
}, 120_000);

it('the sums on the wall only ever go up while sales come in together, and end where they should', async () => {
  await page.evaluate(() => {
    const sum = document.querySelector('.sums .figure');
    document.body.dataset.sums = sum.textContent;
    new MutationObserver(() => {
      document.body.dataset.sums += ` ${sum.textContent}`;
    }).observe(sum, { subtree: true, characterData: true, childList: true });
  });
  await Promise.all(Array.from({ length: 20 }, (_, n) => floor.sells(EVERYBODY[n % 4]!, '10.00')));
  await page.getByText('£2,270').waitFor();
  const seen = (await page.evaluate(() => document.body.dataset.sums as string))
    .split(' ')
    .map((text) => Number(text.replace(/[^\d]/g, '')));
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(await sums(page)).toEqual({ header: 227_049, shown: 227_049 });
}, 120_000);

it('a sale that is taken back is off the wall', async () => {
  const sale = await floor.sells('Daniel Osei', '1000.00');
  await page.getByText('£3,270').waitFor();
  await floor.takesBack(sale);
  await page.getByText('£2,270').waitFor();
  await justSold().getByText('£1,000').waitFor({ state: 'detached' });
}, 120_000);

it('a sale while the leaderboard was dead is there when it lives again, once', async () => {
  running.kill('leaderboard');
  await floor.sells('Priya Nair', '29.51');
  await page.getByText('£2,300').waitFor({ timeout: 60_000 });
  expect(await sums(page)).toEqual({ header: 230_000, shown: 230_000 });
  await page.locator('footer').getByText('Live', { exact: true }).waitFor({ timeout: 30_000 });
}, 120_000);

it('a device is paired by its code, shows its board without a sign-in, and shows a code again when it is withdrawn', async () => {
  const { page: device, faults: faultsOfDevice } = await openWall(browser, `${running.url}/tv.html`);
  const digits = async () => (await device.getByRole('heading').textContent())!.replace(/\D/g, '');
  await eventually(async () => expect(await digits()).toMatch(/^\d{6}$/));
  const code = await digits();
  const screen = await floor.pairs(code, 'North wall', ['Falcon']);
  await device.getByText('Ewan Fraser').waitFor();
  expect(await ranking(device)).not.toContain('Tom Okafor');
  await device.reload();
  await device.getByText('Ewan Fraser').waitFor();
  await floor.withdraws(screen);
  await device.getByText('This screen is not paired yet').waitFor({ timeout: 10_000 });
  await eventually(async () => expect(await digits()).toMatch(/^\d{6}$/));
  expect(await digits()).not.toBe(code);
  expect(faultsOfDevice).toEqual([]);
}, 120_000);
