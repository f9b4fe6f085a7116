import { randomUUID } from 'node:crypto';
import { CreditProposed, type DataOf, type Given, SaleCompleted, SaleVoided } from '@takings/contracts';
import { dataSourceOptions, migrateSchema } from '@takings/database';
import { messagingMigrations } from '@takings/messaging';
import { type FreshDatabase, freshDatabase } from '@takings/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { ChargeArrivals } from '../gather-run/charge-arrivals';
import { gather } from '../gather-run/gathering';
import { creditsWith } from '../issue-invoices/credits-with';
import { issueNext } from '../issue-invoices/issuing';
import { TK } from '../testing/collector-line';
import { migrations } from '../migrations';
import { release } from '../steer-run/releasing';
import { aSale, voidOf } from '../testing/sales';
import { NoteCharge } from './note-charge.stage';

type Sale = DataOf<typeof SaleCompleted>;
type Taken = Sale | DataOf<typeof SaleVoided>;

let database: FreshDatabase;
let db: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  const schema = { app: 'invoice-collector', url: database.url, entities: [], migrations: [...messagingMigrations, ...migrations] };
  await migrateSchema(schema);
  db = await new DataSource({ ...dataSourceOptions(schema), poolSize: 8 }).initialize();
});
beforeEach(() =>
  db.query('truncate charge, charge_batch, credit, invoice, run, run_steering, invoice_series, invoice_number_returned, parked'),
);
afterAll(async () => {
  await db?.destroy();
  await database?.drop();
});

/** As the stage does with a batch of facts. */
const note = async (...facts: Taken[]): Promise<Given[]> => {
  const done = facts.map((data) => ({
    data,
    event: { time: '2026-11-21T09:00:00.000Z' } as never,
    key: '',
    prepared: undefined,
    result: undefined,
  }));
  return (await db.transaction((manager) => new NoteCharge().recordAll(done, manager))).flat();
};
const run = (runId: string = randomUUID()) => db.transaction((manager) => gather(manager, { runId, runOn: '2026-11-30' }));
/** Issues what is left of a run, and answers with the credits that go with it. */
const issue = (runId: string): Promise<Given[]> =>
  db.transaction(async (manager) => creditsWith(manager, await issueNext(manager, runId, TK)));
const charges = () =>
  db.query('select charge_ref as ref, run_id is not null as run, withdrawn_at is not null as withdrawn from charge order by 1');

describe('a sale', () => {
  it('becomes a charge for each line, however often its fact comes', async () => {
    const sale = aSale('SO-1', 2);
    await note(sale, sale);
    await note(sale);
    expect(await charges()).toEqual([
      { ref: 'SO-1/1', run: false, withdrawn: false },
      { ref: 'SO-1/2', run: false, withdrawn: false },
    ]);
    expect(await run()).toMatchObject({ invoices: 1, charges: 2, totals: [{ totalMinor: 2400 }] });
  });

  it('that was imported becomes none', async () => {
    await note({ ...aSale('SO-1', 0), origin: 'imported' });
    expect(await db.query('select 1 from charge union all select 1 from charge_batch')).toEqual([]);
  });

  it('is what a run waits for, and so is its end', async () => {
    const arrivals = new ChargeArrivals(db);
    const sale = aSale('SO-1', 2);
    await expect(arrivals.waitFor(2, 0)).rejects.toThrow('0 of 2 charges');
    await note(sale);
    await arrivals.waitFor(2, 0);
    await expect(arrivals.waitFor(4, 0)).rejects.toThrow('2 of 4 charges');
    await note(voidOf(sale));
    await arrivals.waitFor(4, 0);
  });

  it('is not waited for once a person has discarded it, but is while it is tried again', async () => {
    const arrivals = new ChargeArrivals(db);
    const park = (data: Taken, outcome: string | null) =>
      db.query(
        `insert into parked (stage, id, "stuckId", kind, reason, attempts, body, "settledAt", outcome)
         values ('note-charge', $1::text, gen_random_uuid(), 'failed', 'no matter', 1, $2, now(), $3)`,
        [randomUUID(), Buffer.from(JSON.stringify({ data })), outcome],
      );
    await park(aSale('SO-1', 2), 'retried');
    await db.query(
      `insert into parked (stage, id, "stuckId", kind, reason, attempts, body, "settledAt", outcome)
       values ('note-charge', repeat('f', 64), gen_random_uuid(), 'poison', 'no JSON', 1, 'nonsense', now(), 'discarded')`,
    );
    await expect(arrivals.waitFor(2, 0)).rejects.toThrow('0 of 2 charges');
    await park(aSale('SO-2', 2), 'discarded');
    await park(voidOf(aSale('SO-3', 3)), 'discarded');
    await arrivals.waitFor(5, 0);
  });
});

