import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@takings/testing';
import { call, type InvoiceRow, today } from '@takings/tools';
import { byMessage, expectBooksAgree, expectOutcomesOfCards, finish } from './driver/books';
import { ALL_CARDS, charge, csvFile } from './driver/charges';
import { seeded, seedOf, shuffled } from './driver/random';
import { folder, remove, RunningProduct } from './driver/running-product';
import { type OwnServers, ownServers } from './driver/servers';

const INVOICES_OF_A_RUN = 10 * ALL_CARDS.length;
const LONGEST_PAUSE_MS = 1_000;
/** Mostly all is well again before the next kill, so that work goes on in between; else two are down at once. */
const TWO_AT_ONCE = 0.3;
const ANSWERS_WITHIN_MS = 30_000;
/** Providers take their time, so that a kill often falls between a call and its commit. */
const SLOW = { SANDBOX_LATENCY_MS: '100' };
const SLOW_MAIL = { 'smtp-slow': { delayMs: 100 } };
const BUSY_WITHIN_MS = 60_000;

let servers: OwnServers;
let data: string;
let running: RunningProduct | undefined;
const shots: string[] = [];
const runs: string[] = [];

beforeAll(async () => {
  servers = await ownServers();
  data = folder();
});
afterAll(async () => {
  await running?.stop();
  await servers.close();
  remove(data);
});

const random = seeded(seedOf('kill'));

/** Every kill falls into a run: when one has ended, the next is started. */
async function keepBusy() {
  const { product } = running!;
  const last = runs.at(-1);
  if (last && (await product.run(last)).state !== 'finished') return;
  const from = runs.length * INVOICES_OF_A_RUN;
  const file = csvFile(
    data,
    Array.from({ length: INVOICES_OF_A_RUN }, (_, n) => charge(from + n)),
  );
  const { runId } = await eventually(async () => {
    await product.importCharges(file);
    return product.startRun(today());
  }, BUSY_WITHIN_MS);
  runs.push(runId);
}

/** Kills one process after the other, each at a random moment; one that is just being started again is waited for. */
async function killOneByOne(names: readonly string[]) {
  for (const name of names) {
    if (random() > TWO_AT_ONCE) await running!.ready();
    await keepBusy();
    await pause(random() * LONGEST_PAUSE_MS);
    await eventually(() => {
      if (!running!.kill(name)) throw new Error(`${name} is not started again`);
    }, 30_000);
    shots.push(name);
    await expectAnswer();
  }
}

/** Whoever looks just then is told something: how the run stands, or that an app is being started. */
async function expectAnswer() {
  const { status } = await fetch(`${running!.url}/api/runs`, { headers: running!.headers, signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
  expect([200, 503]).toContain(status);
}

/** A mail that was in the hands of the mail server at two kills waits for a person. Has them sent; resolves with their invoice numbers. */
async function sendWhatIsInDoubt(): Promise<ReadonlySet<string>> {
  const { url, product } = running!;
  const { items } = await get<{ items: { stuckId: string; subject: string; kind: string }[] }>('/api/stuck?limit=200');
  const mails = items.filter(({ kind }) => kind === 'undeliverable');
  for (const { stuckId } of mails)
    await call(`${url}/api/stuck/${stuckId}/retry`, { method: 'POST', json: { because: 'it did not arrive' }, headers: running!.headers });
  await eventually(async () => {
    const { items } = await get<{ items: { kind: string }[] }>('/api/stuck?limit=200');
    if (items.some(({ kind }) => kind === 'undeliverable')) throw new Error('some mail is not sent again');
  }, BUSY_WITHIN_MS);
  for (const runId of runs) await finish(product, runId);
  // Of an invoice, or a notice about one that is paid.
  const invoices = await Promise.all(mails.map(({ subject }) => get<InvoiceRow>(`/api/invoices/${subject}`)));
  return new Set(invoices.map(({ invoiceNumber }) => invoiceNumber));
}

const get = async <Answer>(path: string) => (await json(await call(`${running!.url}${path}`, { headers: running!.headers }))) as Answer;

it('loses nothing and does nothing twice when each process is killed with -9 twice in a run, and once all of them together', async () => {
  const env = { ...servers.env, ...SLOW };
  running = await RunningProduct.start(data, env);
  await running.sandbox.switchFaults(SLOW_MAIL);
  const names = [...running.processes.keys()];

  await killOneByOne(shuffled(names, random));
  await running.killEverything();
  shots.push('everything');
  running = await RunningProduct.start(data, env);
  await killOneByOne(shuffled(names, random));

  for (const runId of runs) await finish(running.product, runId);
  const sentByPerson = await sendWhatIsInDoubt();
  const ours = await expectBooksAgree(running.product, runs.length * INVOICES_OF_A_RUN);
  expectOutcomesOfCards(ours, (count) => process.stderr.write(`${count} debits cut off before the gateway wait for a person\n`));
  expect(ours.filter(({ mailed }) => !mailed)).toEqual([]);

  const messages = byMessage(await running.sandbox.mails());
  expect(messages.size).toBe(ours.length + ours.filter(({ notified }) => notified).length);
  const doubled = [...messages.values()].filter((copies) => copies.length > 1);
  for (const [first, ...more] of doubled) {
    expect(more.length).toBeLessThanOrEqual(sentByPerson.has(first!.headers['x-takings-invoice']!) ? 2 : 1);
    expect(more.filter(({ headers }) => headers['x-takings-possibly-twice'] !== 'yes')).toEqual([]);
  }
  process.stderr.write(
    `${runs.length} runs, ${shots.length} kills, ${doubled.length} mails doubled and marked, ${sentByPerson.size} sent again by a person\n`,
  );
}, 600_000);
