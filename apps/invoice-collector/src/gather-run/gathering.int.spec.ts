import { randomUUID } from 'node:crypto';
import { ChargesEntered, type DataOf, InvoiceDue } from '@takings/contracts';
import { dataSourceOptions, migrateSchema } from '@takings/database';
import { type FreshDatabase, freshDatabase } from '@takings/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { issueNext } from '../issue-invoices/issuing';
import type { Series } from '../issue-invoices/number-series';
import { TK } from '../testing/collector-line';
import { migrations } from '../migrations';
import { NoteCharge } from '../note-charge/note-charge.stage';
import { release } from '../steer-run/releasing';
import { aCharge as charge, type Charge } from '../testing/charges';
import { gather } from './gathering';
import { INVOICE_TAKES } from './invoice-limits';

let database: FreshDatabase;
let db: DataSource;
let minutes = 0;

beforeAll(async () => {
  database = await freshDatabase();
  const schema = {
    app: 'invoice-collector',
    url: database.url,
    entities: [],
    migrations,
  };
  await migrateSchema(schema);
  db = await new DataSource({ ...dataSourceOptions(schema), poolSize: 8 }).initialize();
});
beforeEach(() => db.query('truncate charge, charge_batch, credit, invoice, run, run_steering, invoice_series, invoice_number_returned'));
afterAll(async () => {
  await db?.destroy();
  await database?.drop();
});

const note = (data: DataOf<typeof ChargesEntered>, time: string) =>
  db.transaction((manager) =>
    new NoteCharge().recordAll([{ data, event: { time } as never, key: '', prepared: undefined, result: undefined }], manager),
  );

/** As the stage does when the fact arrives; each batch a minute after the one before. */
async function enter(...charges: Charge[]) {
  const { data } = ChargesEntered.of({ batchId: randomUUID(), source: 'csv', enteredBy: 'test', charges });
  const time = new Date(Date.UTC(2026, 0, 1, 0, minutes++)).toISOString();
  await note(data, time);
  return { data, time };
}
const run = (runOn = '2026-11-30', runId: string = randomUUID(), paused: string[] = []) =>
  db.transaction((manager) => gather(manager, { runId, runOn, paused }));
const issueAll = async (runId: string, series: Series = TK) => {
  const all: DataOf<typeof InvoiceDue>[] = [];
  for (;;) {
    const part = await db.transaction((manager) => issueNext(manager, runId, series));
    if (part.length === 0) return all;
    all.push(...part.map((due) => InvoiceDue.of(due).data));
  }
};

