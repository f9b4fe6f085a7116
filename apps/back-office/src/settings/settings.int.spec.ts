import { BookingChanged, CompanyChanged, type DataOf, NumberSeriesChanged, TestMailRequested, XeroChecked } from '@takings/contracts';
import { eventually } from '@takings/testing';
import { PriceSettings } from '../price-lists/price-settings';
import { RunningBackOffice } from '../testing/running-back-office';

let office: RunningBackOffice;
let manager: Record<string, string>;
let viewer: Record<string, string>;
let agent: Record<string, string>;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  manager = (await office.as('Frances Obi', { roles: ['finance-manager'] })).headers;
  viewer = (await office.as('Helen Marsh', { roles: ['management'] })).headers;
  agent = (await office.as('Anna Reed', { roles: ['agent'] })).headers;
});
afterAll(() => office?.close());
beforeEach(() => office.db.query('delete from setting; delete from connection_check'));

const put = (name: string, body: object, headers = manager) =>
  fetch(`${office.url}/api/settings/${name}`, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  }).then(async (response) => ({ status: response.status, body: (await response.json()) as any }));
const get = (name: string) => office.get(`/api/settings/${name}`, manager).then(({ body }) => body);
const test = (connection: string, body: object = {}) => office.post(`/api/settings/connections/${connection}/test`, body, manager);
const told = (type: string) => office.tap.heard.filter((event) => event.type === type);

const company = {
  name: 'Harbour Ltd',
  addressLines: ['1 Pier Road', 'Hull'],
  vatNumber: null,
  email: 'money@harbour.example',
  timeZone: 'Europe/Berlin',
};
const booking = { revenueAccount: '200', clearingAccount: '091', taxTypes: [{ rate: '20', taxType: 'OUTPUT2' }] };
const account = (code: string, changes = {}) => ({
  code,
  name: `Account ${code}`,
  type: 'REVENUE',
  active: true,
  takesPayments: false,
  ...changes,
});

/** What the invoicing-worker would answer to the last test. */
async function xeroAnswers(changes: Partial<DataOf<typeof XeroChecked>> = {}) {
  const [{ checkId }] = await office.db.query(`select check_id as "checkId" from connection_check where connection = 'xero'`);
  const answer = XeroChecked.of({
    checkId,
    checkedAt: new Date().toISOString(),
    findings: [],
    organisation: { name: 'Fake Ltd', baseCurrency: 'GBP', lockedUntil: null },
    accounts: [account('200'), account('299', { active: false }), account('091', { type: 'CURRENT', takesPayments: true })],
    taxTypes: [{ taxType: 'OUTPUT2', name: '20%', rate: '20', active: true, onRevenue: true }],
    currencies: ['GBP'],
    inForce: { revenueAccount: '299', clearingAccount: null, taxTypes: [] },
    ...changes,
  });
  const event = office.tap.eventOf(answer);
  await office.tap.publish(event);
  await eventually(async () => expect(await office.db.query('select 1 from inbox where id = $1', [event.id])).toHaveLength(1));
}

it('a change is told to the apps with its revision, kept, and audited with what was before and what is now', async () => {
  await put('company', { ...company, revision: 0 });
  const { body } = await put('company', { ...company, name: 'Pier Ltd', revision: 1 });
  expect(body).toMatchObject({ setting: { name: 'Pier Ltd' }, revision: 2, changedBy: 'Frances Obi' });
  expect(body.history.map(({ what }: any) => what).at(-1)).toBe('company: name from Harbour Ltd to Pier Ltd');
  await eventually(() => expect(told(CompanyChanged.type).map(({ data }) => (data as any).revision)).toEqual([1, 2]));
  const [{ detail }] = await office.db.query(`select detail from audit where about = 'company' order by id desc limit 1`);
  expect(detail).toMatchObject({ before: { name: 'Harbour Ltd' }, after: { name: 'Pier Ltd' } });
});

it('of two changes that began from the same revision one is made, and the other is told who was first', async () => {
  await put('number-series', { prefix: 'AA-', startsAt: null, revision: 0 });
  const both = await Promise.all(['BB-', 'CC-'].map((prefix) => put('number-series', { prefix, startsAt: null, revision: 1 })));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(both.find(({ status }) => status === 409)!.body.message).toMatch(/^Frances Obi changed this at /);
  const { setting, revision } = await get('number-series');
  expect(revision).toBe(2);
  await eventually(() => expect(told(NumberSeriesChanged.type).map(({ data }) => (data as any).prefix)).toEqual(['AA-', setting.prefix]));
});

