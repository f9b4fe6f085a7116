import { SaleCompleted } from '@takings/contracts';
import { eventually } from '@takings/testing';
import { RunningBackOffice } from '../testing/running-back-office';
import { aSale } from '../testing/sales';

let office: RunningBackOffice;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  await office.post('/api/teams', { name: 'Falcon' });
  await office.post('/api/teams', { name: 'Closed', time_zone: 'Europe/Paris' });
  await office.post('/api/consultants', { name: 'Priya Nair', team: 'Falcon' });
  await office.post('/api/consultants', { name: 'Tom Left', team: 'Falcon', active: false });
  await office.post('/api/consultants', { name: 'Una Closed', team: 'closed' });
  const [{ team_id }] = await office.db.query(`select team_id from team where name = 'Closed'`);
  await office.patch(`/api/teams/${team_id}`, { active: false });
});
beforeEach(async () => {
  await office.db.query('truncate sale, charge, charge_batch, customer');
  office.tap.heard.length = 0;
});
afterAll(() => office?.close());

const sell = (changes = {}, headers = {}) => office.post('/api/sales', aSale(changes), headers);
const completed = () => office.tap.heard.filter(({ type }) => type === SaleCompleted.type).map(({ data }) => data as any);
const sold = async () => (await office.db.query('select count(*)::int as n from sale'))[0].n;

describe('a sale', () => {
  it('is answered with its seller and its worth, and goes out with a charge for each line', async () => {
    const { status, body } = await sell({ sale_ref: 'SO-1' });
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        saleRef: 'SO-1',
        consultant: 'Priya Nair',
        team: 'Falcon',
        salesRevenue: { minor: 11_400, currency: 'GBP' },
        origin: 'sold',
        product: 'Fibre broadband and 1 more',
        voided: null,
      },
    });
    await eventually(() => expect(completed()).toHaveLength(1));
    expect(completed()[0]).toMatchObject({
      saleId: body.saleId,
      teamId: body.teamId,
      timeZone: 'Europe/London',
      revenueMinor: 11_400,
      customerName: 'Acme Ltd',
      soldAt: body.soldAt,
      charges: [
        {
          chargeRef: 'SO-1/1',
          netMinor: 4900,
          vatMinor: 980,
          customerEmail: 'accounts@acme.example',
          cardRef: 'SBX-OK-1',
          dueOn: '2026-11-01',
        },
        { chargeRef: 'SO-1/2', netMinor: 6500, vatMinor: 0 },
      ],
    });
  });

  it.each(['header', 'body'])('comes once when it is posted again under the same key in the %s', async (where) => {
    const again = () => (where === 'header' ? sell({}, { 'idempotency-key': 'K' }) : sell({ idempotency_key: 'K' }));
    const first = await again();
    const second = await again();
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual(first.body);
    expect(await sold()).toBe(1);
  });

  it('of another content under the same key or reference is refused', async () => {
    await sell({ sale_ref: 'SO-1' }, { 'idempotency-key': 'K' });
    expect(await sell({ currency: 'EUR' }, { 'idempotency-key': 'K' })).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('idempotency_key: "K"') },
    });
    expect(await sell({ sale_ref: 'SO-1', currency: 'EUR' })).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('sale_ref: "SO-1"') },
    });
    expect(await sold()).toBe(1);
  });

  it('is entered once however many ask at the same time, and every one of many goes in', async () => {
    const answers = await Promise.all([
      ...Array.from({ length: 40 }, (_, n) => sell({ sale_ref: `SO-${n}` })),
      ...Array.from({ length: 10 }, () => sell({}, { 'idempotency-key': 'K' })),
      sell({ consultant: 'Nobody' }),
    ]);
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([count(201), count(200), count(400)]).toEqual([41, 9, 1]);
    await eventually(() => expect(completed()).toHaveLength(41));
  });

  it('whose charges have references that are taken is refused, and hurts no other that comes with it', async () => {
    await office.post('/api/charges', {
      charge_ref: 'SO-1/2',
      customer_ref: 'C-1',
      customer_name: 'Acme Ltd',
      customer_email: 'a@acme.example',
      description: 'Support',
      quantity: 1,
      unit_price: 1,
      currency: 'GBP',
      vat_rate: 20,
      due_on: '2026-11-01',
    });
    const answers = await Promise.all([sell({ sale_ref: 'SO-0' }), sell({ sale_ref: 'SO-1' }), sell({ sale_ref: 'SO-2' })]);
    expect(answers.map(({ status }) => status)).toEqual([201, 409, 201]);
    expect(answers[1]!.body.message).toContain('there is a charge SO-1/2 already');
  });

  it('of a day lived through again becomes no charge and needs no e-mail', async () => {
    const { status } = await sell({ origin: 'replayed', customer: { customer_ref: 'C-1', name: 'Acme Ltd' }, due_on: undefined });
    expect(status).toBe(201);
    await eventually(() => expect(completed()).toEqual([expect.objectContaining({ origin: 'replayed', charges: [] })]));
    expect(await office.db.query('select 1 from charge')).toEqual([]);
  });

  it('may be late by some days', async () => {
    const sold_at = new Date(Date.now() - 6 * 86_400_000).toISOString();
    expect(await sell({ sold_at })).toMatchObject({ status: 201, body: { soldAt: sold_at } });
  });
});

