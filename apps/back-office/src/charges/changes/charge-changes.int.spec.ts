import { randomUUID } from 'node:crypto';
import {
  ChargeChangeRefused,
  ChargeEdited,
  ChargesGathered,
  ChargeWithdrawn,
  type Given,
  InvoiceDue,
  RunCutShort,
  RunIssued,
} from '@takings/contracts';
import { eventually } from '@takings/testing';
import { RunningBackOffice } from '../../testing/running-back-office';
import { billOf } from '../../testing/sample-facts';
import { TrackCharge } from '../track-charge.stage';

let office: RunningBackOffice;
let fin: Record<string, string>;
let zoe: Record<string, string>;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  fin = (await office.as('Fin', { roles: ['finance-manager'] })).headers;
  zoe = (await office.as('Zoë', { roles: ['finance-manager'] })).headers;
});
beforeEach(async () => {
  await office.empty('charge, charge_batch, charge_change, audit');
  office.tap.heard.length = 0;
});
afterAll(() => office?.close());

const input = (charge_ref: string, changes = {}) => ({
  charge_ref,
  customer_ref: 'C-1',
  customer_name: 'Acme Ltd',
  customer_email: 'accounts@acme.example',
  description: 'Support',
  quantity: 2,
  unit_price: '24.50',
  currency: 'GBP',
  vat_rate: 20,
  due_on: '2026-11-01',
  ...changes,
});
const enter = async (...refs: string[]) => {
  await office.post(
    '/api/charges',
    refs.map((ref) => input(ref)),
  );
  return idOf(refs[0]!);
};
const idOf = async (ref: string): Promise<number> =>
  Number((await office.db.query('select charge_id from charge where charge_ref = $1', [ref]))[0].charge_id);
const show = async (id: number) => (await office.get(`/api/charges/${id}`, fin)).body;
const list = async (query = '') => (await office.get(`/api/charges${query}`, fin)).body;
const refs = async (query: string) => (await list(query)).charges.map(({ chargeRef }: { chargeRef: string }) => chargeRef);

/** As the stage does with what the collector and others say. */
const tell = (...facts: Given<any>[]) =>
  office.db.transaction((db) =>
    new TrackCharge().recordAll(
      facts.map(({ type, data }) => ({
        data,
        event: { id: randomUUID(), type, time: '2026-11-24T09:00:00.000Z' } as never,
        key: '',
        prepared: undefined,
        result: undefined,
      })),
      db,
    ),
  );
const requested = async () => {
  await eventually(() => expect(office.tap.heard.map(({ type }) => type)).toContain('charge.change-requested.v1'));
  return office.tap.heard.filter(({ type }) => type === 'charge.change-requested.v1').at(-1)!.data as {
    changeId: string;
    chargeRef: string;
  };
};
const dueWith = (runId: string, ...chargeRefs: string[]) => {
  const lines = chargeRefs.map((chargeRef) => ({
    ...{ chargeRef, description: 'Support', quantity: '2', unitPrice: '24.5', vatRate: '20', netMinor: 4900, vatMinor: 980 },
  }));
  return InvoiceDue.of({ ...billOf(randomUUID(), runId), issuedOn: '2026-11-24', netMinor: 4900, vatMinor: 980, lines });
};
const aRun = async () => {
  const runId = randomUUID();
  await office.db.query(
    `insert into run (run_id, run_on, requested_by, charges_entered, approved_by) values ($1, '2026-11-24', 'Fin', 0, 'Grace')`,
    [runId],
  );
  return runId;
};

describe('a charge', () => {
  it('is where it was told to be, in whatever order it is told', async () => {
    const [one, two] = [await aRun(), await aRun()];
    await enter('A', 'B', 'C', 'D');
    await tell(ChargesGathered.of({ runId: one, part: 0, chargeRefs: ['A', 'B', 'C'] }));
    expect(await refs('?state=in-run')).toEqual(['C', 'B', 'A']);
    await tell(dueWith(one, 'A'), RunIssued.of({ runId: one, invoices: 2 }));
    await tell(ChargesGathered.of({ runId: one, part: 0, chargeRefs: ['B'] }), dueWith(one, 'B'));
    await tell(RunCutShort.of({ runId: two, issued: 0, released: 0 }), ChargesGathered.of({ runId: two, part: 0, chargeRefs: ['D', 'A'] }));
    expect(await refs('?state=invoiced')).toEqual(['B', 'A']);
    expect(await refs('?state=waiting')).toEqual(['D', 'C']);
    expect(await show(await idOf('A'))).toMatchObject({
      state: 'invoiced',
      mayChange: false,
      whyNot: expect.stringContaining('issued on 2026-11-24 at 09:00 UTC in the run that Grace approved'),
    });
  });

  it('is found by its reference, its customer, its source and its state, page by page', async () => {
    await enter('INV-1', 'INV-2', 'INV-3');
    await office.post('/api/charges', input('X-1', { customer_ref: 'C-2', customer_name: 'Łódź Söhne' }));
    await office.import(
      `${Object.keys(input('')).join(',')},card_ref\nCSV-1,C-1,Acme Ltd,a@acme.example,Support,1,10,GBP,20,2026-11-01,\n`,
    );
    expect(await refs('?q=inv')).toEqual(['INV-3', 'INV-2', 'INV-1']);
    expect(await refs('?q=sohne')).toEqual(['X-1']);
    expect(await refs('?q=acme&source=csv')).toEqual(['CSV-1']);
    expect(await refs('?customer=C-2')).toEqual(['X-1']);
    expect(await refs('?q=%25')).toEqual([]);
    const first = await list('?limit=3&source=api');
    expect(first.charges).toHaveLength(3);
    expect(await refs(`?limit=3&source=api&after=${first.next}`)).toEqual(['INV-1']);
  });
});