it('who may look may not change, and who may not look is told so', async () => {
  expect(await put('company', company, viewer)).toMatchObject({ status: 403 });
  expect((await office.get('/api/settings/company', viewer)).status).toBe(200);
  expect((await office.get('/api/settings/company', agent)).status).toBe(403);
  expect((await office.get('/api/first-steps', agent)).status).toBe(403);
});

it.each([
  ['company', { ...company, email: 'nowhere' }, 'email', /expected an e-mail address/],
  ['company', { ...company, addressLines: ['a\u0007'] }, 'addressLines.0', /control character/],
  ['company', { ...company, timeZone: 'Mars/Olympus' }, 'timeZone', /expected an IANA time zone/],
  ['number-series', { prefix: 'TOO-LONG-A-PREFIX', startsAt: null }, 'prefix', /1 to 9 letters/],
  [
    'mail-texts',
    { texts: [{ kind: 'declined', subject: 'Hello {name}', paragraphs: ['x'] }] },
    'texts.0.subject',
    /\{name\} is no value of this mail; it may name \{customer\}/,
  ],
  [
    'mail-texts',
    { texts: [{ kind: 'invoice', subject: 'x', paragraphs: ['Paid {paidOn}'] }] },
    'texts.0.paragraphs.0',
    /\{paidOn\} is no value/,
  ],
])('of %s %j is refused by the name of its field', async (name, body, field, message) => {
  expect(await put(name, body)).toMatchObject({ status: 400, body: { field, message: expect.stringMatching(message) } });
});

it('the schedule of runs moves with the company to another time zone', async () => {
  await put('schedule', { on: false, cron: '0 6 * * 2', timeZone: 'Europe/London' });
  await put('company', company);
  expect(await get('schedule')).toMatchObject({ timeZone: 'Europe/Berlin', inWords: 'Every Tuesday at 06:00', changedBy: 'Frances Obi' });
});

it('prices begin with the currency that is set, and books in another one are told of', async () => {
  expect(await get('prices')).toMatchObject({ setting: { currency: 'GBP', keptDays: 30, vatRate: '20' }, revision: 0 });
  expect(await put('prices', { currency: 'JPY', keptDays: 30, vatRate: '20' })).toMatchObject({ status: 400, body: { field: 'currency' } });
  expect((await put('prices', { currency: 'EUR', keptDays: 14, vatRate: '19.00', revision: 0 })).body).toMatchObject({
    setting: { currency: 'EUR', keptDays: 14, vatRate: '19' },
  });
  expect(await office.part(PriceSettings).inForce(office.db)).toMatchObject({ currency: 'EUR', keptDays: 14 });
  await test('xero');
  await xeroAnswers({ currencies: ['GBP', 'EUR'] });
  expect((await get('connections')).xero.faults).toContainEqual({
    field: 'currency',
    says: expect.stringContaining('are kept in GBP, prices are in EUR'),
  });
});

it('a number that has been given out is not set again', async () => {
  await office.db.query(
    `insert into invoice (invoice_id, invoice_number, run_id, customer_ref, customer_name, customer_email, has_card, currency, total_minor, due_on)
     values (gen_random_uuid(), 'AB-2026-000417', gen_random_uuid(), 'c', 'c', 'c@example.com', false, 'GBP', 1, '2026-01-01')`,
  );
  const startsAt = (number: number) => put('number-series', { prefix: 'AB-', startsAt: { year: 2026, number } });
  expect(await startsAt(417)).toMatchObject({
    status: 400,
    body: { field: 'startsAt.number', message: expect.stringContaining('AB-2026-000417 has been given out') },
  });
  expect((await startsAt(418)).body).toMatchObject({ lastGiven: 'AB-2026-000417', setting: { startsAt: { number: 418 } } });
});

