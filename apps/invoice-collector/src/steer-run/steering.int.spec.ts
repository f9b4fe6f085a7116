/** @servers any: rules of the database alone; the stage suite takes the stages through queues and crashes. */
import { randomUUID } from 'node:crypto';
import {
  type Given,
  RunApproved,
  RunInvoiceIncluded,
  RunInvoiceLeftOut,
  RunPaused,
  RunRequested,
  RunResumed,
  RunStopped,
} from '@takings/contracts';
import { dataSourceOptions, migrateSchema } from '@takings/database';
import { messagingMigrations } from '@takings/messaging';
import { type FreshDatabase, freshDatabase } from '@takings/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { migrations } from '../migrations';
import { insertCharges } from '../note-charge/insert-charges';
import { aCharge, type Charge } from '../testing/charges';
import { CollectorLine } from '../testing/collector-line';

let database: FreshDatabase;
let db: DataSource;
let line: CollectorLine;
const TABLES = [
  'charge',
  'charge_batch',
  'credit',
  'invoice',
  'run',
  'run_steering',
  'invoice_series',
  'invoice_number_returned',
  'parked',
];

beforeAll(async () => {
  database = await freshDatabase();
  const schema = { app: 'invoice-collector', url: database.url, entities: [], migrations: [...messagingMigrations, ...migrations] };
  await migrateSchema(schema);
  db = await new DataSource({ ...dataSourceOptions(schema), poolSize: 4 }).initialize();
});
const clear = async () => {
  // Quicker than truncating what is nearly empty.
  for (const table of TABLES) await db.query(`delete from ${table}`);
  line = new CollectorLine(db);
};
beforeEach(clear);
afterAll(async () => {
  await db?.destroy();
  await database?.drop();
});

const enter = (...charges: Charge[]) =>
  insertCharges(db.manager, [{ batchId: randomUUID(), enteredAt: new Date().toISOString(), charges }]);
const customers = (count: number, changes: Partial<Charge> = {}) =>
  enter(...Array.from({ length: count }, (_, n) => aCharge({ customerRef: `C-${String(n).padStart(4, '0')}`, ...changes })));

async function gatheredRun(runId = randomUUID(), runOn = '2026-11-30') {
  line.waiting.push(RunRequested.of({ runId, runOn, requestedBy: 'test', chargesEntered: 0 }));
  await line.drain();
  const invoices = line
    .dataOf('run.proposed.v1')
    .filter((part) => part.runId === runId)
    .flatMap((part) => part.invoices);
  return { runId, invoices };
}
const approved = (runId: string, decisions = 0) => RunApproved.of({ runId, approvedBy: 'Ada', decisions });
const out = (runId: string, invoiceId: string, decision: number) =>
  RunInvoiceLeftOut.of({ runId, invoiceId, decision, leftOutBy: 'Ada', because: 'wrong' });
const include = (runId: string, invoiceId: string, decision: number) =>
  RunInvoiceIncluded.of({ runId, invoiceId, decision, includedBy: 'Ada', because: 'right after all' });
const issuedTo = () => line.dataOf('invoice.due.v1').map(({ customerRef }) => customerRef);
const free = async () => (await db.query('select count(*)::int as free from charge where run_id is null and withdrawn_at is null'))[0].free;

