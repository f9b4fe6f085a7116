import { type CloudEvent, PaymentRecorded, StuckRaised, StuckResolved } from '@takings/contracts';
import {
  behavesLikeAStage,
  eventually,
  FactTap,
  type FreshDatabase,
  freshDatabase,
  StageProcess,
  type TestBroker,
  testBroker,
} from '@takings/testing';
import { ParkedRow } from './tables';
import { paid } from './testing/probe';
import { Calls, tallyModule, TallyRow } from './testing/tally';

const numbered = new Map<number, ReturnType<typeof paid>>();
const sample = (n: number) => numbered.get(n) ?? numbered.set(n, paid(`ok-${n}`)).get(n)!;

behavesLikeAStage({ stage: 'record-payment', module: (servers) => tallyModule(servers, new Calls()), sample });

describe('a stage that records together', () => {
  let database: FreshDatabase;
  let broker: TestBroker;
  let tap: FactTap;
  let process: StageProcess;
  let calls: Calls;

  /** All in one message, so that they come as one batch. */
  const sendTogether = (events: CloudEvent[]) => tap.sendToStage('record-payment', JSON.stringify(events));
  const send = async (...numbers: string[]) => {
    const events = numbers.map((number) => tap.eventOf(paid(number)));
    await sendTogether(events);
    return events;
  };
  const tallies = () => process.db.getRepository(TallyRow).find({ order: { number: 'asc' } });
  const numbers = async () => (await tallies()).map(({ number }) => number);
  const parked = () => process.db.getRepository(ParkedRow).find();
  const givenOnce = (event: CloudEvent) => eventually(() => expect(tap.causedBy(event)).toHaveLength(1));

  beforeEach(async () => {
    [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
    tap = await FactTap.on(broker.url);
    calls = new Calls();
    process = await StageProcess.start(tallyModule({ databaseUrl: database.url, amqpUrl: broker.url }, calls), [
      'record-payment',
      'settle-stuck-invoicing-worker',
    ]);
  });
  afterEach(async () => {
    await process.stop();
    await tap.close();
    await broker.close();
    await database.drop();
  });

  it('gets a batch in one call and one transaction, in the order of arrival, and gives for each', async () => {
    const events = await send('c', 'a', 'b');
    for (const event of events) await givenOnce(event);
    expect(calls.recordAll).toEqual([['c', 'a', 'b']]);
    expect(new Set((await tallies()).map(({ transaction }) => transaction)).size).toBe(1);
    await eventually(async () => expect(await process.db.query('select 1 from outbox')).toEqual([]));
  });

  it('gets only what is new of a batch', async () => {
    const [first] = await send('a');
    await givenOnce(first!);
    const [b, c] = [tap.eventOf(paid('b')), tap.eventOf(paid('c'))];
    await sendTogether([c, first!, b, c]);
    for (const event of [first!, b, c]) await givenOnce(event);
    expect(calls.recordAll).toEqual([['a'], ['c', 'b']]);
    expect(calls.recorded).toEqual([['a'], ['c', 'b']]);
  });

  it('records once what it gives nothing for', async () => {
    const events = await send('silent-1', 'silent-2');
    await eventually(() => expect(calls.recorded).toEqual([['silent-1', 'silent-2']]));
    await sendTogether([...events, tap.eventOf(paid('silent-3'))]);
    await eventually(() => expect(calls.recorded).toEqual([['silent-1', 'silent-2'], ['silent-3']]));
    expect((await tallies()).map(({ times }) => times)).toEqual([1, 1, 1]);
    expect(await process.db.query('select 1 from inbox')).toHaveLength(3);
  });

  it.each([
    ['invalid', 'no such number'],
    ['divides', 'division by zero'],
    ['short', 'recordAll answered for 0 of 1 facts'],
  ])('records one by one when one is bad (%s), and keeps that one only', async (bad, reason) => {
    const [one, , two] = await send('one', bad, 'two');
    for (const event of [one!, two!]) await givenOnce(event);
    await eventually(async () => expect(await parked()).toMatchObject([{ reason: expect.stringContaining(reason) }]));
    expect(await tallies()).toMatchObject([
      { number: 'one', times: 1 },
      { number: 'two', times: 1 },
    ]);
    expect(calls.recorded).toEqual([['one'], ['two']]);
  });

  it('keeps what it parks for a person, tells what it gives for it all the same, and works on it again when it is released', async () => {
    const [one, refused, two] = await send('one', 'refused', 'two');
    for (const event of [one!, two!]) await givenOnce(event);
    await eventually(async () => expect(await parked()).toMatchObject([{ id: refused!.id, kind: 'rejected', reason: 'Xero says no' }]));
    expect(calls.recordAll).toEqual([['one', 'refused', 'two']]);
    const told = () => tap.causedBy(refused!).map(({ type }) => type);
    await eventually(() => expect(told().sort()).toEqual([PaymentRecorded.type, StuckRaised.type]));
    const [{ stuckId, round }] = (await parked()) as [ParkedRow];
    const decision = { stuckId, round, app: 'invoicing-worker', action: 'retry' as const, resolvedBy: 'Ada', because: 'corrected in Xero' };
    await tap.publish(tap.eventOf(StuckResolved.of(decision)));
    await eventually(async () => expect(await parked()).toMatchObject([{ stuckId, round: 2, settledAt: null }]));
    expect(calls.recordAll).toEqual([['one', 'refused', 'two'], ['refused']]);
  });

  it('keeps nobody for a person whom it parked before it threw', async () => {
    const [refused, , two] = await send('refused', 'invalid', 'two');
    for (const event of [refused!, two!]) await eventually(() => expect(tap.causedBy(event)).not.toEqual([]));
    await eventually(async () =>
      expect((await parked()).map(({ kind, round }) => [kind, round]).sort()).toEqual([
        ['poison', 1],
        ['rejected', 1],
      ]),
    );
  });

  it('is not hurt by what it throws after the commit', async () => {
    const [deaf, other] = await send('deaf', 'other');
    for (const event of [deaf!, other!]) await givenOnce(event);
    expect(calls.recordAll).toHaveLength(1);
    expect(await numbers()).toEqual(['deaf', 'other']);
    expect(await parked()).toEqual([]);
  });
});