describe('a run', () => {
  it('makes one invoice for each customer and currency', async () => {
    await enter(charge(), charge(), charge({ currency: 'EUR' }), charge({ customerRef: 'C-2', cardRef: null }));
    expect(await run()).toMatchObject({
      invoices: 3,
      charges: 4,
      credits: 0,
      waiting: 0,
      withoutCard: 1,
      totals: [
        { currency: 'EUR', invoices: 1, netMinor: 1000, vatMinor: 200, totalMinor: 1200 },
        { currency: 'GBP', invoices: 2, netMinor: 3000, vatMinor: 600, totalMinor: 3600 },
      ],
    });
  });

  it('leaves what is due later for another run, and counts it', async () => {
    await enter(charge({ dueOn: '2026-11-30' }), charge({ dueOn: '2026-12-01' }));
    expect(await run('2026-11-30')).toMatchObject({ invoices: 1, charges: 1, waiting: 1 });
    expect(await run('2026-12-01')).toMatchObject({ invoices: 1, charges: 1, waiting: 0 });
  });

  it('leaves alone what is due of customers who are paused, says what that is, and takes it later', async () => {
    await enter(charge(), charge({ currency: 'EUR' }), charge({ customerRef: 'C-2' }), charge({ dueOn: '2027-01-01' }));
    const first = await run('2026-11-30', randomUUID(), ['C-1', 'C-9']);
    const waiting = { customerRef: 'C-1', customerName: charge().customerName, charges: 1, totalMinor: 1200 };
    expect(first).toMatchObject({ invoices: 1, charges: 1, waiting: 1 });
    expect(first.paused).toHaveLength(2);
    expect(first.paused).toEqual(
      expect.arrayContaining([
        { ...waiting, currency: 'EUR' },
        { ...waiting, currency: 'GBP' },
      ]),
    );
    expect(await run('2026-11-30', first.runId)).toEqual(first);
    expect(await run()).toMatchObject({ invoices: 2, charges: 2, paused: [] });
  });

  it('puts customers aside whose charges come to zero or less', async () => {
    await enter(charge({ netMinor: -1000, vatMinor: -200, quantity: '-1' }), charge({ customerRef: 'C-2', netMinor: 0, vatMinor: 0 }));
    await enter(charge({ customerRef: 'C-3' }), charge({ customerRef: 'C-3', netMinor: -1000, vatMinor: -200, quantity: '-1' }));
    expect(await run()).toMatchObject({ invoices: 0, charges: 0, credits: 3, totals: [] });
    expect(await db.query('select customer_ref, lines, total_minor::int from credit order by 1')).toEqual([
      { customer_ref: 'C-1', lines: 1, total_minor: -1200 },
      { customer_ref: 'C-2', lines: 1, total_minor: 0 },
      { customer_ref: 'C-3', lines: 2, total_minor: 0 },
    ]);
    expect(await run()).toMatchObject({ credits: 0 });
  });

  it('leaves to the next run what is more than one invoice takes, the last entered, and counts it', async () => {
    const many = (lines: number, changes: Partial<Charge>) => Array.from({ length: lines }, () => charge(changes));
    const fill = async (changes: Partial<Charge>) => {
      for (let entered = 0; entered < INVOICE_TAKES.lines; entered += 500) await enter(...many(500, changes));
    };
    await fill({ customerRef: 'C-1', description: 'first' });
    await enter(...many(7, { customerRef: 'C-1', description: 'beyond' }), ...many(3, { customerRef: 'C-1', currency: 'EUR' }));
    await fill({ customerRef: 'C-2' });
    await enter(charge({ customerRef: 'C-3', dueOn: '2027-01-01' }));
    const first = await run();
    expect(first).toMatchObject({ invoices: 3, charges: 2 * INVOICE_TAKES.lines + 3, waiting: 8 });
    const [large] = (await issueAll(first.runId)).filter(({ customerRef, currency }) => customerRef === 'C-1' && currency === 'GBP');
    expect(new Set(large!.lines.map(({ description }) => description))).toEqual(new Set(['first']));
    const second = await run('2026-12-03');
    expect(second).toMatchObject({ invoices: 1, charges: 7, waiting: 1 });
    const [rest] = await issueAll(second.runId);
    expect(rest!.lines.map(({ description }) => description)).toEqual(Array(7).fill('beyond'));
  });

  it('makes no invoice that is more than Xero takes in one request', async () => {
    await enter(...Array.from({ length: 400 }, () => charge({ description: '\u{1F4B7}'.repeat(2_000) + '\n"' })));
    const { runId, charges, waiting } = await run();
    expect(charges + waiting).toBe(400);
    const [invoice] = await issueAll(runId);
    const asXeroTakesIt = Buffer.byteLength(JSON.stringify(invoice!.lines.map(({ description }) => ({ Description: description }))));
    expect(asXeroTakesIt).toBeLessThan(3_000_000);
    expect(asXeroTakesIt).toBeGreaterThan(2_600_000);
  });

  it('says the same when it is gathered again', async () => {
    await enter(charge(), charge({ customerRef: 'C-2', netMinor: -1, vatMinor: 0 }), charge({ dueOn: '2027-01-01' }));
    const first = await run();
    await enter(charge());
    expect(await run('2026-11-30', first.runId)).toEqual(first);
  });

  it('of nothing has nothing', async () => {
    expect(await run()).toMatchObject({ invoices: 0, charges: 0, credits: 0, waiting: 0, totals: [] });
  });

  it('numbers invoices without gaps, each year from one, and goes on past six digits', async () => {
    await enter(charge(), charge({ customerRef: 'C-2' }), charge({ customerRef: 'C-3', dueOn: '2027-01-01' }));
    await issueAll((await run('2026-11-30')).runId);
    await issueAll((await run('2027-01-01')).runId);
    await db.query(`update invoice_series set last_number = 999999 where series = 'TK-2027-'`);
    await enter(charge());
    await issueAll((await run('2027-01-02')).runId);
    expect(await db.query('select invoice_number from invoice order by 1')).toEqual(
      ['TK-2026-000001', 'TK-2026-000002', 'TK-2027-000001', 'TK-2027-1000000'].map((invoice_number) => ({ invoice_number })),
    );
  });

  it('numbers what goes out alone: what is left out leaves no gap, and gives a number back that it was gathered with', async () => {
    const customers = ['C-1', 'C-2', 'C-3', 'C-4'];
    await enter(...customers.map((customerRef) => charge({ customerRef })));
    const { runId } = await run();
    // As runs were gathered before: with numbers.
    await db.query(`update invoice set invoice_number = 'TK-2026-00000' || seq`);
    await db.query(`insert into invoice_series values ('TK-2026-', 4)`);
    await db.query(`update invoice set left_out = true where customer_ref in ('C-1', 'C-3')`);
    expect(await db.transaction((manager) => release(manager, runId, 'left-out'))).toBe(2);
    expect((await issueAll(runId)).map(({ invoiceNumber }) => invoiceNumber)).toEqual(['TK-2026-000002', 'TK-2026-000004']);
    await enter(charge({ customerRef: 'C-5' }));
    const next = await run();
    expect(next).toMatchObject({ invoices: 3, charges: 3 });
    expect((await issueAll(next.runId)).map(({ invoiceNumber }) => invoiceNumber)).toEqual([
      'TK-2026-000001',
      'TK-2026-000003',
      'TK-2026-000005',
    ]);
  });

  it('takes name, address and card from the charge that was entered last, whenever it arrives', async () => {
    const { data, time } = await enter(
      charge({ customerName: 'New Ltd', customerEmail: 'new@acme.example', cardRef: null, dueOn: '2027-01-01' }),
    );
    const older = new Date(Date.parse(time) - 1).toISOString();
    await note({ ...data, batchId: randomUUID(), charges: [charge()] }, older);
    const { runId } = await run();
    expect(await issueAll(runId)).toEqual([
      expect.objectContaining({ customerName: 'New Ltd', customerEmail: 'new@acme.example', cardRef: null }),
    ]);
  });

  it('never takes a charge that another run takes at the same time', async () => {
    for (let customer = 0; customer < 20; customer++)
      await enter(charge({ customerRef: `C-${customer}` }), charge({ customerRef: `C-${customer}` }));
    const gathered = await Promise.all(Array.from({ length: 6 }, () => run()));
    expect(gathered.map(({ charges }) => charges).sort((a, b) => a - b)).toEqual([0, 0, 0, 0, 0, 40]);
  });

  it('cannot put a customer on two invoices of a run, whatever the code does', async () => {
    await enter(charge());
    await run();
    await expect(
      db.query(`insert into invoice (invoice_number, run_id, seq, customer_ref, customer_name, customer_email, currency, lines, net_minor, vat_minor, total_minor)
                select 'X', run_id, 99, customer_ref, customer_name, customer_email, currency, lines, net_minor, vat_minor, total_minor from invoice`),
    ).rejects.toThrow(/unique/);
  });
});

