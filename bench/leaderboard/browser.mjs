import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { median } from '../measure.mjs';
import { headersFrom } from '../sign-in.mjs';
import { people } from './contenders.mjs';
import { amountMinor, sale } from './load.mjs';

const SALES = Number(process.env.BROWSER_SALES ?? 200);
const FIRST = 500_000;
const READY_WITHIN_MS = 120_000;
const SHOWN_WITHIN_MS = 10_000;
const MAIN = fileURLToPath(new URL('../../tools/dist/main.js', import.meta.url));

/**
 * The whole product as `npm start` runs it, a wallboard in one tab and a seller in another, whose browser posts a sale and goes on to the
 * next page. Resolves to the share of sales that stood on the wallboard before that page had loaded, and how long before.
 */
export async function shownBeforePage({ databaseUrl, amqpUrl }) {
  const data = mkdtempSync(join(tmpdir(), 'takings-bench-'));
  const product = spawn(process.execPath, [MAIN, '--port', '0', '--no-demo', '--data', data], {
    env: { ...process.env, DATABASE_URL: databaseUrl, AMQP_URL: amqpUrl },
    stdio: ['ignore', 'pipe', 2],
  });
  const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH || '/usr/bin/chromium', args: FLAGS });
  try {
    const url = await address(product);
    await people(new URL(url).port, headersFrom(join(data, 'api-token')));
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
    const csrf = await signIn(context, url);
    const wall = await wallboard(context, url);
    const seller = await context.newPage();
    await seller.goto(`${url}/boards`);
    const ahead = [];
    for (let n = FIRST; n < FIRST + SALES; n++) ahead.push(await oneSale(wall, seller, n, csrf));
    return { share: ahead.filter((ms) => ms >= 0).length / ahead.length, aheadMs: median(ahead) };
  } finally {
    await browser.close();
    const ended = once(product, 'exit');
    product.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
}

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-sync',
];

/** Milliseconds by which the wallboard was first; negative when the page was. */
async function oneSale(wall, seller, n, csrf) {
  const shown = wall.evaluate(([text, within]) => globalThis.seen(text, within), [amountOf(n), SHOWN_WITHIN_MS]);
  const answer = await seller.evaluate(
    async ([body, token]) => {
      const headers = { 'content-type': 'application/json', 'x-csrf-token': token };
      return (await fetch('/api/sales', { method: 'POST', headers, body: JSON.stringify(body) })).status;
    },
    [sale(n), csrf],
  );
  if (answer !== 201) throw new Error(`a sale was answered ${answer}`);
  await seller.reload({ waitUntil: 'load' });
  const loadedAt = await seller.evaluate(() => {
    const [page] = performance.getEntriesByType('navigation');
    return performance.timeOrigin + page.loadEventStart;
  });
  return loadedAt - (await shown);
}

const amountOf = (n) => `£${(amountMinor(n) / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`;

/** As the demo's agent, in all pages of the context. Resolves to what goes along with a change. */
async function signIn(context, url) {
  const { demoAccounts } = await (await context.request.get(`${url}/api/sign-in`)).json();
  const account = demoAccounts.find(({ roles }) => roles.includes('agent')).id;
  const answer = await context.request.post(`${url}/api/sign-in/demo`, { data: { account } });
  return (await answer.json()).csrfToken;
}

/** A wallboard that tells when a text is first in it, in the frame after the change of its document. */
async function wallboard(context, url) {
  const page = await context.newPage();
  await page.goto(`${url}/tv.html#/floor`);
  await page.evaluate(() => {
    globalThis.seen = (text, withinMs) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${text} was not shown`)), withinMs);
        const look = () => {
          if (!document.body.textContent.includes(text)) return;
          observer.disconnect();
          clearTimeout(late);
          requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        look();
      });
  });
  return page;
}

async function address(product) {
  let said = '';
  product.stdout.setEncoding('utf8').on('data', (text) => (said += text));
  for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end; await wait(100)) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
    if (url && (await fetch(`${url}/ready`).catch(() => undefined))?.status === 200) return url;
    if (product.exitCode !== null) throw new Error(`the product ended with ${product.exitCode}`);
  }
  throw new Error(`the product was not ready within ${READY_WITHIN_MS} ms: ${said}`);
}
