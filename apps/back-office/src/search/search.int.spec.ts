import type { Person, Role } from '@takings/runtime/http';
import { AgentAtSale, newPrices } from '../testing/agents-desk';
import { RunningBackOffice } from '../testing/running-back-office';
import { aSale } from '../testing/sales';
import type { SignedIn } from '../testing/test-people';
import { INVOICES, invoiceNumbers } from './invoices.sql';
import { SALES } from './sales.sql';
import { CHARGES } from './charges.sql';
import { CUSTOMERS } from './customers.sql';
import { RUNS } from './runs.sql';
import { Search } from './search';

let office: RunningBackOffice;
const consultants: Record<string, string> = {};

const TWICE = 'Twice Ltd';

beforeAll(async () => {
  office = await RunningBackOffice.start();
  await office.post('/api/teams', { name: 'Falcon' });
  for (const name of ['Priya Nair', 'Tom Calloway'])
    consultants[name] = (await office.post('/api/consultants', { name, team: 'Falcon' })).body.consultantId;
  const sell = (sale_ref: string, consultant: string, customer_ref: string, name: string) =>
    office.post('/api/sales', aSale({ sale_ref, consultant, customer: { customer_ref, name, email: `${customer_ref}@example.com` } }));
  await sell('SO-1', 'Priya Nair', 'CRM-1', 'Northgate Tyres Ltd');
  await sell('SO-2', 'Tom Calloway', 'CRM-1', 'Northgate Tyres Ltd');
  await sell('PO-7', 'Tom Calloway', 'CRM-2', TWICE);
  await office.post('/api/customers', { name: TWICE, customer_ref: 'CRM-3', postcode: 'M1 1AA' });
  await anInvoice('TK-2026-000017', 'CRM-1', 'Northgate Tyres Ltd');
  await anInvoice('TK-2026-000170', 'CRM-9', 'Unknown Ltd', 'books@unknown.example');
  await office.db.query(
    `insert into run (run_id, run_on, requested_by, charges_entered) values (gen_random_uuid(), '2026-11-17', 'Ada', 3)`,
  );
});
afterAll(() => office?.close());

const anInvoice = (number: string, ref: string, name: string, email = 'a@example.com') =>
  office.db.query(
    `insert into invoice (invoice_id, invoice_number, run_id, customer_ref, customer_name, customer_email, has_card, currency, total_minor, due_on, due_at)
     values (gen_random_uuid(), $1, gen_random_uuid(), $2, $3, $4, true, 'GBP', 1200, '2026-11-01', now())`,
    [number, ref, name, email],
  );
const found = async (q: string, limit = 6): Promise<Record<string, string[]>> => {
  const { body } = await office.get(`/api/search?q=${encodeURIComponent(q)}&limit=${limit}`);
  return titles(body.groups);
};
const titles = (groups: readonly { kind: string; hits: readonly { title: string }[] }[]) =>
  Object.fromEntries(groups.map(({ kind, hits }) => [kind, hits.map(({ title }) => title)]));

it('a name finds the customer, with the sales and invoices', async () => {
  expect(await found('northg')).toEqual({
    customers: ['Northgate Tyres Ltd'],
    sales: ['Northgate Tyres Ltd: Fibre broadband and 1 more', 'Northgate Tyres Ltd: Fibre broadband and 1 more'],
    invoices: ['TK-2026-000017: Northgate Tyres Ltd'],
  });
});

it.each([
  ['so-1', { sales: ['Northgate Tyres Ltd: Fibre broadband and 1 more'], charges: ['SO-1/1: Fibre broadband', 'SO-1/2: Handbook'] }],
  ['m11aa', { customers: [TWICE] }],
  ['crm-2@example.com', { customers: [TWICE], sales: [`${TWICE}: Fibre broadband and 1 more`] }],
  ['tk-2026-00001', { invoices: ['TK-2026-000017: Northgate Tyres Ltd'] }],
  ['2026-17', { invoices: ['TK-2026-000017: Northgate Tyres Ltd'] }],
  ['2026-000170', { invoices: ['TK-2026-000170: Unknown Ltd'] }],
  ['Books@unk', { invoices: ['TK-2026-000170: Unknown Ltd'] }],
  ['17 Nov 2026', { runs: ['Run of 2026-11-17'] }],
  ['2026-11', { runs: ['Run of 2026-11-17'] }],
  ['po-7/', { charges: ['PO-7/1: Fibre broadband', 'PO-7/2: Handbook'] }],
  ['nobody', {}],
  ['', {}],
  ['%', {}],
  ['__', {}],
  ["' or 1=1", {}],
  ['\\', {}],
])('%j finds what it names', async (q, expected) => expect(await found(q)).toEqual(expected));

it('a sale in progress is found by its reference and its customer, by those who may look at it', async () => {
  for (const sku of ['FIBRE', 'PHONE']) await office.post('/api/products', { sku, name: sku, vat_rate: 20 });
  await newPrices(office, '24.50');
  const [{ teamId: team }] = (await office.get('/api/teams')).body.teams;
  const anna = await office.as('Anna Price', { roles: ['agent'], team });
  const sale = await AgentAtSale.start(office, anna);
  await sale.draft('customer', { company_name: 'Wexcombe Söhne' });
  const ref: string = (await sale.look()).body.state.saleRef;
  const seenBy = async (q: string, who?: SignedIn) =>
    (await office.get(`/api/search?q=${encodeURIComponent(q)}`, { ...who?.headers })).body.groups.flatMap((group: any) => group.hits);
  for (const q of [ref, ref.toLowerCase().replace('-', ''), 'wexc sohne'])
    expect(await seenBy(q, anna)).toMatchObject([{ id: sale.flowId, title: 'Wexcombe Söhne', says: `${ref} · Anna Price` }]);
  expect(await seenBy(ref)).toHaveLength(1);
  expect(await seenBy(ref, await office.as('Ravi Shah', { roles: ['agent'], team }))).toHaveLength(1);
  expect(await seenBy(ref, await office.as('Olga Stern', { roles: ['agent'] }))).toEqual([]);
  await sale.ask({ type: 'abandon', reason: 'they went elsewhere' });
  expect(await seenBy(ref, anna)).toEqual([]);
});