describe('issuing', () => {
  it('gives each invoice once, with its lines in the order they were entered', async () => {
    const [first, second, third] = [
      charge({ description: 'first' }),
      charge({ description: 'second', quantity: '-0.5' }),
      charge({ description: 'third' }),
    ];
    await enter(first, second);
    await enter(third);
    const { runId } = await run('2026-11-30');
    const [invoice, ...others] = await issueAll(runId);
    expect(others).toEqual([]);
    expect(invoice).toMatchObject({ runId, totalMinor: 3600, netMinor: 3000, vatMinor: 600, issuedOn: '2026-11-30', dueOn: '2026-11-30' });
    expect(invoice!.lines.map(({ description }) => description)).toEqual(['first', 'second', 'third']);
    expect(invoice!.lines[1]).toMatchObject({ chargeRef: second.chargeRef, quantity: '-0.5', unitPrice: '10', vatRate: '20' });
  });

  it('goes in parts bounded by invoices and by lines', async () => {
    const many = (customerRef: string, lines: number) => Array.from({ length: lines }, () => charge({ customerRef }));
    for (let customer = 100; customer < 350; customer++) await enter(charge({ customerRef: `A-${customer}` }));
    for (let part = 0; part < 11; part++) await enter(...many('B', 500));
    await enter(...many('C', 500));
    const { runId } = await run();
    const sizes = [];
    for (;;) {
      const part = await db.transaction((manager) => issueNext(manager, runId, TK));
      if (part.length === 0) break;
      sizes.push(part.length);
    }
    expect(sizes).toEqual([200, 51, 1]);
  });

  it('by several workers at once gives each invoice to one of them', async () => {
    for (let customer = 0; customer < 300; customer++) await enter(charge({ customerRef: `C-${customer}` }));
    const { runId } = await run();
    const parts = await Promise.all(Array.from({ length: 6 }, () => issueAll(runId)));
    const numbers = parts.flat().map(({ invoiceNumber }) => invoiceNumber);
    expect(numbers).toHaveLength(300);
    expect(new Set(numbers).size).toBe(300);
  });
});

