import { RunningBackOffice } from '../testing/running-back-office';
import { aSale } from '../testing/sales';

let office: RunningBackOffice;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  await office.post('/api/teams', { name: 'Falcon' });
  await office.post('/api/consultants', { name: 'Priya Nair', team: 'Falcon' });
});
beforeEach(() => office.empty('sale, charge, charge_batch, customer, audit'));
afterAll(() => office?.close());

const northgate = {
  name: 'Northgate Tyres Ltd',
  company_number: '01234567',
  address: '4 Mill Lane\nLeeds',
  postcode: 'LS1 4AB',
  contact_name: 'Ray Holm',
  email: 'accounts@northgate.example',
  phone: '+44 113 496 0958',
  card_ref: 'SBX-OK-1',
};
const enter = async (changes: Record<string, unknown> = {}) => (await office.post('/api/customers', { ...northgate, ...changes })).body;
const found = async (q: string) =>
  (await office.get(`/api/customers?q=${encodeURIComponent(q)}`)).body.customers.map(({ customerRef }: any) => customerRef);
const whats = ({ history }: any) => history.map(({ what }: { what: string }) => what);

describe('a customer', () => {
  it('is entered with all that is known, under a reference that is made or given', async () => {
    const { status, body } = await office.post('/api/customers', { ...northgate, customer_ref: 'CRM-7' });
    expect([status, body]).toMatchObject([
      201,
      {
        customerRef: 'CRM-7',
        name: 'Northgate Tyres Ltd',
        companyNumber: '01234567',
        address: '4 Mill Lane\nLeeds',
        postcode: 'LS1 4AB',
        contactName: 'Ray Holm',
        email: 'accounts@northgate.example',
        phone: '+44 113 496 0958',
        cardRef: 'SBX-OK-1',
        active: true,
        revision: 1,
        sold: [],
        namesakes: 0,
      },
    ]);
    const { customerRef } = await enter({ company_number: '', email: null });
    expect(customerRef).toMatch(/^C-\d+$/);
    expect((await office.post('/api/customers', { name: 'Other', customer_ref: 'CRM-7' })).status).toBe(409);
  });

  it('whose made reference another has already gets the next', async () => {
    const [{ last }] = await office.db.query(`select nextval('customer_number')::int as last`);
    await enter({ customer_ref: `C-${last + 1}` });
    expect((await enter()).customerRef).toBe(`C-${last + 2}`);
  });

  it('has a history of who changed what from what to what, closing and opening too', async () => {
    const { customerId } = await enter();
    const change = { name: 'Northgate Wheels Ltd', phone: null, address: '5 Mill Lane\nLeeds', revision: 1 };
    const { body } = await office.patch(`/api/customers/${customerId}`, change);
    expect(body).toMatchObject({ name: 'Northgate Wheels Ltd', phone: null, email: 'accounts@northgate.example', revision: 2 });
    await office.patch(`/api/customers/${customerId}`, { active: false });
    const { body: open } = await office.patch(`/api/customers/${customerId}`, { active: true });
    expect(whats(open)).toEqual([
      'created',
      'name from Northgate Tyres Ltd to Northgate Wheels Ltd; address from 4 Mill Lane, Leeds to 5 Mill Lane, Leeds; phone from +44 113 496 0958 to none',
      'closed',
      'opened again',
    ]);
    expect(open.history.every(({ by, at }: any) => by && at)).toBe(true);
  });

  it('is not changed by a change that changes nothing, nor by who has not seen the change of another', async () => {
    const { customerId } = await enter();
    expect((await office.patch(`/api/customers/${customerId}`, northgate)).body.revision).toBe(1);
    await office.patch(`/api/customers/${customerId}`, { postcode: 'LS2 9ZZ', revision: 1 });
    const late = await office.patch(`/api/customers/${customerId}`, { postcode: 'LS3 1AA', revision: 1 });
    expect(late).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/ changed this at \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/) },
    });
    expect((await office.get(`/api/customers/${customerId}`)).body.postcode).toBe('LS2 9ZZ');
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(256) }, 'name'],
    [{ name: 'A\u0000B' }, 'name'],
    [{ name: 5 }, 'name'],
    [{ name: 'Paid by 4111 1111 1111 1111' }, 'name'],
    [{ customer_ref: 'x'.repeat(51) }, 'customer_ref'],
    [{ company_number: 'x'.repeat(21) }, 'company_number'],
    [{ company_number: '4111111111111111' }, 'company_number'],
    [{ vat_number: '123456789' }, 'vat_number'],
    [{ vat_number: 'GB' }, 'vat_number'],
    [{ vat_number: 'GB 4111 1111 1111 1111' }, 'vat_number'],
    [{ address: 'x'.repeat(501) }, 'address'],
    [{ address: 'Card 4111-1111-1111-1111' }, 'address'],
    [{ postcode: 'x'.repeat(17) }, 'postcode'],
    [{ contact_name: '5555555555554444' }, 'contact_name'],
    [{ email: 'accounts' }, 'email'],
    [{ phone: 'call me' }, 'phone'],
    [{ phone: '4111111111111111' }, 'phone'],
    [{ phone: '378282246310005' }, 'phone'],
    [{ card_ref: '4111 1111 1111 1111' }, 'card_ref'],
    [{ card_ref: 'x'.repeat(65) }, 'card_ref'],
    [{ active: 'yes' }, 'active'],
  ])('with %j is refused, and the field is named', async (input, field) => {
    const { status, body } = await office.post('/api/customers', { ...northgate, ...input });
    expect([status, body.field]).toEqual([400, field]);
    expect(JSON.stringify(body)).not.toMatch(/4111|5555|3782/);
    const { customerId } = await enter();
    const change = await office.patch(`/api/customers/${customerId}`, input);
    expect(change.status).toBe(400);
    expect((await office.db.query('select count(*)::int as n from customer'))[0].n).toBe(1);
  });

  it('keeps the reference, and no field that is not known is taken', async () => {
    const { customerId } = await enter();
    expect((await office.patch(`/api/customers/${customerId}`, { customer_ref: 'CRM-8' })).status).toBe(400);
    expect((await office.post('/api/customers', { ...northgate, card_number: '1' })).status).toBe(400);
    expect((await office.get('/api/customers/4e0d5a9c-2a3e-4c0b-9d1c-000000000000')).status).toBe(404);
  });

  it('is told from another of the same name', async () => {
    await enter({ customer_ref: 'A-1', postcode: 'LS1 4AB' });
    await enter({ customer_ref: 'A-2', name: 'NORTHGATE  tyres ltd', postcode: 'M1 1AA' });
    await enter({ customer_ref: 'A-3', name: 'Northgate Tyres' });
    const { customers } = (await office.get('/api/customers?q=northgate')).body;
    expect(customers.map((one: any) => [one.customerRef, one.postcode, one.namesakes]).sort()).toEqual([
      ['A-1', 'LS1 4AB', 1],
      ['A-2', 'M1 1AA', 1],
      ['A-3', 'LS1 4AB', 0],
    ]);
  });
});

