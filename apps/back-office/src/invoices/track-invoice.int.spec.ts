import { randomUUID } from 'node:crypto';
import type { Given } from '@takings/contracts';
import { dataSourceOptions, migrateSchema } from '@takings/database';
import type { Person } from '@takings/runtime/http';
import { type FreshDatabase, freshDatabase } from '@takings/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { RunCounts } from '../runs/run-counts';
import { CreateStuck1763700000005 } from '../stuck/create-stuck.migration';
import { OrganiseStuck1763700000410 } from '../stuck/organise-stuck.migration';
import { StuckWords } from '../stuck/stuck-words';
import { type Bill, billOf, facts } from '../testing/sample-facts';
import { CreateAudit1763700000001 } from '../audit/create-audit.migration';
import { CreateCharges1763700000002 } from '../charges/create-charges.migration';
import { CreateConsultants1763700000008 } from '../consultants/create-consultants.migration';
import { CreateCredits1763700000010 } from '../credits/create-credits.migration';
import { ExtendCustomers1763700000031 } from '../customers/extend-customers.migration';
import { CreateRuns1763700000003 } from '../runs/create-runs.migration';
import { GateRuns1763700000071 } from '../runs/gate-runs.migration';
import { CreateSales1763700000009 } from '../sales/create-sales.migration';
import { CreateSearchWords1763700000030 } from '../search/create-search-words.migration';
import { CreateSettings1763700000070 } from '../settings/create-settings.migration';
import { CreateTeams1763700000007 } from '../teams/create-teams.migration';
import { CreateInvoices1763700000004 } from './create-invoices.migration';
import { SteerInvoices1764000000301 } from './steer-invoices.migration';
import { InvoiceViews } from './invoice-views';
import { RunProgressWords } from '../runs/run-words';
import { WatchInvoices1763700000420 } from '../runs/watch-runs.migration';
import { WatchSettled1764000000302 } from './watch-settled.migration';
import { TrackInvoice } from './track-invoice.stage';

let database: FreshDatabase;
let db: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  const schema = {
    app: 'back-office',
    url: database.url,
    entities: [],
    migrations: [
      CreateAudit1763700000001,
      CreateCharges1763700000002,
      CreateRuns1763700000003,
      CreateInvoices1763700000004,
      CreateStuck1763700000005,
      CreateTeams1763700000007,
      CreateConsultants1763700000008,
      CreateSales1763700000009,
      CreateCredits1763700000010,
      CreateSearchWords1763700000030,
      ExtendCustomers1763700000031,
      CreateSettings1763700000070,
      GateRuns1763700000071,
      OrganiseStuck1763700000410,
      WatchInvoices1763700000420,
      SteerInvoices1764000000301,
      WatchSettled1764000000302,
    ],
  };
  await migrateSchema(schema);
  db = await new DataSource({ ...dataSourceOptions(schema), poolSize: 4 }).initialize();
});
afterAll(async () => {
  await db?.destroy();
  await database?.drop();
});

const finance: Person = { id: 'ada', name: 'Ada', roles: ['finance-manager'], team: null, consultant: null };

interface Happened {
  readonly fact: Given;
  readonly id: string;
  readonly time: string;
}
/** Facts a second apart, in the order they truly happened. */
const happened = (...given: Given[]): Happened[] =>
  given.map((fact, second) => ({ fact, id: randomUUID(), time: new Date(Date.UTC(2026, 10, 1, 9, 0, second)).toISOString() }));

const track = (events: readonly Happened[]) =>
  db.transaction(async (manager) => {
    for (const { fact, id, time } of events) {
      const done = { data: fact.data, event: { id, time, type: fact.type }, key: '', prepared: undefined, result: undefined };
      await new TrackInvoice(new RunProgressWords(db), new StuckWords(db)).record(done as never, { manager: async () => manager } as never);
    }
  });

const { credit, withheld, due, filed, rejected, mailed, undeliverable, uncertain, held, paid, failed, recorded, told, unreachable, asked } =
  facts;
const stories: Record<string, (bill: Bill) => Given[]> = {
  paid: (b) => [due(b), filed(b), mailed(b), paid(b), recorded(b), told(b)],
  'debit-failed': (b) => [due(b), filed(b), mailed(b), failed(b), told(b, 'declined')],
  'paid after the bank was asked': (b) => [due(b), filed(b), mailed(b), uncertain(b), uncertain(b), paid(b), recorded(b), told(b)],
  'not debited after the bank was asked': (b) => [due(b), filed(b), mailed(b), uncertain(b), failed(b), unreachable(b)],
  'withheld, since a credit is proposed': (b) => [due(b), credit(b), filed(b), mailed(b), withheld(b)],
  'paid before a credit is proposed': (b) => [due(b), filed(b), mailed(b), paid(b), credit(b), recorded(b), told(b)],
  'held for review': (b) => [due(b), filed(b), mailed(b), uncertain(b), held(b)],
  'asked after': (b) => [due(b), filed(b), mailed(b), uncertain(b), asked(b), asked(b)],
  'filed after Xero had refused it': (b) => [due(b), rejected(b), rejected(b), filed(b)],
  'mailed after the server had refused it': (b) => [due(b), filed(b), undeliverable(b), mailed(b)],
  'paid at the second attempt': (b) => [due(b), filed(b), mailed(b), failed(b), told(b, 'declined'), paid(b, 2), recorded(b), told(b)],
  'failed twice, for two reasons': (b) => [due(b), filed(b), mailed(b), failed(b, 1), failed(b, 2, 'expired')],
  'asked again at the second attempt': (b) => [due(b), filed(b), mailed(b), failed(b, 1), uncertain(b, 2)],
};

