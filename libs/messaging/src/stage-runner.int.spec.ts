import { randomUUID } from 'node:crypto';
import {
  type CloudEvent,
  type Given,
  EVERYTHING,
  RunPaused,
  RunResumed,
  RunStopped,
  StuckResolved,
  WorkPaused,
  WorkResumed,
} from '@takings/contracts';
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
import { Outbox } from './outbox';
import { StageTransport } from './stage-transport';
import { ParkedRow } from './tables';
import { deadQueueOf } from './topology';
import { Outside, paid, probeModule, ProbeRow } from './testing/probe';

const shared = new Outside();
const numbered = new Map<number, ReturnType<typeof paid>>();
const sample = (n: number) => numbered.get(n) ?? numbered.set(n, paid(`ok-${n}`)).get(n)!;

behavesLikeAStage({ stage: 'record-payment', module: (servers) => probeModule(servers, shared), sample });

behavesLikeAStage({
  stage: 'heed-pauses-invoicing-worker',
  module: (servers) => probeModule(servers, shared),
  gives: 0,
  sample: (n) => RunPaused.of({ runId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, turn: 1, pausedBy: 'Ada' }),
});

describe('the stage runner', () => {
  let database: FreshDatabase;
  let broker: TestBroker;
  let tap: FactTap;
  let process: StageProcess;
  let outside: Outside;

  const start = (options = {}) =>
    StageProcess.start(
      probeModule({ databaseUrl: database.url, amqpUrl: broker.url }, outside),
      ['record-payment', 'settle-stuck-invoicing-worker', 'heed-pauses-invoicing-worker'],
      options,
    );
  const publish = async (...numbers: string[]) => {
    const events = numbers.map((number) => tap.eventOf(paid(number)));
    await Promise.all(events.map((event) => tap.publish(event)));
    return events;
  };
  const rows = async () => (await process.db.getRepository(ProbeRow).find()).map(({ number }) => number).sort();
  const parked = () => process.db.getRepository(ParkedRow).find();
  const given = (event: CloudEvent, type: string) => tap.causedBy(event).filter((fact) => fact.type.startsWith(type));

  beforeEach(async () => {
    [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
    tap = await FactTap.on(broker.url);
    outside = new Outside();
    process = await start();
  });
  afterEach(async () => {
    await process.stop();
    await tap.close();
    await broker.close();
    await database.drop();
  });

  it('keeps correlation and names the cause', async () => {
    const [event] = await publish('ok-1');
    await eventually(() => expect(given(event!, 'payment.recorded')).toHaveLength(1));
    expect(given(event!, 'payment.recorded')[0]).toMatchObject({
      correlationid: event!.correlationid,
      causationid: event!.id,
      source: 'invoicing-worker',
    });
  });

  describe('what a person has paused', () => {
    const give = (fact: Given) => tap.publish(tap.eventOf(fact));
    const held = async () => (await process.db.query<{ stage: string }[]>('select stage from held')).map(({ stage }) => stage);
    const isPaused = (runId: string, paused: boolean) =>
      eventually(async () => {
        expect(await process.db.query('select paused from paused where what = $1', [`run:${runId}`])).toEqual([{ paused }]);
      });

    it('is not begun, waits while processes come and go, and goes on at once and once when it is resumed', async () => {
      const runId = randomUUID();
      await give(RunPaused.of({ runId, turn: 1, pausedBy: 'Ada' }));
      await isPaused(runId, true);
      const event = tap.eventOf(paid('ok-held', runId));
      await Promise.all([tap.publish(event), tap.publish(event), publish('ok-free')]);
      await eventually(async () => expect(await held()).toEqual(['record-payment']));
      await eventually(async () => expect(await rows()).toEqual(['ok-free']));
      await process.stop();
      process = await start();
      expect(outside.calls.has('ok-held')).toBe(false);
      await give(RunResumed.of({ runId, turn: 2, resumedBy: 'Ada' }));
      await eventually(async () => expect(await rows()).toEqual(['ok-free', 'ok-held']));
      expect([outside.calls.get('ok-held'), await held()]).toEqual([1, []]);
    });

    it.each(['record-payment', EVERYTHING])(
      'takes nothing while %s is paused, in no process and after a restart, and loses nothing',
      async (what) => {
        const second = await start();
        const rests = (one: StageProcess) =>
          one
            .get(StageTransport)
            .intakes.map(({ stage, isResting }) => isResting && stage.name)
            .filter(Boolean);
        const because = 'Xero is moved';
        await give(WorkPaused.of({ what, turn: 1, pausedBy: 'Ada', because }));
        await eventually(() => expect([rests(process), rests(second)]).toEqual([['record-payment'], ['record-payment']]));
        const numbers = Array.from({ length: 20 }, (_, n) => `ok-${String(n).padStart(2, '0')}`);
        await publish(...numbers);
        await process.stop();
        process = await start();
        expect(rests(process)).toEqual(['record-payment']);
        expect(outside.calls.size).toBe(0);
        await give(WorkResumed.of({ what, turn: 2, resumedBy: 'Ada' }));
        await eventually(async () => expect(await rows()).toEqual(numbers));
        expect([...outside.calls.values()]).toEqual(numbers.map(() => 1));
        await give(WorkPaused.of({ what, turn: 1, pausedBy: 'Ada', because }));
        await publish('ok-late');
        await eventually(async () => expect(await rows()).toContain('ok-late'));
        await second.stop();
      },
    );

    it('holds nothing when the resumption came before the pause, or the run was stopped', async () => {
      const [turned, stopped] = [randomUUID(), randomUUID()];
      await give(RunResumed.of({ runId: turned, turn: 2, resumedBy: 'Ada' }));
      await isPaused(turned, false);
      await give(RunPaused.of({ runId: turned, turn: 1, pausedBy: 'Ada' }));
      await give(RunPaused.of({ runId: stopped, turn: 1, pausedBy: 'Ada' }));
      await isPaused(stopped, true);
      await tap.publish(tap.eventOf(paid('ok-turned', turned)));
      await tap.publish(tap.eventOf(paid('ok-stopped', stopped)));
      await eventually(async () => expect([await held(), await rows()]).toEqual([['record-payment'], ['ok-turned']]));
      await give(RunStopped.of({ runId: stopped, stoppedBy: 'Ada', because: 'wrong prices' }));
      await eventually(async () => expect([await held(), await rows()]).toEqual([[], ['ok-stopped', 'ok-turned']]));
    });
  });

  it('tells of what it tries again, and when', async () => {
    const [event] = await publish('twice-away-1');
    await eventually(() => expect(tap.heard.filter(({ type }) => type === 'work.delayed.v1')).toHaveLength(2));
    expect(tap.heard.find(({ type }) => type === 'work.delayed.v1')).toMatchObject({
      correlationid: event!.correlationid,
      data: { stage: 'record-payment', app: 'invoicing-worker', subject: event!.subject, reason: 'not now' },
    });
  });

  it('keeps a fact for a person when a thing is unknown, and the others pass', async () => {
    const [event] = await publish('not-found-1', 'ok-1', 'ok-2');
    await eventually(async () => expect(await parked()).toMatchObject([{ id: event!.id, kind: 'poison', reason: 'no such invoice' }]));
    await eventually(async () => expect(await rows()).toEqual(['ok-1', 'ok-2']));
    await eventually(() => expect(given(event!, 'stuck.raised')).toHaveLength(1));
  });

  it('keeps each of several unreadable facts of one message, and no more of them when the message comes again', async () => {
    const fact = tap.eventOf(paid('ok-1'));
    const message = JSON.stringify([fact, { strange: 1 }, { strange: 2 }]);
    await tap.sendToStage('record-payment', message);
    await tap.sendToStage('record-payment', message);
    await eventually(async () => expect((await parked()).map(({ round }) => round)).toEqual([2, 2]));
    expect((await parked()).map(({ body }) => body.toString()).sort()).toEqual(['{"strange":1}', '{"strange":2}']);
    await eventually(async () => expect(await rows()).toEqual(['ok-1']));
  });

  it('tries three times at once when somebody was first, then keeps it', async () => {
    await publish('conflict-1');
    await eventually(async () => expect(await parked()).toMatchObject([{ kind: 'failed', attempts: 4 }]));
    expect(outside.calls.get('conflict-1')).toBe(4);
  });

  it('tries a bug once more, then keeps it with its class', async () => {
    await publish('bug-1');
    await eventually(async () => expect(await parked()).toMatchObject([{ reason: 'TypeError: cannot read properties of undefined' }]));
    expect(outside.calls.get('bug-1')).toBe(2);
  });

  it('tries later what is not available now', async () => {
    await publish('twice-away-1');
    await eventually(async () => expect(await rows()).toEqual(['twice-away-1']));
    expect(outside.calls.get('twice-away-1')).toBe(3);
  });

  it('waits as long as the provider asks, where a wait is that long', async () => {
    const heard = Date.now();
    await publish('come-later-1');
    await eventually(async () => expect(await rows()).toEqual(['come-later-1']));
    expect(Date.now() - heard).toBeGreaterThanOrEqual(100); // the second wait, not the first of 50 ms
  });

  it('keeps a fact when all its waits are used up', async () => {
    await publish('always-away-1');
    await eventually(async () => expect(await parked()).toMatchObject([{ kind: 'failed', reason: 'not now' }]));
    expect(outside.calls.get('always-away-1')).toBe(3);
  });

  it('tells its stage of each wait, and of what is kept for a person in the transaction that keeps it', async () => {
    await publish('always-away-1');
    await eventually(async () => expect(await parked()).toHaveLength(1));
    const [{ stuckId }] = (await parked()) as [ParkedRow];
    expect(outside.delays).toMatchObject([
      { kind: 'later', at: expect.any(Date), reason: 'not now' },
      { kind: 'later', at: expect.any(Date), reason: 'not now' },
      { kind: 'parked', stuckId, reason: 'not now' },
    ]);
    expect(await process.db.getRepository(ProbeRow).find()).toMatchObject([{ number: 'parked always-away-1', how: stuckId }]);
  });

  it('puts a fact off although its stage cannot hear of it', async () => {
    await publish('twice-away-deaf');
    await eventually(async () => expect(await rows()).toEqual(['twice-away-deaf']));
    expect(outside.delays).toEqual([]);
  });

  it('records a batch one by one when one of them breaks the transaction', async () => {
    await publish('manager-1', 'manager-2', 'manager-bad-1', 'ok-1');
    await eventually(async () => expect(await rows()).toEqual(['manager-1', 'manager-2', 'ok-1']));
    await eventually(async () => expect(await parked()).toHaveLength(1));
    expect(await process.db.query('select value from counter')).toEqual([{ value: 2 }]);
    expect(outside.calls.get('ok-1')).toBe(1);
  });

  it('records at its next try what failed in a batch in which others opened a transaction', async () => {
    const late = Array.from({ length: 10 }, (_, i) => `late-${i}`);
    await publish(...late.flatMap((number, i) => [number, `refused-${i}`]));
    await eventually(async () => expect(await rows()).toEqual(expect.arrayContaining(late)));
  });

  it('prepares a batch one by one when one of them breaks the transaction', async () => {
    await publish('bad-prepare-1', 'ok-1', 'ok-2');
    await eventually(async () => expect(await rows()).toEqual(['ok-1', 'ok-2']));
    await eventually(async () => expect(await parked()).toHaveLength(1));
  });

  it('tells a refusal and keeps the fact; released, it goes through the stage again', async () => {
    const [event] = await publish('refused-1');
    const stuck = await eventually(() => {
      const [raised] = given(event!, 'stuck.raised');
      if (!raised) throw new Error('nothing raised');
      return raised.data as { stuckId: string; round: number; kind: string };
    });
    expect(stuck).toMatchObject({ kind: 'rejected', round: 1 });
    expect(given(event!, 'payment.recorded')).toHaveLength(1);
    const decision = { ...stuck, app: 'invoicing-worker', action: 'retry' as const, resolvedBy: 'Ada', because: 'corrected in Xero' };
    const resolved = tap.eventOf(StuckResolved.of(decision));
    await Promise.all([tap.publish(resolved), tap.publish(resolved)]);
    await eventually(() => expect(given(resolved, 'stuck.settled')).toMatchObject([{ data: { outcome: 'retried', settledBy: 'Ada' } }]));
    await eventually(() =>
      expect(given(event!, 'stuck.raised').map(({ data }) => data)).toMatchObject([{ round: 1 }, { round: 2, stuckId: stuck.stuckId }]),
    );
    expect(outside.calls.get('refused-1')).toBe(2);
  });

  it('pauses while the provider is down, burns no tries and loses nothing', async () => {
    outside.down = true;
    const numbers = Array.from({ length: 30 }, (_, i) => `ok-${i}`);
    await publish(...numbers);
    await eventually(() => expect(tap.heard.filter(({ type }) => type === 'stage.paused.v1').length).toBeGreaterThan(1));
    outside.down = false;
    await eventually(async () => expect(await rows()).toEqual(numbers.sort()));
    await eventually(() => expect(tap.heard.filter(({ type }) => type === 'stage.resumed.v1')).toHaveLength(1));
    expect(await parked()).toEqual([]);
  });

  it('gives a dead letter back to the stage once its process survives it, and keeps one that goes on killing', async () => {
    const survivor = tap.eventOf(paid('ok-1'));
    await tap.sendToStage(deadQueueOf('record-payment'), JSON.stringify(survivor));
    await eventually(async () => expect(await rows()).toEqual(['ok-1']));

    const killer = tap.eventOf(paid('killer-1'));
    const killed = (victim: Promise<StageProcess>) =>
      new Promise<void>((done) => {
        outside.kill = async () => (await victim).kill().then(done);
      });
    const first = killed(Promise.resolve(process));
    await tap.sendToStage(deadQueueOf('record-payment'), JSON.stringify(killer));
    await first;
    await killed(start());
    process = await start();
    await eventually(async () =>
      expect(await parked()).toMatchObject([{ id: killer.id, kind: 'failed', reason: expect.stringContaining('tried alone') }]),
    );
    expect(await rows()).toEqual(['ok-1']);
  });

  it('tries the facts of a dead batch one by one', async () => {
    const facts = [tap.eventOf(paid('ok-1')), tap.eventOf(paid('not-found-2')), tap.eventOf(paid('ok-3'))];
    await tap.sendToStage(deadQueueOf('record-payment'), JSON.stringify(facts));
    await eventually(async () => expect(await rows()).toEqual(['ok-1', 'ok-3']));
    await eventually(async () => expect(await parked()).toHaveLength(1));
  });

  it('gives each fact once when facts travel together and some of a batch come again', async () => {
    await process.stop();
    outside.together = 50;
    process = await start();
    const first = await publish(...Array.from({ length: 30 }, (_, i) => `ok-${i}`));
    await eventually(async () => expect(await rows()).toHaveLength(30));
    const more = Array.from({ length: 30 }, (_, i) => tap.eventOf(paid(`ok-${100 + i}`)));
    await Promise.all([...more, ...first].map((event) => tap.publish(event)));
    await eventually(async () => expect(await rows()).toHaveLength(60));
    for (const event of [...first, ...more]) await eventually(() => expect(given(event, 'payment.recorded')).toHaveLength(1));
    await eventually(async () => expect(await process.db.query('select 1 from outbox')).toEqual([]));
  });

  it('acts on no more than the stage allows at the same time', async () => {
    await publish(...Array.from({ length: 120 }, (_, i) => `ok-${i}`));
    await eventually(async () => expect(await rows()).toHaveLength(120));
    expect(outside.mostRunning).toBeLessThanOrEqual(50);
  });

  it('gives facts that a request commits, and none of one that is rolled back', async () => {
    const outbox = process.get(Outbox);
    await outbox.during(async (_db, give) => give(paid('kept')));
    await expect(
      outbox.during(async (_db, give) => {
        give(paid('lost'));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await eventually(async () => expect(await rows()).toEqual(['kept']));
    await eventually(async () => expect(await process.db.query('select 1 from outbox')).toEqual([]));
  });

  it('gives facts that come with no rows, each once, alone or together', async () => {
    const outbox = process.get(Outbox);
    await outbox.give([paid('alone')]);
    await outbox.give([paid('one'), paid('two'), paid('three')], { together: 2, cause: { correlationid: 'line' } });
    await eventually(async () => expect(await rows()).toEqual(['alone', 'one', 'three', 'two']));
    await eventually(async () => expect(await process.db.query('select 1 from outbox')).toEqual([]));
    const heard = tap.heard.filter(({ type }) => type.startsWith('invoice.paid'));
    expect(heard.map(({ correlationid }) => correlationid === 'line')).toEqual([false, true, true, true]);
  });

  it('parks nothing when its consumer is closed and reopened twenty times with unacked messages', async () => {
    const numbers = Array.from({ length: 40 }, (_, i) => `ok-${i}`);
    await publish(...numbers);
    for (let i = 0; i < 20; i++) {
      await process.stop();
      process = await start({ drainMs: 0 });
    }
    await eventually(async () => expect(await rows()).toEqual(numbers.sort()), 20_000);
    expect(await parked()).toEqual([]);
  });
});