describe('a sale taken back', () => {
  const sale = aSale('SO-1', 2);

  it.each([
    ['after it came', [[sale], [voidOf(sale)]]],
    ['before it came', [[voidOf(sale)], [sale]]],
    ['together with it', [[voidOf(sale), sale]]],
  ])('%s is never invoiced', async (_, batches) => {
    for (const batch of batches) expect(await note(...batch)).toEqual([]);
    expect(await run()).toMatchObject({ invoices: 0, charges: 0, waiting: 0 });
    expect(await charges()).toEqual([
      { ref: 'SO-1/1', run: false, withdrawn: true },
      { ref: 'SO-1/2', run: false, withdrawn: true },
    ]);
  });

  it('after it was invoiced proposes a credit of its lines, once', async () => {
    await note(sale, aSale('SO-2', 1));
    const { runId } = await run();
    expect(await issue(runId)).toEqual([]);
    const given = await note(voidOf(sale), voidOf(sale));
    expect(given).toEqual([
      expect.objectContaining({
        type: CreditProposed.type,
        data: expect.objectContaining({
          runId,
          invoiceNumber: 'TK-2026-000001',
          totalMinor: 3600,
          creditMinor: 2400,
          chargeRefs: ['SO-1/1', 'SO-1/2'],
          saleId: sale.saleId,
          saleRef: 'SO-1',
          reason: 'Wrong customer',
          dueOn: '2026-11-30',
        }),
      }),
    ]);
    expect(await note(voidOf(sale))).toEqual([]);
    expect(await charges()).toContainEqual({ ref: 'SO-1/1', run: true, withdrawn: false });
  });

  it('while its invoice waits for approval proposes the credit when the invoice goes out, once', async () => {
    await note(sale, aSale('SO-2', 1));
    const { runId } = await run();
    expect(await note(voidOf(sale))).toEqual([]);
    expect(await issue(runId)).toEqual([
      expect.objectContaining({
        type: CreditProposed.type,
        data: expect.objectContaining({
          invoiceNumber: 'TK-2026-000001',
          creditMinor: 2400,
          chargeRefs: ['SO-1/1', 'SO-1/2'],
          saleRef: 'SO-1',
          reason: 'Wrong customer',
        }),
      }),
    ]);
    expect(await issue(runId)).toEqual([]);
    expect(await note(voidOf(sale))).toEqual([]);
  });

  it('while its invoice waits for approval is withdrawn when the invoice is left out', async () => {
    await note(sale, aSale('SO-2', 1));
    const { runId } = await run();
    await note(voidOf(sale));
    await db.query('update invoice set left_out = true');
    expect(await db.transaction((manager) => release(manager, runId, 'left-out'))).toBe(1);
    expect(await charges()).toEqual([
      { ref: 'SO-1/1', run: false, withdrawn: true },
      { ref: 'SO-1/2', run: false, withdrawn: true },
      { ref: 'SO-2/1', run: false, withdrawn: false },
    ]);
    expect(await run()).toMatchObject({ invoices: 1, charges: 1 });
  });

  it('while a run is gathered and issued is either withdrawn or credited, never both and never neither', async () => {
    const customer = (n: number) => ({ customerRef: `C-${n % 7}` });
    const sales = Array.from({ length: 60 }, (_, n) => {
      const one = aSale(`SO-${n}`, 1 + (n % 3));
      return { ...one, charges: one.charges.map((charge) => ({ ...charge, ...customer(n) })) };
    });
    await note(...sales);
    const runId = randomUUID();
    const outgoing = async () => {
      await run(runId);
      return issue(runId);
    };
    const given = (await Promise.all([outgoing(), ...sales.map((one) => note(voidOf(one)))])).flat();
    const refs = given.map(({ data }) => (data as DataOf<typeof CreditProposed>).saleRef).sort();
    const rows: { ref: string; run: boolean; withdrawn: boolean }[] = await charges();
    expect(rows.filter((row) => row.run === row.withdrawn)).toEqual([]);
    expect(refs).toEqual([...new Set(rows.filter((row) => row.run).map(({ ref }) => ref.split('/')[0]!))].sort());
  });

  it('ends the same in any order of facts and with any repeats', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.record({ lines: fc.integer({ min: 0, max: 3 }), voided: fc.boolean() }), {
          maxLength: 5,
          selector: () => Symbol(),
        }),
        fc.infiniteStream(fc.nat()),
        async (all, chance) => {
          await db.query('truncate charge, charge_batch, credit, invoice, run, run_steering, invoice_series, invoice_number_returned');
          const sales = all.map(({ lines }, n) => aSale(`SO-${n}`, lines));
          const facts: Taken[] = [...sales, ...sales.filter((_, n) => all[n]!.voided).map(voidOf)];
          const repeated = [...facts, ...facts].map((fact) => ({ fact, at: chance.next().value })).sort((a, b) => a.at - b.at);
          for (const { fact } of repeated) expect(await note(fact)).toEqual([]);
          const due = all.reduce((sum, { lines, voided }) => sum + (voided ? 0 : lines), 0);
          expect((await run()).charges).toBe(due);
        },
      ),
      { numRuns: 30 },
    ));
});
