import { eventually } from '@takings/testing';
import { parse } from 'csv-parse/sync';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { RunningBackOffice } from '../testing/running-back-office';
import { ExportLists } from './export-lists';
import { ExportWorker } from './export-worker';
import { Exports } from './exports';

const INVOICES = 2500;
const RUN = '11111111-1111-4111-8111-111111111111';

let office: RunningBackOffice;
let finance: Record<string, string>;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  finance = (await office.as('Frances Obi', { roles: ['finance-manager'] })).headers;
  await office.db.query(
    `insert into invoice (invoice_id, invoice_number, run_id, customer_ref, customer_name, customer_email, has_card, currency, total_minor, due_on, due_at, filed_at)
     select gen_random_uuid(), 'TK-2026-' || lpad(n::text, 6, '0'), $1, 'C-' || n % 50, case n when 7 then '=HYPERLINK("http://bad.example","Müller, Söhne")' else 'Customer ' || n end,
       'c@example.com', true, 'GBP', n * 100 + 5, '2026-11-01', now(), case when n % 2 = 0 then now() end
     from generate_series(1, $2) n`,
    [RUN, INVOICES],
  );
});
afterAll(() => office?.close());

const ask = async (list: string, filters: object = {}, headers = finance) => office.post('/api/exports', { list, filters }, headers);
const shown = async (exportId: string, headers = finance) => (await office.get(`/api/exports/${exportId}`, headers)).body;
const ready = (exportId: string) => eventually(async () => expect(await shown(exportId)).toMatchObject({ state: 'ready' }));
const file = (exportId: string, headers: Record<string, string> = finance) =>
  fetch(`${office.url}/api/exports/${exportId}/file`, { headers });
const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true, bom: true });

it('a list is taken away as it is asked for: every row once, in its order, formulas made harmless', async () => {
  const { status, body } = await ask('invoices', { runId: RUN, state: 'filed' });
  expect(status).toBe(201);
  await ready(body.exportId);
  expect(await shown(body.exportId)).toMatchObject({ rows: INVOICES / 2, rowsInAll: INVOICES / 2 });
  const answer = await file(body.exportId);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="invoices-\d{8}-\d{4}\.csv"$/);
  const rows = rowsOf(await answer.text());
  const numbers = rows.map((row) => row.Invoice);
  expect(numbers).toEqual([...new Set(numbers)].sort());
  expect(rows[0]).toMatchObject({ Invoice: 'TK-2026-000002', State: 'filed', Total: '2.05', Currency: 'GBP', Card: 'yes', Paid: '' });

  const all = await ask('invoices', { q: 'TK-2026-000007' });
  await ready(all.body.exportId);
  expect(rowsOf(await (await file(all.body.exportId)).text()).map((row) => row.Customer)).toEqual([
    `'=HYPERLINK("http://bad.example","Müller, Söhne")`,
  ]);
  const audited = await office.db.query(`select actor, action from audit where about = $1 order by id`, [body.exportId]);
  expect(audited).toEqual([
    { actor: 'Frances Obi', action: 'list export asked for' },
    { actor: 'Frances Obi', action: 'list downloaded' },
  ]);
});

it('goes on where it was when the process that made it was lost in the middle of a piece, and writes nothing twice', async () => {
  const other = await new DataSource({ ...(office.db.options as { type: 'postgres' }), migrationsRun: false }).initialize();
  // This process sees to nothing: the test makes the steps.
  const worker = new ExportWorker(other, office.part(Exports), office.part(ExportLists));
  jest.spyOn(office.part(ExportWorker), 'look').mockReturnValue(undefined);
  try {
    const { body } = await ask('invoices', { runId: RUN });
    await worker.step();
    const half = await shown(body.exportId);
    expect(half).toMatchObject({ state: 'being-made', rows: 1000, rowsInAll: INVOICES });
    expect((await file(body.exportId)).status).toBe(409);

    // Its connection goes when the piece is written and not yet kept, as with kill -9.
    const lists = office.part(ExportLists);
    const list = lists.of('invoices');
    let killed = false;
    const dying = new ExportWorker(other, office.part(Exports), {
      of: () => ({
        ...list,
        page: async (...asked: Parameters<typeof list.page>) => {
          const page = await list.page(...asked);
          await office.db.query(
            `select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`,
          );
          killed = true;
          return page;
        },
      }),
    } as unknown as ExportLists);
    await dying.step().catch(() => undefined);
    expect(killed).toBe(true);
    expect(await shown(body.exportId)).toMatchObject({ state: 'being-made', rows: 1000 });

    const survivor = new ExportWorker(office.db, office.part(Exports), lists);
    while (await survivor.step());
    const numbers = rowsOf(await (await file(body.exportId)).text()).map((row) => row.Invoice);
    expect(numbers).toHaveLength(INVOICES);
    expect(new Set(numbers).size).toBe(INVOICES);
  } finally {
    jest.restoreAllMocks();
    await other.destroy();
  }
});