it('customers of one name are told apart', async () => {
  const { body } = await office.get('/api/search?q=twice');
  expect(body.groups[0].hits.map(({ says }: any) => says).sort()).toEqual(['CRM-2 · CRM-2@example.com', 'CRM-3 · M1 1AA']);
});

it('gives as many as are asked for, and says when there are more', async () => {
  const { body } = await office.get('/api/search?q=northgate&limit=1');
  expect(body.groups.map(({ kind, hits, more }: any) => [kind, hits.length, more])).toEqual([
    ['customers', 1, false],
    ['sales', 1, true],
    ['invoices', 1, false],
  ]);
});

it.each([['limit=0'], ['limit=100'], ['limit=x'], [`q=${'x'.repeat(101)}`], ['q=a%00b'], ['other=1']])('%s is refused', async (query) =>
  expect((await office.get(`/api/search?${query.startsWith('q=') ? '' : 'q=a&'}${query}`)).status).toBe(400),
);

describe('each sees what their role may see', () => {
  const search = (roles: Role[], consultant: string | null = null) => {
    const who = { id: 'x', name: 'X', roles, team: null, consultant } as Person;
    return new Search(office.db).find('northgate', who, 6).then(titles);
  };

  it('who only sells sees the own sales', async () => {
    expect(Object.keys(await search(['consultant'], consultants['Priya Nair']))).toEqual(['sales']);
    expect((await search(['consultant'], consultants['Priya Nair'])).sales).toHaveLength(1);
    expect(await search(['consultant'])).toEqual({});
  });

  it.each<[Role, string[]]>([
    ['agent', ['customers', 'sales']],
    ['team-manager', ['customers', 'sales']],
    ['finance-manager', ['customers', 'sales', 'invoices']],
    ['platform', []],
    ['admin', ['customers', 'sales', 'invoices']],
  ])('%s sees %j', async (role, kinds) => expect(Object.keys(await search([role]))).toEqual(kinds));
});

it('of a number without its beginning the year is this one or the last', () => {
  expect(invoiceNumbers('17', 2026)).toEqual(['2026-000017', '2025-000017']);
  expect(invoiceNumbers('2024-0017', 2026)).toEqual(['2024-000017']);
  expect(invoiceNumbers('2026-1234567', 2026)).toEqual(['2026-1234567']);
  expect(invoiceNumbers('SO-17', 2026)).toEqual([]);
});

it('reads no table as a whole, however large it is', async () => {
  await office.db.query(`
    insert into customer (customer_ref, name, email)
    select 'B-' || n, 'Customer ' || md5(n::text), md5(n::text) || '@example.com' from generate_series(1, 20000) n`);
  await office.db.query(`
    insert into sale (sale_id, sale_ref, content, consultant_id, consultant_name, team_id, team_name, time_zone, channel, origin, product, currency,
                      revenue_minor, customer_ref, customer_name, charges, sold_at, entered_by)
    select gen_random_uuid(), 'BS-' || n, '', s.consultant_id, s.consultant_name, s.team_id, s.team_name, s.time_zone, s.channel, s.origin, s.product,
           s.currency, 1, 'B-' || n, 'Customer', 0, now(), 'x'
    from generate_series(1, 20000) n, (select * from sale limit 1) s`);
  await office.db.query(`
    insert into invoice (invoice_id, invoice_number, run_id, customer_ref, customer_name, customer_email, has_card, currency, total_minor, due_on)
    select gen_random_uuid(), 'TK-2026-' || 100000 + n, md5((n / 400)::text)::uuid, 'B-' || n, 'Customer', md5(n::text) || '@example.com', true, 'GBP', 1, '2026-11-01'
    from generate_series(1, 20000) n`);
  await office.db.query(`
    insert into charge (charge_ref, batch_id, content, customer_ref, customer_name, customer_email, currency, description, quantity, unit_price, vat_rate,
                        net_minor, vat_minor, due_on, source)
    select 'BC-' || n, gen_random_uuid(), '', 'B-' || n, 'Customer', 'a@example.com', 'GBP', 'Line', '1', '1', '20', 100, 20, '2026-11-01', 'csv'
    from generate_series(1, 20000) n`);
  await office.db.query(`
    insert into run (run_id, run_on, requested_by, charges_entered) select gen_random_uuid(), '2000-01-01'::date + n, 'Ada', 0
    from generate_series(1, 5000) n`);
  await office.db.query('vacuum analyze customer, sale, invoice, charge, run');
  const plans = await Promise.all([
    planOf(CUSTOMERS, ['northgate', 7]),
    planOf(SALES, ['northgate', 'northgate%', null, 7]),
    planOf(INVOICES, ['2026-17', '2026-17%', ['2026-000017'], null, 7]),
    planOf(INVOICES, ['b@x', 'B@X%', [], 'b@x%', 7]),
    planOf(CHARGES, ['bc-1', 'bc-1%', 7]),
    planOf(RUNS, ['2026-11-01', '2026-11-30', 7]),
  ]);
  for (const plan of plans) expect(plan).not.toMatch(/Seq Scan on (customer|sale|invoice|charge|run)\b/);
}, 60_000);

async function planOf(sql: string, asked: unknown[]): Promise<string> {
  const rows: { 'QUERY PLAN': string }[] = await office.db.query(`explain ${sql}`, asked);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}
