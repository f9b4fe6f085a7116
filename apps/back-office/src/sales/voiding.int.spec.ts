import { RevenueAdjusted, RunRequested, SaleVoided } from '@takings/contracts';
import { eventually } from '@takings/testing';
import { RunningBackOffice } from '../testing/running-back-office';
import { aSale } from '../testing/sales';

let office: RunningBackOffice;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  zoe = (await office.as('Zoë', { roles: ['team-manager'] })).headers;
  await office.post('/api/teams', { name: 'Falcon', time_zone: 'America/New_York' });
  await office.post('/api/consultants', { name: 'Priya Nair', team: 'Falcon' });
});
beforeEach(async () => {
  await office.empty('sale, charge, charge_batch, adjustment, audit');
  office.tap.heard.length = 0;
});
afterAll(() => office?.close());

const sold = async (changes = {}) => (await office.post('/api/sales', aSale(changes))).body;
let zoe: Record<string, string>;
const heard = ({ type }: { type: string }) => office.tap.heard.filter((fact) => fact.type === type).map(({ data }) => data as any);

describe('taking a sale back', () => {
  it('is told with all that it counted for, and kept with who and why', async () => {
    const sale = await sold({ sale_ref: 'SO-1' });
    const { status, body } = await office.post(`/api/sales/${sale.saleId}/void`, { reason: ' Wrong customer ' }, zoe);
    expect(status).toBe(200);
    expect(body.voided).toEqual({ at: expect.any(String), by: 'Zoë', reason: 'Wrong customer' });
    await eventually(() => expect(heard(SaleVoided)).toHaveLength(1));
    expect(heard(SaleVoided)[0]).toMatchObject({
      saleId: sale.saleId,
      consultantName: 'Priya Nair',
      timeZone: 'America/New_York',
      revenueMinor: 11_400,
      soldAt: sale.soldAt,
      chargeRefs: ['SO-1/1', 'SO-1/2'],
      reason: 'Wrong customer',
      voidedBy: 'Zoë',
      voidedAt: body.voided.at,
    });
    expect(await office.db.query('select actor, action from audit')).toEqual([{ actor: 'Zoë', action: 'sale voided' }]);
  });

  it('happens once; the second is told who was first and when', async () => {
    const { saleId } = await sold();
    const answers = await Promise.all([1, 2, 3].map(() => office.post(`/api/sales/${saleId}/void`, { reason: 'Wrong customer' }, zoe)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const { body } = await office.post(`/api/sales/${saleId}/void`, { reason: 'Again' });
    expect(body.message).toMatch(/^Zoë took this sale back on 20\d\d-.*Z: Wrong customer$/);
    await eventually(() => expect(heard(SaleVoided)).toHaveLength(1));
  });

  it.each([
    ['7d0c4c1e-58ee-4b07-9a0c-0f8a2b0f6a11', { reason: 'x' }, 404, undefined],
    ['seven', { reason: 'x' }, 400, 'id'],
    ['7d0c4c1e-58ee-4b07-9a0c-0f8a2b0f6a11', {}, 400, 'reason'],
    ['7d0c4c1e-58ee-4b07-9a0c-0f8a2b0f6a11', { reason: ' ' }, 400, 'reason'],
  ])('%s with %j is refused', async (id, body, status, field) => {
    const answer = await office.post(`/api/sales/${id}/void`, body);
    expect([answer.status, answer.body.field]).toEqual([status, field]);
  });

  it('is waited for by a run, as its sale is', async () => {
    const { saleId } = await sold();
    await office.post('/api/runs', {});
    await office.post(`/api/sales/${saleId}/void`, { reason: 'Wrong customer' });
    await office.post('/api/runs', {});
    await eventually(() => expect(heard(RunRequested).map(({ chargesEntered }) => chargesEntered)).toEqual([2, 4]));
  });
});

describe('sales are found', () => {
  it("by consultant, team, text, state and the day of the team's zone, page by page", async () => {
    const now = Date.now();
    // 02:00 UTC is the evening before in New York.
    const night = new Date(now - 3 * 86_400_000).toISOString().replace(/T.*/, 'T02:00:00.000Z');
    const late = await sold({ sale_ref: 'SO-late', sold_at: night });
    const voided = await sold({ sale_ref: 'SO-void', sold_at: new Date(now - 60_000).toISOString() });
    await office.post(`/api/sales/${voided.saleId}/void`, { reason: 'Wrong customer' });
    const last = await sold({ sale_ref: 'SO-last' });
    const refs = async (query: string) =>
      (await office.get(`/api/sales?${query}`)).body.sales.map(({ saleRef }: { saleRef: string }) => saleRef);
    expect(await refs('consultant=priya%20nair')).toEqual(['SO-last', 'SO-void', 'SO-late']);
    expect(await refs(`team=${last.teamId}&state=standing`)).toEqual(['SO-last', 'SO-late']);
    expect(await refs('team=Merlin')).toEqual([]);
    expect(await refs('q=-VOID')).toEqual(['SO-void']);
    expect(await refs(`on=${night.slice(0, 10)}`)).toEqual([]);
    expect(await refs(`on=${new Date(Date.parse(night) - 86_400_000).toISOString().slice(0, 10)}`)).toEqual(['SO-late']);
    const { body } = await office.get('/api/sales?limit=2');
    expect(await refs(`after=${body.next}`)).toEqual(['SO-late']);
    const { body: one } = await office.get(`/api/sales/${late.saleId}`);
    expect(one).toMatchObject({
      saleRef: 'SO-late',
      dueOn: '2026-11-01',
      lines: [{ chargeRef: 'SO-late/1', quantity: '2', net: { minor: 4900, currency: 'GBP' } }, { chargeRef: 'SO-late/2' }],
    });
  });
});

describe('a correction without a sale', () => {
  const adjust = (changes = {}) =>
    office.post(
      '/api/adjustments',
      { consultant: 'Priya Nair', revenue: '-12.50', currency: 'GBP', reason: 'Split with Tom', ...changes },
      zoe,
    );

  it('is told with its team, and stands in the history of the consultant', async () => {
    const { status, body } = await adjust();
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { consultant: 'Priya Nair', team: 'Falcon', revenue: { minor: -1250, currency: 'GBP' } },
    });
    await eventually(() =>
      expect(heard(RevenueAdjusted)).toMatchObject([{ revenueMinor: -1250, adjustedBy: 'Zoë', countsAt: body.countsAt }]),
    );
    const { history } = (await office.get(`/api/consultants/${body.consultantId}`)).body;
    expect(history.at(-1)).toMatchObject({ by: 'Zoë', what: expect.stringContaining('12.50: Split with Tom') });
  });

  it.each([
    [{ consultant: 'Nobody' }, 'consultant'],
    [{ revenue: '0' }, 'revenue'],
    [{ revenue: '1.005' }, 'revenue'],
    [{ revenue: 1_000_000_000_000 }, 'revenue'],
    [{ currency: 'XXX' }, 'currency'],
    [{ reason: undefined }, 'reason'],
    [{ counts_at: '2999-01-01T00:00:00Z' }, 'counts_at'],
  ])('%j is refused', async (changes, field) => {
    const { status, body } = await adjust(changes);
    expect([status, body.field]).toEqual([400, field]);
  });
});
