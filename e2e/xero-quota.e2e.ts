/** @servers any: the calls are counted in PostgreSQL, which is a real one everywhere; the broker only brings the work. */
import { setTimeout as pause } from 'node:timers/promises';
import { due, InvoicingWorkers } from './driver/invoicing-workers';

const LIMIT = 60;
const MINUTE_MS = 60_000;
/** Ours may leave one call of each minute alone. */
const RESERVE = 1;
/** The first call of all is answered before the measured minute begins. */
const FIRST_CALL_MS = 8_000;
/**
 * Others call once for so many calls of ours. Five of ours are under way at the most, so that no call of ours can meet two of others' that
 * it could not know of, however slow the machine is: one is what the reserve is for.
 */
const OURS_PER_FOREIGN_CALL = 6;
const LOOK_EVERY_MS = 50;
const CUSTOMERS = 20;
/** More than a minute's calls can file. */
const INVOICES = 4500;

let workers: InvoicingWorkers;

beforeAll(async () => {
  workers = await InvoicingWorkers.start({
    stages: ['file-in-xero'],
    runner: { leaseMs: 30_000, sweepMs: 1000 },
    providers: { SANDBOX_XERO_WINDOW_PHASE_MS: String((Date.now() + FIRST_CALL_MS) % MINUTE_MS) },
  });
}, MINUTE_MS);
afterAll(() => workers?.close());

const minute = async () => (await workers.sandbox.quota()).minute;
type Minute = Awaited<ReturnType<typeof minute>>;
const ofOurs = ({ used, usedByOthers }: Minute) => used - usedByOthers;

const publish = (n: number) => {
  const customer = n % CUSTOMERS;
  return workers.publish(
    due(n, { customerRef: `C-${customer}`, customerName: `Customer ${customer}`, customerEmail: `payer${customer}@example.com` }),
  );
};

/** The first minute after `before`, seen last thing before its end; others call in it as well. */
async function measured(before: Minute): Promise<Minute> {
  let seen = before;
  let oursAtForeignCall = 0;
  for (let now = before; Date.parse(now.startedAt) <= Date.parse(before.resetsAt); now = await minute()) {
    seen = now;
    if (now.startedAt === before.resetsAt && ofOurs(now) - oursAtForeignCall >= OURS_PER_FOREIGN_CALL) {
      await workers.sandbox.foreignCall();
      oursAtForeignCall = ofOurs(await minute());
    }
    await pause(LOOK_EVERY_MS);
  }
  return seen;
}

it(
  'uses at least 0.95 of the calls that others leave of each minute, and none above',
  async () => {
    await publish(0);
    const before = await minute();
    const measuring = measured(before);
    while ((await minute()).startedAt === before.startedAt) await pause(LOOK_EVERY_MS);
    for (let n = 1; n <= INVOICES; n++) await publish(n);

    const { startedAt, ...seen } = await measuring;
    expect(startedAt).toBe(before.resetsAt);
    expect(seen.usedByOthers).toBeGreaterThan(0);
    expect(seen.used - seen.usedByOthers).toBeGreaterThanOrEqual(0.95 * (LIMIT - RESERVE - seen.usedByOthers));
    expect((await workers.sandbox.quota()).refused).toEqual({ minute: 0, day: 0, concurrent: 0 });
  },
  4 * MINUTE_MS,
);