describe('a proposal', () => {
  it('tells every invoice once, in parts of bounded size, the credits behind them', async () => {
    await customers(450);
    await enter(aCharge({ customerRef: 'A', quantity: '-1', netMinor: -1000, vatMinor: -200 }));
    const { invoices } = await gatheredRun();
    expect(line.dataOf('run.proposed.v1').map((part) => [part.part, part.invoices.length])).toEqual([
      [0, 200],
      [200, 200],
      [400, 51],
    ]);
    expect(invoices.map(({ seq }) => seq)).toEqual(Array.from({ length: 451 }, (_, n) => n + 1));
    expect(invoices.at(-1)).toMatchObject({ customerRef: 'A', totalMinor: -1200, anomalies: [{ kind: 'zero-or-negative' }] });
    expect(line.dataOf('run.gathered.v1')).toEqual([expect.objectContaining({ invoices: 450, credits: 1, proposals: 451 })]);
  });

  it('says what is three times the usual, over how many invoices, and who is invoiced for the first time', async () => {
    for (const [n, netMinor] of [1000, 2000, 3000].entries()) {
      await customers(1, { netMinor, vatMinor: 0, dueOn: `2026-10-0${n + 1}` });
      const { runId } = await gatheredRun(randomUUID(), '2026-10-30');
      line.waiting.push(approved(runId));
      await line.drain();
    }
    await customers(2, { netMinor: 6000, vatMinor: 0 });
    const { invoices } = await gatheredRun();
    expect(invoices.map(({ anomalies }) => anomalies)).toEqual([
      [{ kind: 'three-times-usual', usualMinor: 2000, overInvoices: 3 }],
      [{ kind: 'first-invoice' }],
    ]);
  });

  it('of less than three times the usual has nothing to look at', async () => {
    await customers(1, { dueOn: '2026-10-01' });
    const { runId } = await gatheredRun(randomUUID(), '2026-10-30');
    line.waiting.push(approved(runId));
    await line.drain();
    await customers(1, { netMinor: 2999, vatMinor: 600 });
    expect((await gatheredRun()).invoices.map(({ anomalies }) => anomalies)).toEqual([[]]);
  });

  it('finds charges that look like one of the same invoice, or of one that has gone out', async () => {
    await enter(aCharge({ description: 'Fibre' }), aCharge({ description: 'Fibre' }), aCharge({ description: 'Phone' }));
    const first = await gatheredRun();
    expect(first.invoices[0].anomalies).toContainEqual({ kind: 'duplicate-looking', charges: 1, amountMinor: 1200 });
    line.waiting.push(approved(first.runId));
    await line.drain();
    await enter(aCharge({ description: 'Phone' }), aCharge({ description: 'Phone', dueOn: '2026-11-02' }));
    expect((await gatheredRun()).invoices[0].anomalies).toEqual([{ kind: 'duplicate-looking', charges: 1, amountMinor: 1200 }]);
  });
});

describe('steering', () => {
  it('issues nothing that was left out, whichever comes first, and frees its charges for the next run', async () => {
    await customers(3);
    const { runId, invoices } = await gatheredRun();
    line.waiting.push(approved(runId, 1), out(runId, invoices[1].invoiceId, 1));
    await line.drain();
    expect(issuedTo()).toEqual(['C-0000', 'C-0002']);
    expect(line.dataOf('run.issued.v1')).toEqual([{ runId, invoices: 2 }]);
    expect((await gatheredRun()).invoices.map(({ customerRef }) => customerRef)).toEqual(['C-0001']);
  });

  it('lets the later of two decisions about one invoice count, whichever comes first', async () => {
    await customers(2);
    const { runId, invoices } = await gatheredRun();
    const { invoiceId } = invoices[0];
    line.waiting.push(include(runId, invoiceId, 2), out(runId, invoiceId, 1), approved(runId, 2));
    await line.drain();
    expect(issuedTo()).toEqual(['C-0000', 'C-0001']);
  });

  it('halts between two parts while the run is paused, and goes on with the rest', async () => {
    await customers(450);
    const { runId } = await gatheredRun();
    line.waiting.push(approved(runId));
    await line.take(0);
    line.waiting.unshift(RunPaused.of({ runId, turn: 1, pausedBy: 'Ada' }));
    await line.drain();
    expect(issuedTo()).toHaveLength(200);
    expect(line.dataOf('run.issued.v1')).toEqual([]);
    line.waiting.push(RunResumed.of({ runId, turn: 2, resumedBy: 'Ada' }));
    await line.drain();
    expect(issuedTo()).toHaveLength(450);
    expect(line.dataOf('run.issued.v1')).toEqual([{ runId, invoices: 450 }]);
  });

  it('stops between two parts: what has gone out stays, the rest is free', async () => {
    await customers(450);
    await enter(aCharge({ customerRef: 'A', quantity: '-1', netMinor: -1000, vatMinor: -200 }));
    const { runId } = await gatheredRun();
    line.waiting.push(approved(runId));
    await line.take(0);
    line.waiting.unshift(RunStopped.of({ runId, stoppedBy: 'Ada', because: 'wrong prices' }));
    await line.drain();
    expect(line.dataOf('run.cut-short.v1')).toEqual([{ runId, issued: 200, released: 251 }]);
    expect(issuedTo()).toHaveLength(200);
    expect(await free()).toBe(251);
    expect(await db.query('select 1 from credit')).toEqual([]);
    const next = await gatheredRun();
    expect(next.invoices).toHaveLength(251);
  });

  it('gathers nothing for a run that was stopped before', async () => {
    await customers(1);
    const runId = randomUUID();
    line.waiting.push(RunStopped.of({ runId, stoppedBy: 'Ada', because: 'not today' }));
    await line.drain();
    expect((await gatheredRun(runId)).invoices).toEqual([]);
    expect(await free()).toBe(1);
  });
});

