import { eventually, FactTap, freshDatabase, type FreshDatabase, StageProcess, testBroker, type TestBroker } from '@takings/testing';
import { appOn } from '../testing/app';
import { CallQuota } from './call-quota';
import { XeroPacedClock } from './xero-paced.clock';

let database: FreshDatabase;
let broker: TestBroker;
let tap: FactTap;
const replicas: StageProcess[] = [];

beforeAll(async () => {
  [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
  tap = await FactTap.on(broker.url);
  const start = () => StageProcess.start(appOn({ databaseUrl: database.url, amqpUrl: broker.url }, 'http://127.0.0.1:9'), 'record-payment');
  for (let n = 0; n < 2; n++) replicas.push(await start());
});
afterAll(async () => {
  for (const replica of replicas) await replica.stop();
  await tap?.close();
  await broker?.close();
  await database?.drop();
});

const strike = () => Promise.all(replicas.map((replica) => replica.get(XeroPacedClock).strike()));
const told = () => tap.heard.filter(({ type }) => type === 'provider.paced.v1');
const call = async (minuteLeft: number) => {
  const grant = await replicas[0]!.get(CallQuota).acquire('record-payment');
  await grant.answered({ minuteLeft, dayLeft: 4000 });
};

it('says nothing before the first call', async () => {
  await strike();
  expect(await replicas[0]!.db.query('select 1 from outbox')).toEqual([]);
  expect(told()).toEqual([]);
});

it('says once, over all replicas, what Xero still allows', async () => {
  await call(59);
  await strike();
  await call(58);
  await strike();
  await eventually(() => expect(told()).toHaveLength(1));
  expect(told()[0]).toMatchObject({ subject: 'xero', data: { provider: 'xero', minuteLimit: 60, usedByOthers: 0, dayRemaining: 4000 } });
});

it('says it again after ten seconds, if there were calls meanwhile', async () => {
  await replicas[0]!.db.query("update xero_quota set told_at = told_at - interval '10 s'");
  await strike();
  await eventually(() => expect(told()).toHaveLength(2));
  await replicas[0]!.db.query("update xero_quota set told_at = told_at - interval '10 s', book = jsonb_set(book, '{seenAt}', '0')");
  await strike();
  expect(told()).toHaveLength(2);
});

it('ends with a process only when its strike under way has ended', async () => {
  const [{ db }, stopping] = [replicas[0]!, replicas[1]!.get(XeroPacedClock)];
  const ended: string[] = [];
  const all: Promise<unknown>[] = [];
  await db.transaction(async (other) => {
    await other.query('lock table xero_quota in access exclusive mode');
    all.push(stopping.strike().then(() => ended.push('strike')));
    all.push(stopping.onModuleDestroy().then(() => ended.push('clock')));
  });
  await Promise.all(all);
  expect(ended).toEqual(['strike', 'clock']);
});