describe('the connection to Xero', () => {
  it('is asked by a fact, and accounts are picked from what Xero answered', async () => {
    expect((await put('booking', booking)).body).toMatchObject({
      field: 'revenueAccount',
      message: expect.stringContaining('Test the connection first'),
    });
    expect((await test('xero')).body.xero).toMatchObject({ state: 'asking', askedBy: 'Frances Obi' });
    await xeroAnswers();
    const { xero } = await get('connections');
    expect(xero).toMatchObject({ state: 'well', organisation: { name: 'Fake Ltd' }, chosen: false });
    expect(xero.faults.map(({ says }: any) => says)).toEqual([
      'The account 299 Account 299, the account for revenue, is archived in Xero.',
      'No account is chosen: the clearing account for card receipts.',
    ]);
    expect(await put('booking', { ...booking, revenueAccount: '299' })).toMatchObject({ status: 400, body: { field: 'revenueAccount' } });
    expect(await put('booking', booking)).toMatchObject({ status: 200, body: { revision: 1 } });
    await eventually(() => expect(told(BookingChanged.type).at(-1)?.data).toMatchObject({ revenueAccount: '200', revision: 1 }));
    expect((await get('connections')).xero).toMatchObject({ faults: [], chosen: true });
  });

  it('keeps its lists when a later test does not get through, and says what is missing', async () => {
    await test('xero');
    await xeroAnswers();
    await test('xero');
    const findings = [{ what: 'XERO_CLIENT_SECRET', says: 'XERO_CLIENT_SECRET is not set where the invoicing-worker runs.' }];
    await xeroAnswers({ findings, organisation: null, accounts: [], taxTypes: [], currencies: [] });
    const { xero } = await get('connections');
    expect(xero).toMatchObject({ state: 'faulty', findings, organisation: { name: 'Fake Ltd' } });
    expect(xero.accounts).toHaveLength(3);
  });

  it('says that books in another currency are converted, and that a currency is missing', async () => {
    await test('xero');
    await xeroAnswers({ organisation: { name: 'Fake SA', baseCurrency: 'EUR', lockedUntil: null }, currencies: ['EUR'] });
    expect((await get('connections')).xero.faults).toContainEqual({
      field: 'currency',
      says: expect.stringContaining('Prices are in GBP'),
    });
  });

  it('takes no answer to an earlier test for that of the last', async () => {
    await test('xero');
    const early = xeroAnswers;
    const [{ checkId }] = await office.db.query(`select check_id as "checkId" from connection_check where connection = 'xero'`);
    await test('xero');
    await office.db.query('select 1');
    await early({ checkId, findings: [{ what: 'Xero', says: 'Late.' }] });
    expect((await get('connections')).xero.state).toBe('asking');
  });

  it('says whose answer is missing when nobody answers', async () => {
    await test('gateway');
    await office.db.query(`update connection_check set asked_at = now() - interval '1 minute'`);
    expect((await get('connections')).gateway).toMatchObject({ state: 'silent', findings: [{ what: 'the payments-worker' }] });
  });
});

it('a test mail goes to the address of whoever asks, with the words as they are being written', async () => {
  const mail = { kind: 'declined', subject: 'About {number}', paragraphs: ['Dear {customer},'] };
  expect((await test('mail', { mail })).body.mail).toMatchObject({ state: 'asking' });
  await eventually(() =>
    expect(told(TestMailRequested.type).at(-1)?.data).toMatchObject({ ...mail, name: 'Frances Obi', to: expect.stringContaining('@') }),
  );
  expect(await office.post('/api/settings/connections/mail/test', { mail })).toMatchObject({ status: 400 });
});

it('a preview fills the words with a made-up invoice and the letterhead that is set', async () => {
  await put('company', company);
  const mail = { kind: 'invoice', subject: 'For {customer}', paragraphs: ['<b>{amount}</b> is due on {due}.'] };
  expect((await office.post('/api/settings/mail-texts/preview', { mail }, manager)).body).toMatchObject({
    subject: 'For Acme Trading Limited',
    paragraphs: ['<b>£144.00</b> is due on Sat 5 Dec 2026.'],
    details: [{ label: 'Invoice' }, { label: 'Amount' }, { label: 'Due on' }],
    letterhead: ['Harbour Ltd', '1 Pier Road', 'Hull', 'money@harbour.example'],
  });
});

it('the first steps read their state from the system', async () => {
  const states = async () => {
    const { body } = await office.get('/api/first-steps', manager);
    return Object.fromEntries(body.steps.map(({ name, state }: any) => [name, state]));
  };
  expect(await states()).toMatchObject({
    xero: 'open',
    booking: 'open',
    company: 'open',
    approval: 'open',
    people: 'done',
    charges: 'open',
  });
  await test('xero');
  await xeroAnswers();
  await put('booking', booking);
  await put('company', company);
  await put('schedule', { on: true, cron: '0 6 * * 2', timeZone: 'Europe/Berlin' });
  expect(await states()).toMatchObject({ xero: 'done', booking: 'done', company: 'done', schedule: 'done', mail: 'open', gateway: 'open' });
  await test('xero');
  await xeroAnswers({ accounts: [account('200', { active: false }), account('091', { takesPayments: true })] });
  expect(await states()).toMatchObject({ booking: 'wrong' });
});