describe('the numbers of invoices', () => {
  const numbers = async (series: Series, customers: number, runOn = '2026-11-30') => {
    for (let customer = 0; customer < customers; customer++) await enter(charge({ customerRef: `N-${customer}`, dueOn: runOn }));
    const { runId } = await run(runOn);
    return (await issueAll(runId, series)).map(({ invoiceNumber }) => invoiceNumber);
  };
  const from = (prefix: string, number: number, year = 2026): Series => ({ prefix, startsAt: { year, number } });

  it('go on from where a person set them, in that year alone', async () => {
    expect(await numbers(from('IN-', 417), 2)).toEqual(['IN-2026-000417', 'IN-2026-000418']);
    expect(await numbers(from('IN-', 417), 1)).toEqual(['IN-2026-000419']);
    expect(await numbers(from('IN-', 417), 1, '2027-01-02')).toEqual(['IN-2027-000001']);
  });

  it('are never given out twice, whatever is set: a lower start changes nothing, and a prefix that comes back goes on', async () => {
    expect(await numbers(TK, 3)).toEqual(['TK-2026-000001', 'TK-2026-000002', 'TK-2026-000003']);
    expect(await numbers(from('TK-', 2), 1)).toEqual(['TK-2026-000004']);
    expect(await numbers(from('XX-', 1), 1)).toEqual(['XX-2026-000001']);
    expect(await numbers(TK, 1)).toEqual(['TK-2026-000005']);
  });
});

describe('whatever is entered', () => {
  const anyCharge = fc.record({
    customerRef: fc.constantFrom('C-1', 'C-2', 'C-3'),
    currency: fc.constantFrom('GBP', 'EUR'),
    netMinor: fc.integer({ min: -500, max: 500 }),
    vatMinor: fc.integer({ min: -100, max: 100 }),
    dueOn: fc.constantFrom('2026-10-01', '2026-11-01', '2026-12-01'),
  });

  it('ends on exactly one invoice or credit, or waits; nothing is lost and the sums agree', () =>
    fc.assert(
      fc.asyncProperty(fc.array(anyCharge, { maxLength: 20 }), async (entered) => {
        await db.query('truncate charge, charge_batch, credit, invoice, run, run_steering, invoice_series, invoice_number_returned');
        if (entered.length > 0) await enter(...entered.map((changes) => charge(changes)));
        const runs = [await run('2026-10-15'), await run('2026-11-15')];
        const lines = (await Promise.all(runs.map(({ runId }) => issueAll(runId)))).flat();
        const credited = await db.query(
          'select coalesce(sum(lines), 0)::int as lines, coalesce(sum(total_minor), 0)::int as total from credit',
        );
        const due = entered.filter(({ dueOn }) => dueOn < '2026-11-15');
        const sum = (amounts: number[]) => amounts.reduce((a, b) => a + b, 0);
        expect(sum(lines.map((invoice) => invoice.lines.length)) + credited[0].lines).toBe(due.length);
        expect(sum(lines.map(({ totalMinor }) => totalMinor)) + credited[0].total).toBe(
          sum(due.map(({ netMinor, vatMinor }) => netMinor + vatMinor)),
        );
        for (const invoice of lines)
          expect(sum(invoice.lines.map(({ netMinor, vatMinor }) => netMinor + vatMinor))).toBe(invoice.totalMinor);
        expect(runs[1]!.waiting).toBe(entered.length - due.length);
      }),
      { numRuns: 40 },
    ));
});