describe('customers are found', () => {
  it.each([
    'northg',
    'TYRES nor',
    'crm-7',
    'crm7',
    '7 tyres',
    'ls14ab',
    'LS1 4',
    'accounts@northgate.example',
    'ray hol',
    '01234567',
    '496 0958',
  ])('by %j', async (q) => {
    await enter({ customer_ref: 'CRM-7' });
    await enter({ customer_ref: 'X-1', name: 'Zebra', company_number: '9', postcode: 'M1', contact_name: 'Q', email: null, phone: null });
    expect(await found(q)).toEqual(['CRM-7']);
  });

  it('however accents and apostrophes are written', async () => {
    await enter({ customer_ref: 'J-1', name: 'José Álvarez & O’Connor' });
    expect(await found('jose alvarez')).toEqual(['J-1']);
    expect(await found('ÁLVAREZ oconnor')).toEqual(['J-1']);
  });

  it.each(["'; drop table customer; --", '%', '!!!', "a' & !b | ('", '\\', ':*', '-1 & '])('not by %j, which is no fault', async (q) => {
    await enter();
    expect((await office.get(`/api/customers?q=${encodeURIComponent(q)}`)).status).toBe(200);
  });

  it('page by page by name, each once', async () => {
    for (const name of ['Cobalt', 'alpha', 'Bravo', 'Bravo', 'Éclair']) await enter({ name });
    const seen: string[] = [];
    let after = '';
    do {
      const { body } = await office.get(`/api/customers?limit=2${after && `&after=${after}`}`);
      seen.push(...body.customers.map(({ name }: any) => name));
      after = body.next ?? '';
    } while (after);
    expect(seen).toEqual(['alpha', 'Bravo', 'Bravo', 'Cobalt', 'Éclair']);
  });

  it('open or closed ones alone', async () => {
    const { customerId } = await enter({ customer_ref: 'A-1' });
    await enter({ customer_ref: 'A-2' });
    await office.patch(`/api/customers/${customerId}`, { active: false });
    const refs = async (state: string) =>
      (await office.get(`/api/customers?state=${state}`)).body.customers.map((one: any) => one.customerRef);
    expect([await refs('open'), await refs('closed')]).toEqual([['A-2'], ['A-1']]);
  });
});