describe('an invoice', () => {
  it.each([
    [['due'], 'issued'],
    [['due', 'filed'], 'filed'],
    [['due', 'rejected'], 'rejected'],
    [['due', 'filed', 'mailed'], 'mailed'],
    [['due', 'filed', 'undeliverable'], 'undeliverable'],
    [['due', 'filed', 'mailed', 'uncertain'], 'uncertain'],
    [['due', 'filed', 'mailed', 'uncertain', 'held'], 'held'],
    [['due', 'filed', 'mailed', 'held', 'uncertain'], 'uncertain'],
    [['due', 'filed', 'mailed', 'uncertain', 'failed'], 'debit-failed'],
    [['credit'], 'issued'],
    [['due', 'filed', 'mailed', 'credit', 'withheld'], 'withheld'],
    [['due', 'filed', 'mailed', 'paid', 'credit'], 'paid'],
    [['due', 'filed', 'mailed', 'paid'], 'paid'],
    [['paid'], 'paid'],
    [['due', 'filed', 'mailed', 'uncertain', 'asked'], 'uncertain'],
  ] as [(keyof typeof facts)[], string][])('of %j is %s', async (names, state) => {
    const bill = billOf(randomUUID(), randomUUID());
    await track(happened(...names.map((name) => facts[name](bill))));
    expect((await new InvoiceViews(db).one(bill.invoiceId, finance)).state).toBe(state);
  });

  it('tells what happened and why, in the order it happened', async () => {
    const bill = billOf(randomUUID(), randomUUID());
    await track(happened(due(bill), filed(bill), mailed(bill), failed(bill), told(bill, 'declined')).reverse());
    const { timeline, lines, debitFailure } = await new InvoiceViews(db).one(bill.invoiceId, finance);
    expect(timeline.map(({ words, reason }) => [words, reason])).toEqual([
      ['Issued over £58.80, 1 line', null],
      ['Filed in Xero; £58.80 to be paid', null],
      ['Mailed to accounts@acme.example', null],
      ['The card was not debited', 'the bank declined it (gateway code 70000, bank code 05)'],
      ['Payer told: the bank declined it', null],
    ]);
    expect(lines).toHaveLength(1);
    expect(debitFailure).toBe('declined');
  });

  it('is the same, and counts the same in its run, in any order and with any repeats of its facts', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(stories)),
        fc.infiniteStream(fc.nat()),
        fc.array(fc.nat(), { maxLength: 6 }),
        async (name, dice, again) => {
          const [inOrder, shuffled] = [billOf(randomUUID(), randomUUID()), billOf(randomUUID(), randomUUID())];
          await track(happened(...stories[name]!(inOrder)));
          const events = happened(...stories[name]!(shuffled));
          const delivered = [...events, ...again.map((n) => events[n % events.length]!)]
            .map((event) => ({ event, at: dice.next().value! }))
            .sort((a, b) => a.at - b.at)
            .map(({ event }) => event);
          for (const event of delivered) await track([event]);
          expect(anonymous(await new InvoiceViews(db).one(shuffled.invoiceId, finance))).toEqual(
            anonymous(await new InvoiceViews(db).one(inOrder.invoiceId, finance)),
          );
          const [a, b] = await Promise.all([shuffled, inOrder].map(({ runId }) => new RunCounts(db).of([runId])));
          expect(a!.map(({ runId: _, ...counts }) => counts)).toEqual(b!.map(({ runId: _, ...counts }) => counts));
        },
      ),
      { numRuns: 60 },
    ));
});

const anonymous = ({ invoiceId: _, invoiceNumber: __, runId: ___, ...rest }: Awaited<ReturnType<InvoiceViews['one']>>) => rest;

describe('the list', () => {
  it('is filtered by run, state and text, and turned by page', async () => {
    const runId = randomUUID();
    const bills = Array.from({ length: 5 }, (_, n) => billOf(randomUUID(), runId, { number: `ZZ-2099-00000${n}` }));
    for (const [n, bill] of bills.entries()) await track(happened(due(bill), ...(n < 3 ? [filed(bill)] : [])));
    const views = new InvoiceViews(db);
    const numbers = async (query: object) =>
      (await views.page({ limit: 50, ...query } as never)).invoices.map(({ invoiceNumber }) => invoiceNumber.slice(-1)).join('');
    expect(await numbers({ runId })).toBe('01234');
    expect(await numbers({ runId, state: 'filed' })).toBe('012');
    expect(await numbers({ q: '2099-000003' })).toBe('3');
    expect(await numbers({ q: '2099%3' })).toBe('');
    expect(await numbers({ runId, q: 'ACME' })).toBe('');
    await db.query(`insert into customer (customer_ref, name, created_by, created_as) values ('C-1', 'Acme Ltd', 'Ada', 'created')`);
    expect(await numbers({ runId, q: 'ACME' })).toBe('01234');
    expect(await numbers({ runId, q: 'acme', order: 'newest', limit: 2 })).toBe('43');
    expect(await numbers({ runId, q: 'acme', order: 'newest', after: 'ZZ-2099-000003' })).toBe('210');
    const first = await views.page({ runId, limit: 2 } as never);
    expect(first).toMatchObject({ next: 'ZZ-2099-000001' });
    expect(await numbers({ runId, limit: 3, after: first.next })).toBe('234');
    expect(await views.page({ runId, limit: 5 } as never)).toMatchObject({ next: null });
  });
});
