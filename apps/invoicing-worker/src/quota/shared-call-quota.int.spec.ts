import { eventually, type FreshDatabase, freshDatabase } from '@takings/testing';
import type { DataSource } from 'typeorm';
import { openDatabase, quotaOf } from '../testing/ledgers';
import { FakeXero } from '../testing/fake-xero';
import { exchange } from '../xero/transport';
import { seenIn } from '../xero/with-quota';
import type { SharedCallQuota } from './shared-call-quota';

let database: FreshDatabase;
let replicas: DataSource[];

beforeAll(async () => {
  database = await freshDatabase();
  replicas = [await openDatabase(database.url), await openDatabase(database.url)];
});
beforeEach(() => replicas[0]!.query("update xero_quota set book = '{}'"));
afterAll(async () => {
  for (const db of replicas) await db.destroy();
  await database?.drop();
});

const rows = async () => (await replicas[0]!.query('select book from xero_quota'))[0].book;

/** Calls one after the other until told to stop; `between` calls something else may happen. */
async function callOn(quota: SharedCallQuota, stage: string, xero: FakeXero, until: () => boolean, between: () => void) {
  while (!until()) {
    between();
    const grant = await quota.acquire(stage);
    await grant.answered(
      seenIn(await exchange(`${xero.url}/api/Invoices?InvoiceNumbers=x`, 5000, { headers: { authorization: 'Bearer token-1' } })),
    );
  }
}

/**
 * Others call once for so many calls of ours. Five of ours are under way at the most, so that no call of ours can meet two of others' that
 * it could not know of, however slow the machine is: one is what the reserve is for.
 */
const OURS_PER_FOREIGN_CALL = 6;

it('keeps two replicas below the limits together, while others call too', async () => {
  const minuteMs = 3000;
  const xero = await FakeXero.start({ minuteMs, perMinute: 60 });
  xero.latencyMs = 20;
  const end = Date.now() + 4 * minuteMs;
  const over = () => Date.now() > end;
  let othersCallAt = OURS_PER_FOREIGN_CALL;
  const others = () => {
    if (xero.calls.length < othersCallAt) return;
    othersCallAt = xero.calls.length + OURS_PER_FOREIGN_CALL;
    xero.useUp(1);
  };
  try {
    const callers = replicas.flatMap((db) => {
      const quota = quotaOf(db, { minuteMs });
      return ['file-in-xero', 'file-in-xero', 'file-in-xero', 'record-payment'].map((stage) => callOn(quota, stage, xero, over, others));
    });
    await Promise.all(callers);
  } finally {
    await xero.close();
  }
  expect(xero.calls.filter(({ status }) => status === 429)).toEqual([]);
  expect(xero.mostAtOnce).toBeLessThanOrEqual(5);
  // Three whole windows at least lie in four times their length; this machine may be busy, the campaigns in virtual time are exact.
  expect(xero.calls.length).toBeGreaterThan(3 * 55 * 0.8);
});

it('gives the places of a killed process back when their lease is over', async () => {
  const [killed, alive] = replicas.map((db) => quotaOf(db, { leaseMs: 300 }));
  await (await killed!.acquire('file-in-xero')).answered({ minuteLeft: 59 });
  const firstTakenAfter = Date.now();
  for (let i = 0; i < 5; i++) await killed!.acquire('file-in-xero');
  await alive!.acquire('record-payment');
  expect(Date.now() - firstTakenAfter).toBeGreaterThanOrEqual(299); // the database's clock has parts of milliseconds
});

it('wakes a waiting call as soon as a place is free', async () => {
  const quota = quotaOf(replicas[0]!);
  await (await quota.acquire('file-in-xero')).answered({ minuteLeft: 59 });
  const [first] = await Promise.all([1, 2, 3, 4, 5].map(() => quota.acquire('file-in-xero')));
  const waiting = quota.acquire('record-payment');
  await first!.neverSent();
  await waiting;
});

it('says until when the calls of a day are used up', async () => {
  const quota = quotaOf(replicas[0]!);
  await (await quota.acquire('file-in-xero')).answered({ refused: { limit: 'day', retryAfterMs: 3_600_000 } });
  const refused: any = await quota.acquire('file-in-xero').catch((error) => error);
  expect(refused).toMatchObject({ name: 'Unavailable', everybody: true, message: expect.stringContaining('used up') });
  expect(refused.retryAfterMs).toBeGreaterThan(3_590_000);
  await quota.turn('file-in-xero', 1, 50);
});

it('lets nobody wait in a process that stops', async () => {
  const quota = quotaOf(replicas[0]!);
  await (await quota.acquire('file-in-xero')).answered({ minuteLeft: 1 });
  const waiting = [quota.acquire('file-in-xero').catch((error) => error), quota.turn('record-payment', 3, 50)];
  await eventually(async () => expect(Object.values((await rows()).callers).filter((caller: any) => caller.askedAt > 0)).toHaveLength(2));
  quota.onModuleDestroy();
  expect(await Promise.all(waiting)).toEqual([
    expect.objectContaining({ name: 'Unavailable', message: expect.stringContaining('stopping') }),
    undefined,
  ]);
});
