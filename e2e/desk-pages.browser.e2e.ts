/** @servers any: how pages look and are reached by keys; what is kept has its int tests on other servers. */
import type { Browser, Page } from 'playwright-core';
import { faultsOf } from './driver/console';
import { ProductInBrowser } from './driver/product-in-browser';
import type { RunningProduct } from './driver/running-product';
import { openShop, SaleFlows } from './driver/sale-flow';
import { openPageOf } from './driver/signed-in';

let product: ProductInBrowser;
let running: RunningProduct;
let browser: Browser;
/** Sales at each stage, by what the pages show of them. */
const ids = { begun: '', done: '', ready: '', completed: '' };

beforeAll(async () => {
  product = await ProductInBrowser.open();
  ({ running, browser } = product);
  await openShop(running);
  const { page } = await openPageOf(browser, running.url, 'Anna Reed');
  const flows = new SaleFlows(page, running.url);
  ids.begun = (await flows.start()).flowId;
  ids.ready = (await flows.with('customer', 'requirement', 'product', 'payment', 'consent')).flowId;
  const sold = await flows.with('customer', 'requirement', 'product', 'payment', 'consent');
  await page.goto(`${running.url}/sales/${sold.flowId}/check`);
  await page.getByRole('button', { name: 'Complete the sale' }).click({ timeout: 60_000 });
  await page.getByText(/^Completed .* by Anna Reed$/).waitFor();
  ids.completed = sold.flowId;
  await page.close();
}, 240_000);
afterAll(async () => {
  await product?.close();
});

interface Route {
  readonly at: () => string;
  readonly shows: string | RegExp;
  readonly then?: (page: Page) => Promise<unknown>;
  readonly who?: string;
}

const editPostcode = async (page: Page) => {
  await page.getByLabel('Postcode').fill('DE24 8QA');
  await page.getByRole('heading', { name: /^Saving this reopens/ }).waitFor();
};
const ROUTES: Readonly<Record<string, Route>> = {
  'my sales': { at: () => '/sales', shows: 'Done today' },
  'starting one': {
    at: () => '/sales?start=new',
    shows: 'How it came in',
    then: (page) => page.getByRole('option', { name: 'Priya Nair, Falcon' }).waitFor(),
  },
  'the first step': { at: () => `/sales/${ids.begun}/customer`, shows: 'Continue to requirement' },
  'what is missing': {
    at: () => `/sales/${ids.begun}/customer`,
    shows: 'Continue to requirement',
    then: async (page) => {
      await page.getByRole('button', { name: 'Continue to requirement' }).click();
      await page.getByText('7 things to put right').waitFor();
    },
  },
  products: { at: () => `/sales/${ids.done}/product`, shows: 'So far' },
  'an edit': { at: () => `/sales/${ids.done}/customer`, shows: 'Looked up for you', then: editPostcode },
  'check and complete': { at: () => `/sales/${ids.ready}/check`, shows: 'Give it up' },
  'a completed one': { at: () => `/sales/${ids.completed}/check`, shows: 'Take it back' },
  'the team': { at: () => '/sales/team', shows: /^A sale takes/, who: 'Maria Keller' },
  'the history': { at: () => `/sales/team?history=${ids.begun}`, shows: /^History of/, who: 'Maria Keller' },
  'the versions of the flow': { at: () => '/flow-versions', shows: 'New sales are made by it', who: 'Pavel Novak' },
  'old answers': {
    at: () => `/sales/${ids.done}/customer`,
    shows: 'Looked up for you',
    then: async (page) => {
      await editPostcode(page);
      await page.getByRole('button', { name: /^Save and reopen/ }).click();
      await page.getByRole('button', { name: 'Confirm both' }).waitFor();
      await page.getByRole('button', { name: 'Still right: Wanted from' }).click();
      await page.getByRole('button', { name: 'Still right: What do they need?' }).click();
      await page.getByRole('button', { name: 'Still right: Products' }).waitFor();
    },
  },
};

it('every page of the desk is clear to everybody, in a narrow window and in the dark too', async () => {
  const found: Record<string, string[]> = {};
  const { page: anna } = await openPageOf(browser, running.url, 'Anna Reed');
  ids.done = (await new SaleFlows(anna, running.url).with('customer', 'requirement', 'product')).flowId;
  const pages = new Map<string, Awaited<ReturnType<typeof openPageOf>>>();
  for (const [what, { at, shows, then, who = 'Anna Reed' }] of Object.entries(ROUTES)) {
    const opened = pages.get(who) ?? (await openPageOf(browser, running.url, who));
    pages.set(who, opened);
    const { page, faults } = opened;
    await page.goto(running.url + at());
    await page.getByText(shows).filter({ visible: true }).first().waitFor();
    await then?.(page);
    const wrong = [...(await faultsOf(page)), ...faults.splice(0)];
    if (wrong.length > 0) found[what] = wrong;
  }
  expect(found).toEqual({});
}, 240_000);