describe('a sale', () => {
  it('brings its customer, who then is a customer like any other', async () => {
    const { body: sale } = await office.post('/api/sales', aSale({ sale_ref: 'SO-1' }));
    const [{ customerId }] = (await office.get('/api/customers')).body.customers;
    const { body } = await office.get(`/api/customers/${customerId}`);
    expect(body).toMatchObject({
      customerRef: 'C-1',
      name: 'Acme Ltd',
      cardRef: 'SBX-OK-1',
      sold: [{ minor: 11_400, currency: 'GBP', sales: 1 }],
    });
    expect(whats(body)).toEqual(['created with the sale SO-1']);
    await office.patch(`/api/customers/${customerId}`, { name: 'Apex Ltd' });
    expect((await office.get(`/api/sales/${sale.saleId}`)).body.customer.name).toBe('Acme Ltd');
    await office.post(`/api/sales/${sale.saleId}/void`, { reason: 'ordered twice' });
    expect((await office.get(`/api/customers/${customerId}`)).body.sold).toEqual([]);
  });

  it('that says something else of a known customer leaves a line in the history, and takes nothing away', async () => {
    const { customerId } = await enter({ customer_ref: 'C-1' });
    const customer = { customer_ref: 'C-1', name: 'Northgate Tyres Ltd', email: 'new@northgate.example' };
    await office.post('/api/sales', aSale({ sale_ref: 'SO-2', customer }));
    await office.post('/api/sales', aSale({ sale_ref: 'SO-3', customer }));
    const { body } = await office.get(`/api/customers/${customerId}`);
    expect(body).toMatchObject({ email: 'new@northgate.example', cardRef: 'SBX-OK-1', postcode: 'LS1 4AB', revision: 2 });
    expect(whats(body)).toEqual(['created', 'e-mail from accounts@northgate.example to new@northgate.example; with the sale SO-2']);
    expect((await office.patch(`/api/customers/${customerId}`, { postcode: 'M1', revision: 1 })).status).toBe(409);
  });

  it('is not made to a closed customer', async () => {
    await enter({ customer_ref: 'C-1', active: false });
    const { status, body } = await office.post('/api/sales', aSale());
    expect([status, body.field, body.message]).toEqual([400, 'customer.customer_ref', expect.stringContaining('is closed')]);
  });

  it('of which many name one new customer at once brings the customer once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => office.post('/api/sales', aSale())));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect((await office.get('/api/customers')).body.customers).toMatchObject([{ customerRef: 'C-1', revision: 1 }]);
  });
});

it('charges bring customers who are not known, and leave the others as they are', async () => {
  await enter({ customer_ref: 'C-1', email: 'kept@northgate.example' });
  const charge = (ref: string, customer: string) => ({
    ...{ charge_ref: ref, customer_ref: customer, customer_name: `Name of ${customer}`, customer_email: 'a@acme.example' },
    ...{ description: 'Broadband', quantity: 1, unit_price: '10', currency: 'GBP', vat_rate: 20, due_on: '2026-11-01' },
  });
  await office.post('/api/charges', [charge('a', 'C-1'), charge('b', 'C-2'), charge('c', 'C-2')]);
  const { customers } = (await office.get('/api/customers')).body;
  expect(customers).toMatchObject([
    { customerRef: 'C-2', name: 'Name of C-2' },
    { customerRef: 'C-1', email: 'kept@northgate.example', revision: 1 },
  ]);
  expect(whats((await office.get(`/api/customers/${customers[0].customerId}`)).body)).toEqual(['created with a charge']);
});