describe('refused, with the field named', () => {
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const line = (changes = {}) => ({ description: 'Router', quantity: 1, unit_price: 10, vat_rate: 20, ...changes });
  it.each<[Record<string, unknown>, string, string]>([
    [{ consultant: 'Nobody' }, 'consultant', 'there is no consultant "Nobody"'],
    [{ consultant: '7d0c4c1e-58ee-4b07-9a0c-0f8a2b0f6a11' }, 'consultant', 'there is no consultant'],
    [{ consultant: 'Tom Left' }, 'consultant', 'has left'],
    [{ consultant: 'Una Closed' }, 'consultant', 'Closed, is closed'],
    [{ consultant: undefined }, 'consultant', 'is missing'],
    [{ lines: [line({ unit_price: 0 })] }, 'lines', 'come to 0.00'],
    [{ lines: [line({ quantity: -1 })] }, 'lines', 'come to -10.00'],
    [{ lines: [] }, 'lines', 'at least one line'],
    [{ lines: [line({ unit_price: 1_000_000_000_000 })] }, 'lines.0.unit_price', 'at most 999999999.9999'],
    [{ lines: [line({ quantity: 1000, unit_price: 1_000_000 })] }, 'lines.0.unit_price', 'beyond 999,999,999.99'],
    [{ lines: [line({ unit_price: 900_000_000 }), line({ unit_price: 900_000_000 })] }, 'lines', 'at most 999,999,999.99'],
    [{ lines: [line({ unit_price: '1e3' })] }, 'lines.0.unit_price', 'is "1e3"'],
    [{ currency: 'XXX' }, 'currency', 'no currency in use'],
    [{ currency: 'JPY' }, 'currency', 'no decimals'],
    [{ channel: 'phone' }, 'channel', 'expected online or offline'],
    [{ soldInDays: 1 }, 'sold_at', 'still to come'],
    [{ soldInDays: -8 }, 'sold_at', 'more than 7 days ago'],
    [{ sold_at: 'yesterday' }, 'sold_at', 'expected a moment'],
    [{ due_on: undefined }, 'due_on', 'is missing'],
    [{ customer: { customer_ref: 'C-1', name: 'Acme' } }, 'customer.email', 'is missing'],
    [{ customer: { customer_ref: 'C-1', name: 'Acme', email: 'acme' } }, 'customer.email', 'is not an e-mail address'],
    [
      { customer: { customer_ref: 'C-1', name: 'Acme', email: 'a@acme.example', card_ref: '4111111111111111' } },
      'customer.card_ref',
      'card number',
    ],
    [{ sale_ref: 'x'.repeat(61) }, 'sale_ref', '61 signs'],
    [{ colour: 'red' }, 'colour', 'not known'],
  ])('%j', async ({ soldInDays, ...changes }, field, reason) => {
    const { status, body } = await sell({ ...changes, ...(soldInDays !== undefined && { sold_at: inDays(Number(soldInDays)) }) });
    expect({ status, field: body.field }).toEqual({ status: 400, field });
    expect(body.message).toContain(reason);
    expect(await sold()).toBe(0);
  });
});
