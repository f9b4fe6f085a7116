/** @servers any: a gateway of its own sells faster than any floor. */
import { eventually } from '@takings/testing';
import type { Browser, CDPSession } from 'playwright-core';
import { openBrowser } from './driver/browser';
import { busyFloor, openGateway, openWall, PEOPLE } from './driver/wallboard';

/** There in the browser, where what is handed to `evaluate` runs. */
declare const performance: any;

const MEGABYTE = 1_000_000;
const WARM_UP = 3_000;
const SALES = 12_000;
const AT_ONCE = 100;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

it('loads less than 90 kB of script before it shows a board, and none of the console', async () => {
  const gateway = await openGateway({ floor: busyFloor() });
  const { page } = await openWall(browser, `${gateway.url}/tv.html#/floor`);
  await page.getByText('Priya Nair').waitFor();
  const scripts: { name: string; encodedBodySize: number }[] = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }: { name: string }) => name.endsWith('.js'))
      .map(({ name, encodedBodySize }: PerformanceResource) => ({ name, encodedBodySize })),
  );
  expect(scripts.reduce((all, { encodedBodySize }) => all + encodedBodySize, 0)).toBeLessThan(90_000);
  await page.close();
  await gateway.close();
}, 60_000);

it('is no larger after a week of sales than after its first hour', async () => {
  const floor = busyFloor();
  const gateway = await openGateway({ floor });
  const { page, faults } = await openWall(browser, `${gateway.url}/tv.html#/floor`);
  await page.getByText('Priya Nair').waitFor();
  const devtools = await page.context().newCDPSession(page);
  const sell = async (sales: number) => {
    for (let sold = 0; sold < sales; sold += AT_ONCE) {
      for (let n = 0; n < AT_ONCE; n++) {
        const [name] = PEOPLE[(sold + n * 7) % PEOPLE.length]!;
        gateway.tell(n % 10 === 9 ? floor.takenBack(name, 40) : floor.sale(name, 50 + (n % 13)), { kept: false });
      }
      const total = `£${Math.trunc(floor.snapshot().total!.minor / 100).toLocaleString('en-GB')}`;
      await eventually(async () => expect(await page.locator('.figure').first().textContent()).toContain(total));
    }
  };
  await sell(WARM_UP);
  const before = await sizeOf(devtools);
  await sell(SALES);
  const after = await sizeOf(devtools);
  expect(after.heap - before.heap).toBeLessThan(MEGABYTE);
  expect(after.nodes - before.nodes).toBeLessThan(200);
  expect(after.listeners - before.listeners).toBeLessThan(20);
  expect(faults).toEqual([]);
  await page.close();
  await gateway.close();
}, 300_000);

interface PerformanceResource {
  readonly name: string;
  readonly encodedBodySize: number;
}

/** What is left when everything that can be let go is. */
async function sizeOf(devtools: CDPSession) {
  await devtools.send('HeapProfiler.enable');
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
  return { heap: usedSize, nodes, listeners: jsEventListeners };
}
