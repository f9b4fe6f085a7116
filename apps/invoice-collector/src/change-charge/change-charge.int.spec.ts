import { randomUUID } from 'node:crypto';
import {
  ChargeChangeRequested,
  ChargesEntered,
  type Given,
  RunApproved,
  RunInvoiceLeftOut,
  RunRequested,
  RunStopped,
} from '@takings/contracts';
import { dataSourceOptions, migrateSchema } from '@takings/database';
import { messagingMigrations } from '@takings/messaging';
import { type FreshDatabase, freshDatabase } from '@takings/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { ChargeArrivals } from '../gather-run/charge-arrivals';
import { gather } from '../gather-run/gathering';
import { issueNext } from '../issue-invoices/issuing';
import { migrations } from '../migrations';
import { NoteCharge } from '../note-charge/note-charge.stage';
import { aCharge, type Charge } from '../testing/charges';
import { CollectorLine } from '../testing/collector-line';
import { TK } from '../testing/collector-line';
import { changeCharge } from './changing';

let database: FreshDatabase;
let db: DataSource;
let line: CollectorLine;

beforeAll(async () => {
  database = await freshDatabase();
  const schema = { app: 'invoice-collector', url: database.url, entities: [], migrations: [...messagingMigrations, ...migrations] };
  await migrateSchema(schema);
  db = await new DataSource({ ...dataSourceOptions(schema), poolSize: 12 }).initialize();
});
const clear = async () => {
  await db.query('truncate charge, charge_batch, credit, invoice, run, run_steering, invoice_series, invoice_number_returned, parked');
  line = new CollectorLine(db);
};
beforeEach(clear);
afterAll(async () => {
  await db?.destroy();
  await database?.drop();
});

const enter = (...charges: Charge[]) =>
  db.transaction((manager) =>
    new NoteCharge().recordAll(
      [
        {
          data: ChargesEntered.of({ batchId: randomUUID(), source: 'csv', enteredBy: 'test', charges }).data,
          event: { time: '2026-11-01T09:00:00.000Z' } as never,
          key: '',
          prepared: undefined,
          result: undefined,
        },
      ],
      manager,
    ),
  );
const asked = (chargeRef: string, charge: Charge | null = null, changeId: string = randomUUID()) =>
  ChargeChangeRequested.of({ changeId, chargeRef, charge, requestedBy: 'Fin', because: 'wrong' });
const change = (chargeRef: string, charge: Charge | null = null): Promise<Given<any>> =>
  db.transaction((manager) => changeCharge(manager, asked(chargeRef, charge).data));
const run = (runId: string = randomUUID()) => db.transaction((manager) => gather(manager, { runId, runOn: '2026-11-30' }));
const issue = (runId: string) => db.transaction((manager) => issueNext(manager, runId, TK));

describe('a charge in no run', () => {
  it('is withdrawn once, and never invoiced', async () => {
    await enter(aCharge({ chargeRef: 'A' }), aCharge({ chargeRef: 'B' }));
    expect(await change('A')).toMatchObject({ type: 'charge.withdrawn.v1' });
    expect(await change('A')).toMatchObject({ data: { refusal: 'withdrawn' } });
    expect(await run()).toMatchObject({ charges: 1, totals: [{ totalMinor: 1200 }] });
  });

  it('is edited, and invoiced as it says then', async () => {
    const charge = aCharge({ chargeRef: 'A' });
    await enter(charge);
    const edited = { ...charge, description: 'Support, corrected', quantity: '2', netMinor: 2000, vatMinor: 400, customerName: 'Acme plc' };
    expect(await change('A', edited)).toMatchObject({ type: 'charge.edited.v1' });
    const { runId } = await run();
    expect(await issue(runId)).toMatchObject([
      { customerName: 'Acme plc', totalMinor: 2400, lines: [{ description: 'Support, corrected', quantity: '2', netMinor: 2000 }] },
    ]);
  });

  it('that has not arrived stays as it is when it does', async () => {
    expect(await change('A')).toMatchObject({ data: { refusal: 'not-arrived', runId: null } });
    await enter(aCharge({ chargeRef: 'A' }));
    expect(await run()).toMatchObject({ charges: 1 });
  });
});

