/** @servers any: it is about the pages of the sandbox. */
import { eventually } from '@takings/testing';
import { today } from '@takings/tools';
import type { Browser, Page } from 'playwright-core';
import { expectBooksAgree, finish } from './driver/books';
import { charge, csvFile } from './driver/charges';
import { ProductInBrowser } from './driver/product-in-browser';
import type { RunningProduct } from './driver/running-product';

const PAYERS = 3;

let product: ProductInBrowser;
let running: RunningProduct;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  product = await ProductInBrowser.open();
  ({ running, browser } = product);
  page = await browser.newPage();
}, 120_000);
afterAll(async () => {
  await product?.close();
});

it('a fault is switched on and off on the rehearsal page, and the run survives it; its mails and PDFs are read on the mailbox page', async () => {
  await page.goto(running.url);
  await page.getByRole('link', { name: 'Rehearsal' }).click();
  await page.getByRole('button', { name: 'Switch on: Xero is down' }).click();
  await page.getByRole('button', { name: 'Switch off: Xero is down' }).waitFor();

  const rows = Array.from({ length: PAYERS }, (_, n) => charge(n, { card_ref: `SBX-OK-${n}`, currency: 'GBP' }));
  await running.product.importCharges(csvFile(product.folder, rows));
  const { runId } = await running.product.startRun(today());
  await eventually(async () => expect((await running.sandbox.journal('xero')).at(-1)?.status).toBe(503), 60_000);
  await page.getByRole('button', { name: 'Switch off: Xero is down' }).click();
  await page.getByRole('button', { name: 'Switch on: Xero is down' }).waitFor();
  await finish(running.product, runId);
  await expectBooksAgree(running.product, PAYERS);

  await page.goto(`${running.url}/sandbox/mail`);
  await page.getByRole('searchbox').fill('payer1@example.com');
  await page.getByRole('button', { name: 'Search' }).click();
  const mails = page.getByRole('region', { name: 'Mails' }).getByRole('listitem');
  await expect(mails.count()).resolves.toBe(2);
  await mails.filter({ hasText: '1 file' }).getByRole('link').click();
  const opened = page.getByRole('region', { name: 'Opened mail' });
  await opened.getByText('payer1@example.com').waitFor();
  await page.frameLocator('iframe').getByText('44.45').first().waitFor();

  await opened.getByRole('link', { name: /\.pdf$/ }).click();
  const link = await opened.getByRole('link', { name: /^Open .*\.pdf$/ }).getAttribute('href');
  const pdf = await page.request.get(`${running.url}${link}`);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
}, 300_000);
