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

const SIZE = 26;
/** Charges of so many customers, all in pounds: two of each kind of card. */
const charges = (tag: string, size: number): Row[] =>
  Array.from({ length: size }, (_, n) => charge(n, { charge_ref: `${tag}-${n}`, currency: 'GBP', unit_price: `${20 + n}` }));

beforeAll(async () => {
  product = await ProductInBrowser.open();
  ({ running, browser } = product);
  await running.product.importCharges(csvFile(product.folder, charges('A', SIZE), 'a.csv'));
}, 180_000);
afterAll(async () => {
  await product?.close();
});

const open = async (who: string) => (await openPageOf(browser, running.url, who)).page;
const path = (page: Page) => new URL(page.url()).pathname;
const calls = async () =>
  Promise.all((['xero', 'securetrading', 'smtp'] as const).map(async (one) => (await running.sandbox.journal(one)).length));
const pence = (text: string) => Number(text.replace(/[^\d.]/g, '').replace('.', ''));
const bar = (page: Page) => page.getByRole('region', { name: 'Decision' });
const approving = (page: Page) => bar(page).getByRole('button', { name: /^Approve / });

async function ask<Answer>(method: string, where: string, body: object = {}): Promise<Answer> {
  const answer = await fetch(running.url + where, {
    method,
    headers: { 'content-type': 'application/json', ...running.headers },
    body: method === 'GET' ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${where} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

/** The total as the bar, the card and the rows of the whole list say it, in pence, and the number as the bar and the button say it. */
async function sumsOf(page: Page) {
  const [said, button] = [await bar(page).locator('strong').innerText(), await approving(page).innerText()];
  const [number, total] = said.split(' · ');
  const card = await page.locator('dl > div', { hasText: 'Total including VAT' }).locator('dd').first().innerText();
  const rows = await page.locator('table tbody tr:not([data-out]) td:nth-child(2)').allInnerTexts();
  return {
    number: [parseInt(number!, 10), parseInt(button.replace('Approve ', ''), 10), rows.length],
    total: [pence(total!), pence(card), rows.map(pence).reduce((sum, one) => sum + one, 0)],
  };
}
const allTheSame = (values: readonly number[]) => new Set(values).size === 1;

/** Each stage of the page: what has come, and what became of it. */
async function stagesOf(page: Page): Promise<{ name: string; arrived: number; sum: number }[]> {
  return page.locator('[data-stage]').evaluateAll((stages: any[]) =>
    stages.map((stage) => {
      const counts = [...stage.querySelectorAll('[data-counts]')].map(
        (one: any) => [one.dataset.counts, Number(one.textContent.replace(/,/g, ''))] as const,
      );
      const arrived = counts.find(([what]) => what === 'arrived')![1];
      const sum = counts.filter(([what]) => what !== 'arrived').reduce((total, [, size]) => total + size, 0);
      return { name: stage.dataset.stage, arrived, sum };
    }),
  );
}

let previewed: string;

it('a run is collected by hand, and nothing has left the house; its sums agree to the penny', async () => {
  const page = await open('Frances Obi');
  await page.goto(`${running.url}/runs`);
  await page.getByText('No run yet').waitFor();
  await page.getByRole('link', { name: 'Collect a run now' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Collect' }).click();
  await approving(page).waitFor();
  previewed = path(page);
  await page.getByText('Nothing has been sent to Xero, to customers or to the bank.').waitFor();
  expect(await faultsOf(page)).toEqual([]);

  await page.goto(`${running.url}${previewed}?show=all`);
  await eventually(async () => expect(await page.locator('table tbody tr').count()).toBe(SIZE));
  const before = await sumsOf(page);
  expect(before).toEqual({ number: [SIZE, SIZE, SIZE], total: [before.total[0], before.total[0], before.total[0]] });

  const row = page.locator('table tbody tr').last();
  const amount = pence(await row.locator('td').first().innerText());
  await row.getByRole('button', { name: /^Leave out/ }).click();
  await page.getByLabel('Why').fill('the price is wrong');
  await page.getByRole('dialog').getByRole('button', { name: 'Leave out' }).click();
  await bar(page).getByText('1 left out').waitFor();
  const after = await sumsOf(page);
  expect(after.number).toEqual([SIZE - 1, SIZE - 1, SIZE - 1]);
  expect(allTheSame(after.total)).toBe(true);
  expect(after.total[0]).toBe(before.total[0]! - amount);
  expect(await calls()).toEqual([0, 0, 0]);

  // The bar never covers what has the focus.
  const last = row.getByRole('button', { name: /^Include/ });
  await page.evaluate(() => (globalThis as any).scrollTo(0, 0));
  await last.focus();
  const [focused, covers] = [(await last.boundingBox())!, (await bar(page).boundingBox())!];
  expect(focused.y + focused.height).toBeLessThanOrEqual(covers.y);
  expect(focused.y).toBeGreaterThan(0);
}, 120_000);

it('who may only look sees the run without buttons to decide about it', async () => {
  const page = await open('Helen Marsh');
  await page.goto(running.url + previewed);
  await bar(page).getByText('By the approval policy this is for').waitFor();
  await expect(page.getByRole('button', { name: /^(Approve|Include|Leave out|Stop)/ }).count()).resolves.toBe(0);
}, 60_000);

it('approved in two windows at once it goes out once; paused, nothing new is sent; continued, it comes to its end', async () => {
  await running.sandbox.switchFaults({ 'xero-down': true });
  const [one, other] = [await open('Frances Obi'), await open('Jonas Weber')];
  for (const page of [one, other]) {
    await page.goto(running.url + previewed);
    await approving(page).waitFor();
  }
  await Promise.all([one, other].map((page) => approving(page).click()));
  for (const page of [one, other])
    await page
      .getByText(/Approved by (Frances Obi|Jonas Weber)/)
      .first()
      .waitFor();
  await one.getByText(`${SIZE - 1} waiting their turn`).waitFor();
  expect(await one.locator('[data-stage] [data-tone="bad"]').count()).toBe(0);

  await one.getByRole('button', { name: 'Pause' }).click();
  await other.getByText('nothing new goes to Xero, by e-mail or to the bank until it is continued').waitFor();
  await running.sandbox.switchFaults({ 'xero-down': false });
  // Back in business, Xero is asked for nothing: what is held was never begun.
  await eventually(async () => {
    const held = (await ask<any>('GET', `/api/runs/${previewed.split('/').at(-1)}`)).stages.filed.inHand;
    expect(held).toBe(SIZE - 1);
  });
  await new Promise((passed) => setTimeout(passed, 3_000));
  expect(await running.sandbox.xeroInvoices()).toEqual([]);
  expect((await calls()).slice(1)).toEqual([0, 0]);
  await other.getByText('waiting for the run to go on').first().waitFor();
  for (const { arrived, sum } of await stagesOf(one)) expect(sum).toBe(arrived);

  await other.getByRole('button', { name: 'Continue' }).click();
  for (let looks = 0; (await one.getByText('Finished', { exact: true }).count()) === 0 && looks < 300; looks++) {
    for (const { name, arrived, sum } of await stagesOf(one)) expect([name, sum]).toEqual([name, arrived]);
    await new Promise((passed) => setTimeout(passed, 300));
  }
  await one.getByText('Finished', { exact: true }).waitFor();
  const invoices = await running.sandbox.xeroInvoices();
  expect(invoices).toHaveLength(SIZE - 1);
  const run = await ask<any>('GET', `/api/runs/${previewed.split('/').at(-1)}`);
  expect(await stagesOf(one)).toEqual([
    { name: 'In Xero', arrived: SIZE - 1, sum: SIZE - 1 },
    { name: 'E-mailed', arrived: SIZE - 1, sum: SIZE - 1 },
    { name: 'Card debited', arrived: SIZE - 1, sum: SIZE - 1 },
    { name: 'Payer notified', arrived: run.stages.notified.arrived, sum: run.stages.notified.arrived },
  ]);
  expect(await faultsOf(one)).toEqual([]);
  await one.getByRole('link', { name: /^Needs you \d+$/ }).click();
  await eventually(async () => expect(await one.locator('table tbody tr').count()).toBe(run.needsYou));
  await one.getByRole('link', { name: /^Not debited \d+$/ }).click();
  await one.getByText('Could not be debited: no card').first().waitFor();
}, 180_000);

it('wants two persons where the policy does, and neither is the one who asked for the run', async () => {
  const policy = { automaticUpTo: [], stopUpTo: null, approvers: ['finance-manager', 'finance-approver'] };
  await ask('PUT', '/api/settings/approval', { ...policy, onePersonUpTo: [] });
  await running.product.importCharges(csvFile(product.folder, charges('B', 3), 'b.csv'));
  const [frances, jonas, ada] = [await open('Frances Obi'), await open('Jonas Weber'), await open('Ada Admin')];
  await frances.goto(`${running.url}/runs?ask=yes`);
  await frances.getByRole('dialog').getByRole('button', { name: 'Collect' }).click();
  await bar(frances).getByText('You asked for this run; it needs two other persons.').waitFor();
  for (const page of [jonas, ada]) await page.goto(running.url + path(frances));
  await approving(jonas).click();
  await bar(ada)
    .getByText(/Jonas Weber did at .*; one more is needed/)
    .waitFor();
  await bar(jonas).getByText('You have approved this run; it needs a second person.').waitFor();
  await running.sandbox.foreignCalls(60);
  await approving(ada).click();
  await frances.getByText('Approved by Jonas Weber and Ada Admin').waitFor();
  // Others have used up Xero's minute: the end of the run moves, and nothing is wrong.
  await frances.getByText(/should finish about/).waitFor();
  expect(await frances.locator('[data-stage] [data-tone="bad"], [data-stage] [data-tone="warn"]').count()).toBe(0);
  await ask('PUT', '/api/settings/approval', { ...policy, onePersonUpTo: null });
}, 120_000);

it('stopped with a reason before it is approved nothing goes out, and its charges come back in the next run', async () => {
  await running.product.importCharges(csvFile(product.folder, charges('C', 4), 'c.csv'));
  const page = await open('Frances Obi');
  const collect = async () => {
    await page.goto(`${running.url}/runs?ask=yes`);
    await page.getByRole('dialog').getByRole('button', { name: 'Collect' }).click();
    await approving(page).waitFor();
    return bar(page).locator('strong').innerText();
  };
  const proposed = await collect();
  await page.getByRole('button', { name: 'Stop this run' }).click();
  await page.getByLabel('Why').fill('the price list was wrong');
  await page.getByRole('button', { name: 'Stop the run' }).click();
  await page.getByText('Stopped before anything went out').waitFor();
  await eventually(async () => {
    const [{ stopped }] = (await ask<any>('GET', '/api/runs?limit=1')).runs;
    expect(stopped).toMatchObject({ by: 'Frances Obi', because: 'the price list was wrong', settled: true });
  });
  expect(await collect()).toBe(proposed);

  await page.context().setOffline(true);
  await bar(page).getByText('reload before you approve').waitFor();
  await expect(page.getByRole('button', { name: /^Approve/ }).count()).resolves.toBe(0);
  await page.context().setOffline(false);
  await approving(page).waitFor({ timeout: 30_000 });
  // Once there has been a run, that is where a finance manager begins.
  await page.goto(`${running.url}/sign-in`);
  await eventually(() => expect(path(page)).toBe('/runs'));
  await page.getByText('Stopped').first().waitFor();
  expect(await faultsOf(page)).toEqual([]);
}, 120_000);
