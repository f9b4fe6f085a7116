import { type CloudEvent, InvoicePaid } from '@takings/contracts';
import { InvalidInput, Unavailable } from '@takings/runtime';
import type { Channel, ConsumeMessage } from 'amqplib';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { eventually } from '@takings/testing';
import { defaults } from './options';
import type { Pauses } from './pauses';
import type { Publisher } from './publisher';
import type { Stage } from './stage';
import { type Exits, StageRunner } from './stage-runner';
import { paid } from './testing/probe';

type Paying = Stage<typeof InvoicePaid, unknown, unknown>;

/** A database that is away for the first few transactions. */
class FakeDatabase {
  constructor(private awayFor = 0) {}

  async transaction<T>(work: (manager: object) => Promise<T>): Promise<T> {
    if (this.awayFor-- > 0) throw Object.assign(new Error('terminating connection'), { code: '57P01' });
    return work({});
  }
}

describe('an intent', () => {
  const withdrawn: string[] = [];
  const failed: { number: string; withdrawnBefore: boolean }[] = [];
  let calls = 0;

  /** `act` never ends, unless it is told to fail. */
  const stage = (more: Partial<Paying>): Paying => ({
    name: 'record-payment',
    takes: [InvoicePaid],
    actsAtOnce: 1,
    key: ({ invoiceId }) => invoiceId,
    act: async () => {
      calls++;
      await new Promise(() => undefined);
    },
    withdraw: async ({ data }) => void withdrawn.push(data.invoiceNumber),
    record: () => [],
    ...more,
  });
  const exits: Exits = {
    failed: ({ data }) => {
      const { invoiceNumber: number } = data as { invoiceNumber: string };
      failed.push({ number, withdrawnBefore: withdrawn.includes(number) });
    },
    unreadable: () => undefined,
    succeeded: () => undefined,
  };
  const running = (more: Partial<Paying>, database = new FakeDatabase()) => {
    const options = { ...defaults, app: 'invoicing-worker', amqpUrl: '', delaysMs: [] };
    return new StageRunner(stage(more), database as unknown as DataSource, {} as Publisher, options, exits, {} as Pauses);
  };
  const notingIn =
    (acted: unknown[]): Paying['act'] =>
    async ({ prepared }) => {
      acted.push(prepared);
      await new Promise(() => undefined);
    };
  const give = (runner: StageRunner, number: string) => {
    const { type, subject, data } = paid(number);
    const event: CloudEvent = {
      specversion: '1.0',
      id: uuidv7(),
      source: 'test',
      type,
      subject,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      correlationid: subject,
      data,
    };
    const message = { content: Buffer.from(JSON.stringify(event)), fields: { redelivered: false }, properties: { headers: {} } };
    runner.take(runner.acks.accept({} as Channel, message as unknown as ConsumeMessage));
  };

  beforeEach(() => {
    withdrawn.length = failed.length = calls = 0;
  });

  it('of an earlier try stays when a fact is given back before its stage has begun and written one', async () => {
    const runner = running({});
    for (const number of ['under way', 'waiting']) give(runner, number);
    await eventually(() => expect(calls).toBe(1));
    expect((await runner.takeWaiting()).map(({ data }) => (data as { invoiceNumber: string }).invoiceNumber)).toEqual(['waiting']);
    expect(withdrawn).toEqual([]);
  });

  it('that was prepared is taken back when its fact is given back before its stage has begun', async () => {
    const runner = running({ prepare: async () => undefined });
    for (const number of ['under way', 'waiting']) give(runner, number);
    await eventually(() => expect(calls).toBe(1));
    await runner.takeWaiting();
    expect(withdrawn).toEqual(['waiting']);
  });

  it('is prepared together with those of the batch, and each fact gets its own', async () => {
    const batches: string[][] = [];
    const acted: unknown[] = [];
    const prepareAll: Paying['prepareAll'] = async (all) => {
      const numbers = all.map(({ data }) => data.invoiceNumber);
      batches.push(numbers);
      return numbers.map((number) => `intent of ${number}`);
    };
    const runner = running({ prepareAll, actsAtOnce: 3, act: notingIn(acted) });
    for (const number of ['first', 'second', 'third']) give(runner, number);
    await eventually(() => expect(acted).toEqual(['intent of first', 'intent of second', 'intent of third']));
    expect(batches.flat()).toEqual(['first', 'second', 'third']);
    expect(batches.length).toBeLessThan(3);
  });

  it('of a batch that cannot be prepared is prepared alone, and only the bad one fails', async () => {
    const acted: unknown[] = [];
    const prepareAll: Paying['prepareAll'] = async (all) => {
      if (all.some(({ data }) => data.invoiceNumber === 'bad')) throw new InvalidInput('there is no such card');
      return all.map(({ data }) => data.invoiceNumber);
    };
    const runner = running({ prepareAll, actsAtOnce: 3, act: notingIn(acted) });
    for (const number of ['first', 'bad', 'third']) give(runner, number);
    await eventually(() => expect(acted).toEqual(['first', 'third']));
    expect(failed.map(({ number }) => number)).toEqual(['bad']);
  });

  it('that was prepared with others is taken back when its fact is given back before its stage has begun', async () => {
    const runner = running({ prepareAll: async (all) => all.map(() => undefined) });
    for (const number of ['under way', 'waiting']) give(runner, number);
    await eventually(() => expect(calls).toBe(1));
    await runner.takeWaiting();
    expect(withdrawn).toEqual(['waiting']);
  });

  it('is taken back before its fact goes on, though the database was away at first', async () => {
    const act = async () => {
      throw new Unavailable('nothing was sent');
    };
    give(running({ act }, new FakeDatabase(1)), 'first');
    await eventually(() => expect(failed).toEqual([{ number: 'first', withdrawnBefore: true }]));
  });

  it('stays, to be asked after, when the process stops while the database is away', async () => {
    const act = async () => {
      throw new Unavailable('nothing was sent');
    };
    const runner = running({ act }, new FakeDatabase(Number.POSITIVE_INFINITY));
    runner.stop();
    give(runner, 'first');
    await eventually(() => expect(failed).toEqual([{ number: 'first', withdrawnBefore: false }]));
  });
});

it.each([{}, { record: () => [], recordAll: async () => [] }])('refuses a stage that has not exactly one way to record', (ways) => {
  const stage: Stage = { name: 'record-payment', takes: [InvoicePaid], key: () => '', ...ways };
  const options = { ...defaults, app: 'invoicing-worker', amqpUrl: '', delaysMs: [] };
  const start = () => new StageRunner(stage, {} as DataSource, {} as Publisher, options, {} as Exits, {} as Pauses);
  expect(start).toThrow('record-payment must have either record or recordAll');
});
