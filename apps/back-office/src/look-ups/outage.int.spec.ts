import { randomUUID } from 'node:crypto';
import { CompanyLookUpRequested, CreditCheckRequested, type DataOf, type StagePaused, StuckResolved } from '@takings/contracts';
import { ParkedRow } from '@takings/messaging';
import { InvalidInput, Unavailable } from '@takings/runtime';
import { eventually, FactTap, type FreshDatabase, freshDatabase, StageProcess, type TestBroker, testBroker } from '@takings/testing';
import { CreditBureau } from './check-credit/credit-bureau';
import { AddressBook } from './find-addresses/address-book';
import { CompanyRegistry } from './look-up-company/company-registry';
import type { LookUpOutcome } from './look-up-results';
import { down, FakeAddressBook, FakeBureau, FakeRegistry } from './testing/fake-sources';
import { LookingUp } from './testing/looking-up';
import { NoAddressBook, NoCompanyRegistry, NoCreditBureau } from './unconfigured';

const FIVE_MINUTES_MS = 300_000;
const STAGES = ['look-up-company', 'check-credit', 'settle-stuck-back-office'];

let database: FreshDatabase;
let broker: TestBroker;
let tap: FactTap;
let process: StageProcess;
let registry: FakeRegistry;
let bureau: FakeBureau;

const start = (sources: [CompanyRegistry, CreditBureau, AddressBook] = [registry, bureau, new FakeAddressBook()]) => {
  const [CompanyRegistryValue, CreditBureauValue, AddressBookValue] = sources;
  const module = LookingUp.with({ databaseUrl: database.url, amqpUrl: broker.url }, [
    { provide: CompanyRegistry, useValue: CompanyRegistryValue },
    { provide: CreditBureau, useValue: CreditBureauValue },
    { provide: AddressBook, useValue: AddressBookValue },
  ]);
  return StageProcess.start(module, STAGES);
};