it('two processes at once make each piece once', async () => {
  jest.spyOn(office.part(ExportWorker), 'look').mockReturnValue(undefined);
  const { body } = await ask('invoices', { runId: RUN, customer: 'C-7' });
  const again = await ask('invoices', { customer: 'C-7', runId: RUN });
  expect(again.body.exportId).toBe(body.exportId);
  const workers = [1, 2, 3].map(() => new ExportWorker(office.db, office.part(Exports), office.part(ExportLists)));
  await Promise.all(workers.map((worker) => worker.step()));
  jest.restoreAllMocks();
  expect(await shown(body.exportId)).toMatchObject({ state: 'ready', rows: INVOICES / 50 });
});

it('is for whoever asked and may see the list, and nobody else', async () => {
  const agent = (await office.as('Anna Reed', { roles: ['agent'] })).headers;
  const other = (await office.as('Jonas Weber', { roles: ['finance-approver'] })).headers;
  expect(await ask('invoices', {}, agent)).toMatchObject({ status: 403, body: { message: expect.stringContaining('finance managers') } });
  const { body } = await ask('invoices', { state: 'rejected' });
  await ready(body.exportId);
  expect((await office.get(`/api/exports/${body.exportId}`, other)).status).toBe(404);
  expect((await file(body.exportId, other)).status).toBe(404);
  expect((await office.get('/api/exports', other)).body).toEqual({ exports: [] });
  expect((await file(body.exportId, {})).status).toBe(401);
});

it.each([
  ['customers', {}, 'Reference'],
  ['stuck', { tab: 'all' }, 'What happened'],
  ['sales', { state: 'standing' }, 'Sale'],
  ['charges', { state: 'waiting' }, 'Charge'],
  ['audit', { by: 'Frances Obi' }, 'When'],
])('the list %s can be taken away, and is told by what it was asked for', async (list, filters, column) => {
  const { body } = await ask(list, filters);
  await ready(body.exportId);
  expect(await shown(body.exportId)).toMatchObject({ list, filters });
  expect((await (await file(body.exportId)).text()).replace(/^\uFEFF/, '').split(',')[0]).toBe(column);
});

it.each([
  ['no list of ours', { list: 'secrets' }],
  ['a filter the list has not', { list: 'invoices', filters: { colour: 'red' } }],
  ['a state there is not', { list: 'invoices', filters: { state: 'lost' } }],
  ['a run that is none', { list: 'proposed-invoices', filters: { runId: 'x' } }],
  ['filters that are none', { list: 'invoices', filters: 'all' }],
])('%s is refused with what is at fault', async (_, asked) => {
  const { status, body } = await office.post('/api/exports', asked, finance);
  expect(status).toBe(400);
  expect(body.message).toMatch(/list|filters/);
});

it('is gone after its time', async () => {
  const { body } = await ask('invoices', { state: 'paid' });
  await ready(body.exportId);
  await office.db.query(`update list_export set expires_at = now() - interval '1 second' where export_id = $1`, [body.exportId]);
  expect((await file(body.exportId)).status).toBe(404);
  await office.part(Exports).forget();
  expect(await office.db.query('select 1 from list_export_piece where export_id = $1', [body.exportId])).toEqual([]);
});

it('says so when the list cannot be read, and tries a few times before', async () => {
  jest.spyOn(office.part(ExportWorker), 'look').mockReturnValue(undefined);
  const { body } = await ask('invoices', { customer: 'C-1' });
  const broken = new ExportWorker(office.db, office.part(Exports), {
    of: () => ({ filters: z.unknown(), page: () => Promise.reject(new Error('no')), count: () => Promise.resolve(1), columns: {} }),
  } as unknown as ExportLists);
  for (let n = 0; n < 3; n += 1) await broken.step();
  jest.restoreAllMocks();
  expect(await shown(body.exportId)).toMatchObject({ state: 'failed', fault: expect.stringContaining('Try again later') });
});