describe('whatever people decide, in whatever order it comes', () => {
  /** What people can have decided: the console lets nobody approve a stopped run or leave out from an approved one. */
  const story = fc.record({
    customers: fc.integer({ min: 1, max: 6 }),
    toggles: fc.array(fc.nat(5), { maxLength: 5 }),
    approve: fc.boolean(),
    turns: fc.nat(3),
    stop: fc.boolean(),
    order: fc.infiniteStream(fc.nat(50)),
  });

  it('each charge goes out once or is free, numbers have no gaps, and what was decided is what happened', () =>
    fc.assert(
      fc.asyncProperty(story, async ({ customers: count, toggles, approve, turns, stop, order }) => {
        await clear();
        await customers(count);
        const { runId, invoices } = await gatheredRun();
        const left = new Set<string>();
        const facts: Given[] = toggles.map((at, n) => {
          const { invoiceId } = invoices[at % count];
          if (left.delete(invoiceId)) return include(runId, invoiceId, n + 1);
          left.add(invoiceId);
          return out(runId, invoiceId, n + 1);
        });
        if (approve) {
          facts.push(approved(runId, toggles.length));
          for (let turn = 1; turn <= turns; turn++)
            facts.push(turn % 2 ? RunPaused.of({ runId, turn, pausedBy: 'Ada' }) : RunResumed.of({ runId, turn, resumedBy: 'Bob' }));
        }
        if (stop) facts.push(RunStopped.of({ runId, stoppedBy: 'Bob', because: 'wrong' }));
        line.waiting.push(...facts);
        for (let taken = 0; line.waiting.length > 0 && taken < 200; taken++) await line.take(order.next().value);
        await line.drain();
        const issued = issuedTo();
        expect(new Set(issued).size).toBe(issued.length);
        const goesOut = approve && !stop && turns % 2 === 0;
        if (goesOut) {
          expect(issued.sort()).toEqual(invoices.filter(({ invoiceId }) => !left.has(invoiceId)).map(({ customerRef }) => customerRef));
          expect(line.dataOf('run.issued.v1').at(-1)).toEqual({ runId, invoices: issued.length });
        }
        if (stop) expect(line.dataOf('run.cut-short.v1')).toEqual([expect.objectContaining({ runId, issued: issued.length })]);
        if (!approve) expect(issued).toEqual([]);
        if (stop || goesOut) expect((await free()) + issued.length).toBe(count);
        for (const { customerRef } of invoices.filter(({ invoiceId }) => left.has(invoiceId))) expect(issued).not.toContain(customerRef);
        const numbers = line.dataOf('invoice.due.v1').map(({ invoiceNumber }) => Number(invoiceNumber.slice(-6)));
        expect(numbers.sort((a, b) => a - b)).toEqual(issued.map((_, n) => n + 1));
      }),
      { numRuns: 60 },
    ));
});