beforeEach(async () => {
  [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
  tap = await FactTap.on(broker.url);
  [registry, bureau] = [new FakeRegistry(), new FakeBureau()];
  process = await start();
});
afterEach(async () => {
  await process.stop();
  await tap.close();
  await broker.close();
  await database.drop();
});

const askCompany = async (companyNumber: string, flowId = randomUUID(), round = 1) => {
  await tap.publish(tap.eventOf(CompanyLookUpRequested.of({ flowId, lookUp: 'company', round, companyNumber })));
  return flowId;
};
const told = async (flowId: string): Promise<LookUpOutcome[]> =>
  (await process.db.query('select outcome from desk where flow_id = $1 order by seq', [flowId])).map(
    ({ outcome }: { outcome: LookUpOutcome }) => outcome,
  );
const kinds = async (flowId: string) => (await told(flowId)).map(({ kind }) => kind);
const parked = () => process.db.getRepository(ParkedRow).find();
const resolve = async (action: 'retry' | 'discard') => {
  const [{ stuckId, round }] = (await parked()) as [ParkedRow];
  await tap.publish(
    tap.eventOf(StuckResolved.of({ stuckId, app: 'back-office', round, action, resolvedBy: 'Ada', because: 'the registry is well again' })),
  );
};

it('waits while its source is down, over a restart, and is answered once when it is back', async () => {
  registry.weather.fault = down(FIVE_MINUTES_MS);
  const flows = await Promise.all(['1', '2', '3', '4'].map((number) => askCompany(number)));
  const paused = await eventually(() => {
    const fact = tap.heard.find(({ type }) => type === 'stage.paused.v1');
    expect(fact).toBeDefined();
    return fact!.data as DataOf<typeof StagePaused>;
  });
  expect(paused).toMatchObject({ stage: 'look-up-company', reason: 'Companies House is down for now' });
  expect(Math.abs(Date.parse(paused.until) - Date.now() - FIVE_MINUTES_MS)).toBeLessThan(5000);
  await process.kill();
  registry.weather.fault = undefined;
  process = await start();
  for (const flow of flows) await eventually(async () => expect(await kinds(flow)).not.toEqual([]));
  expect(await Promise.all(flows.map(kinds))).toEqual(flows.map(() => ['found']));
  expect(await parked()).toEqual([]);
});

it('asks again by itself, more often than one question may fail, and loses none', async () => {
  registry.weather.fault = down(50);
  const flow = await askCompany('1');
  await eventually(() => expect(registry.weather.asked.length).toBeGreaterThan(6));
  registry.weather.fault = undefined;
  await eventually(async () => expect(await kinds(flow)).toEqual(['found']));
  await eventually(() => expect(tap.heard.map(({ type }) => type)).toContain('stage.resumed.v1'));
  expect(await parked()).toEqual([]);
});

it('pauses alone: other sources are asked meanwhile', async () => {
  registry.weather.fault = down(FIVE_MINUTES_MS);
  await askCompany('1');
  await eventually(() => expect(registry.weather.asked).not.toEqual([]));
  const flowId = randomUUID();
  const question = { flowId, lookUp: 'credit', round: 1, companyNumber: '1', companyName: 'Acme' };
  await tap.publish(tap.eventOf(CreditCheckRequested.of(question)));
  await eventually(async () =>
    expect(await told(flowId)).toEqual([
      { kind: 'found', source: 'The credit bureau', cost: '£1.20', answer: { score: 71, rating: 'low risk' } },
    ]),
  );
});

it('keeps for a person what fails again and again, says so to the sale, and goes on with the rest', async () => {
  registry.weather.fault = (number) => (number === '500' ? new Unavailable('Companies House answered 500') : undefined);
  const flow = await askCompany('500');
  const other = await askCompany('1');
  await eventually(async () => expect(await kinds(flow)).toEqual(['trying-again', 'trying-again', 'parked']));
  expect((await told(flow)).at(-1)).toEqual({ kind: 'parked', source: 'Companies House', reason: 'Companies House answered 500' });
  expect(await kinds(other)).toEqual(['found']);
  await eventually(() =>
    expect(tap.heard.find(({ type }) => type === 'stuck.raised.v1')?.data).toMatchObject({
      stage: 'look-up-company',
      subject: flow,
      reason: 'Companies House answered 500',
      actions: ['retry', 'discard'],
    }),
  );
  registry.weather.fault = undefined;
  await resolve('retry');
  await eventually(async () => expect((await kinds(flow)).at(-1)).toBe('found'));
});

it('keeps at once what the source will never take', async () => {
  registry.weather.fault = () => new InvalidInput('Companies House does not take this question (400)');
  const flow = await askCompany('1');
  await eventually(async () =>
    expect(await told(flow)).toEqual([
      { kind: 'parked', source: 'Companies House', reason: 'Companies House does not take this question (400)' },
    ]),
  );
  expect(registry.weather.asked).toEqual(['1']);
});

it('does not ask what nobody waits for any more, and a stuck old question that is released changes nothing', async () => {
  registry.weather.fault = () => new InvalidInput('never');
  const flow = await askCompany('1');
  await eventually(async () => expect(await kinds(flow)).toEqual(['parked']));
  await process.db.query(`insert into desk_round values ($1, 'company', 2)`, [flow]);
  registry.weather.fault = undefined;
  await resolve('retry');
  await eventually(() => expect(tap.heard.map(({ type }) => type)).toContain('stuck.settled.v1'));
  await askCompany('2', flow, 2);
  await eventually(async () => expect(await kinds(flow)).toEqual(['parked', 'found']));
  await eventually(async () => expect(await process.db.query(`select 1 from inbox where stage = 'look-up-company'`)).toHaveLength(2));
  expect(registry.weather.asked).toEqual(['1', '2']);
  expect(await kinds(flow)).toEqual(['parked', 'found']);
});

it('takes not found for an answer', async () => {
  const flow = await askCompany('404');
  await eventually(async () => expect(await told(flow)).toEqual([{ kind: 'not-found', source: 'Companies House' }]));
});

it('says at once that nobody can be asked, and keeps nothing for others to mend', async () => {
  await process.stop();
  process = await start([new NoCompanyRegistry(), new NoCreditBureau(), new NoAddressBook()]);
  const flow = await askCompany('1');
  await eventually(async () =>
    expect(await told(flow)).toEqual([
      { kind: 'parked', source: 'Company registry', reason: 'No company registry is connected; enter the company by hand' },
    ]),
  );
  expect(await parked()).toEqual([]);
});