describe('a charge in a run', () => {
  it('stays as it is, and it is told which run and which invoice has it', async () => {
    await enter(aCharge({ chargeRef: 'A' }));
    const { runId } = await run();
    expect(await change('A')).toMatchObject({ data: { refusal: 'in-run', runId, runOn: '2026-11-30', invoiceNumber: null } });
    await issue(runId);
    expect(await change('A', aCharge({ chargeRef: 'A', netMinor: 1 }))).toMatchObject({
      data: { refusal: 'invoiced', runId, invoiceNumber: 'TK-2026-000001', issuedAt: expect.stringMatching(/Z$/) },
    });
  });

  it('that was left out or whose run was stopped is free to be changed', async () => {
    await enter(aCharge({ chargeRef: 'A' }), aCharge({ chargeRef: 'B', customerRef: 'C-2' }));
    const [left, stopped] = [randomUUID(), randomUUID()];
    line.waiting.push(RunRequested.of({ runId: left, runOn: '2026-11-30', requestedBy: 'Fin', chargesEntered: 0 }));
    await line.drain();
    const [{ invoiceId }] = line.dataOf('run.proposed.v1')[0].invoices;
    expect(
      line
        .dataOf('run.charges-gathered.v1')
        .flatMap(({ chargeRefs }) => chargeRefs)
        .sort(),
    ).toEqual(['A', 'B']);
    line.waiting.push(RunInvoiceLeftOut.of({ runId: left, invoiceId, decision: 1, leftOutBy: 'Fin', because: 'wrong' }));
    line.waiting.push(RunApproved.of({ runId: left, approvedBy: 'Fin', decisions: 1 }));
    await line.drain();
    expect(await change('A', aCharge({ chargeRef: 'A', netMinor: 500, vatMinor: 100 }))).toMatchObject({ type: 'charge.edited.v1' });
    line.waiting.push(RunRequested.of({ runId: stopped, runOn: '2026-11-30', requestedBy: 'Fin', chargesEntered: 0 }));
    await line.drain();
    expect(await change('A')).toMatchObject({ data: { refusal: 'in-run' } });
    line.waiting.push(RunStopped.of({ runId: stopped, stoppedBy: 'Fin', because: 'wrong' }));
    await line.drain();
    expect(await change('A')).toMatchObject({ type: 'charge.withdrawn.v1' });
  });
});

it('a run that is asked for after a request waits until that has come, or a person has discarded it', async () => {
  const arrivals = new ChargeArrivals(db);
  await enter(aCharge({ chargeRef: 'A' }));
  await expect(arrivals.waitFor(2, 0)).rejects.toThrow('1 of 2');
  await change('A');
  await arrivals.waitFor(2, 0);
  await db.query(
    `insert into parked (stage, id, "stuckId", kind, reason, attempts, body, "settledAt", outcome)
     values ('change-charge', $1::text, gen_random_uuid(), 'failed', 'no matter', 1, $2, now(), 'discarded')`,
    [randomUUID(), Buffer.from(JSON.stringify({ data: asked('B').data }))],
  );
  await arrivals.waitFor(3, 0);
});

/** What happens to charges at the same moment: requests, twice pressed too, beside a run that is gathered and issued. */
const moment = fc.record({
  charges: fc.integer({ min: 1, max: 6 }),
  requests: fc.array(fc.record({ of: fc.nat(5), edit: fc.boolean(), afterMs: fc.nat(6) }), { minLength: 1, maxLength: 8 }),
  runs: fc.array(fc.nat(6), { minLength: 1, maxLength: 2 }),
});
const after = (ms: number) => new Promise((resume) => setTimeout(resume, ms));

it('whatever is asked while runs are gathered: what was said to be withdrawn or changed is so on the invoices, and nothing else is', () =>
  fc.assert(
    fc.asyncProperty(moment, async ({ charges, requests, runs }) => {
      await clear();
      const all = Array.from({ length: charges }, (_, n) =>
        aCharge({ chargeRef: `CH-${n}`, customerRef: `C-${n % 2}`, description: 'as entered' }),
      );
      await enter(...all);
      const answers: Given<any>[] = [];
      const invoices: any[] = [];
      await Promise.all([
        ...requests.map(async ({ of, edit, afterMs }) => {
          const charge = all[of % charges]!;
          await after(afterMs);
          answers.push(await change(charge.chargeRef, edit ? { ...charge, description: 'edited', netMinor: 3000, vatMinor: 0 } : null));
        }),
        ...runs.map(async (afterMs) => {
          await after(afterMs);
          const { runId } = await run();
          invoices.push(...(await issue(runId)));
        }),
      ]);
      const { runId } = await run();
      invoices.push(...(await issue(runId)));
      const refsOf = (type: string) => new Set(answers.filter((answer) => answer.type === type).map(({ data }) => data.chargeRef));
      const [withdrawn, edited] = [refsOf('charge.withdrawn.v1'), refsOf('charge.edited.v1')];
      const lines: any[] = invoices.flatMap((invoice) => invoice.lines);
      expect(lines.map(({ chargeRef }) => chargeRef).sort()).toEqual(
        all.map(({ chargeRef }) => chargeRef).filter((ref) => !withdrawn.has(ref)),
      );
      for (const { chargeRef, description, netMinor } of lines)
        expect({ description, netMinor }).toEqual(
          edited.has(chargeRef) ? { description: 'edited', netMinor: 3000 } : { description: 'as entered', netMinor: 1000 },
        );
      expect(answers.filter(({ type }) => type === 'charge.withdrawn.v1')).toHaveLength(withdrawn.size);
      const sum = invoices.reduce((total, { totalMinor }) => total + totalMinor, 0);
      expect(sum).toBe(lines.reduce((total, one) => total + one.netMinor + one.vatMinor, 0));
    }),
    { numRuns: 40 },
  ));