describe('a withdrawal', () => {
  it('is asked for, is said to be under way, and is done once the collector has done it', async () => {
    const id = await enter('A');
    const { status, body } = await office.post(`/api/charges/${id}/withdraw`, { because: 'entered twice', revision: 1 }, fin);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { state: 'waiting', asked: { wants: 'withdraw', by: 'Fin' }, mayChange: false },
    });
    const { changeId, chargeRef } = await requested();
    await tell(ChargeWithdrawn.of({ changeId, chargeRef }), ChargeWithdrawn.of({ changeId, chargeRef }));
    expect(await show(id)).toMatchObject({
      state: 'withdrawn',
      asked: null,
      withdrawnBy: 'Fin',
      withdrawnBecause: 'entered twice',
      history: [
        { by: 'Fin', what: 'asked to withdraw it: entered twice' },
        { by: 'Fin', what: 'withdrawn: entered twice' },
      ],
    });
    expect(await office.post(`/api/charges/${id}/withdraw`, { because: 'again' }, zoe)).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('Fin withdrew this charge on 2026-11-24') },
    });
  });

  it('that two persons ask for at once, and one of them twice, is asked for once', async () => {
    const id = await enter('A');
    const answers = await Promise.all(
      [fin, fin, zoe, zoe].map((headers) => office.post(`/api/charges/${id}/withdraw`, { because: 'wrong' }, headers)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await office.db.query('select count(*)::int as n from charge_change')).toEqual([{ n: 1 }]);
    expect(answers.find(({ status }) => status === 409)!.body.message).toMatch(/^(Fin|Zoë) asked to withdraw this charge on/);
  });

  it('that is refused says why, and can be asked for again', async () => {
    const id = await enter('A');
    await office.post(`/api/charges/${id}/withdraw`, { because: 'wrong' }, fin);
    const { changeId, chargeRef } = await requested();
    const nowhere = { runId: null, runOn: null, invoiceNumber: null, issuedAt: null };
    await tell(ChargeChangeRefused.of({ changeId, chargeRef, refusal: 'in-run', ...nowhere, runId: randomUUID(), runOn: '2026-11-24' }));
    expect(await show(id)).toMatchObject({
      state: 'waiting',
      mayChange: true,
      refused: { wants: 'withdraw', by: 'Fin', because: expect.stringContaining('It is in the run of 2026-11-24. Leave its invoice out') },
    });
    expect((await office.post(`/api/charges/${id}/withdraw`, { because: 'wrong' }, zoe)).status).toBe(200);
  });

  it('is not for everybody', async () => {
    const id = await enter('A');
    const approver = (await office.as('Grace', { roles: ['finance-approver'] })).headers;
    expect((await office.post(`/api/charges/${id}/withdraw`, { because: 'wrong' }, approver)).status).toBe(403);
    expect((await office.get(`/api/charges/${id}`, approver)).body).toMatchObject({ mayChange: false });
  });
});

describe('an edit', () => {
  const { charge_ref: _, ...same } = input('A');
  const put = (id: number, body: object) =>
    fetch(`${office.url}/api/charges/${id}`, {
      method: 'PUT',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...fin },
    }).then(async (response) => ({ status: response.status, body: (await response.json()) as any }));

  it('changes the charge once it is done, and the same file adds it neither as it was nor as it is', async () => {
    const id = await enter('A');
    expect(await put(id, { ...same, because: 'no reason' })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('Nothing is different') },
    });
    expect(await put(id, { ...same, vat_rate: '200', because: 'x' })).toMatchObject({ status: 400, body: { field: 'vat_rate' } });
    expect((await put(id, { ...same, quantity: '3', because: 'three were sold', revision: 1 })).body.asked).toMatchObject({
      wants: 'edit',
    });
    const { changeId, chargeRef } = await requested();
    await tell(ChargeEdited.of({ changeId, chargeRef }));
    expect(await show(id)).toMatchObject({
      quantity: '3',
      totalMinor: 8820,
      revision: 2,
      history: [
        { what: 'asked to change quantity from 2 to 3: three were sold' },
        { what: 'changed quantity from 2 to 3: three were sold' },
      ],
    });
    for (const quantity of [2, 3])
      expect((await office.post('/api/charges', input('A', { quantity }))).body).toMatchObject({ charges: 0, alreadyKnown: 1 });
    expect((await office.post('/api/charges', input('A', { quantity: 4 }))).body).toMatchObject({ rejectedCount: 1 });
    expect(await put(id, { ...same, because: 'x', revision: 1 })).toMatchObject({ status: 409 });
  });
});
