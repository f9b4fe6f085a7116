/** @servers any: the sandbox speaks HTTP alone here, and keeps nothing of it that differs between servers */
import { type RunningSandbox, runningSandbox } from '../testing/running-sandbox';

let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await runningSandbox({ SANDBOX_COMPANIES_HOUSE_LIMIT: '40', SANDBOX_LATE_MS: '300' });
});
afterEach(() => sandbox.request('DELETE', '/api/faults'));
afterAll(() => sandbox?.close());

const basic = (key: string) => `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
const company = (path: string, authorization = basic('sandbox-key')) =>
  sandbox.request('GET', `/companies-house/company/${path}`, undefined, { authorization });
const report = (number: string, name = 'Acme', authorization = 'Bearer sandbox-key') =>
  sandbox.request('GET', `/credit-bureau/reports?company_number=${number}&company_name=${name}`, undefined, { authorization });
const place = (postcode: string) => sandbox.request('GET', `/postcodes/postcodes/${postcode}`);
const timed = async <T>(work: Promise<T>) => {
  const began = performance.now();
  await work;
  return performance.now() - began;
};

describe('Companies House', () => {
  it('makes up a company of every number, always the same one', async () => {
    const { status, body } = await company('09884217');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      company_number: '09884217',
      company_name: expect.stringMatching(/^[A-Z ]+ LTD$/),
      company_status: 'active',
      registered_office_address: { postal_code: expect.stringMatching(/^[A-Z]/) },
    });
    expect((await company('09884217')).body).toEqual(body);
    expect((await company('09884218')).body).not.toEqual({ ...body, company_number: '09884218' });
    expect((await company('09884217/officers')).body.items).toContainEqual(
      expect.objectContaining({ officer_role: 'director', name: expect.stringContaining(', ') }),
    );
  });

  it.each([
    ['12340404', 404, { errors: [{ error: 'company-profile-not-found', type: 'ch:service' }] }],
    ['ACME', 404, { errors: [{ error: 'company-profile-not-found', type: 'ch:service' }] }],
    ['12340400', 400, { errors: [{ error: 'invalid-company-number', type: 'ch:service' }] }],
    ['12340500', 500, { errors: [{ error: 'internal-server-error', type: 'ch:service' }] }],
  ])('answers %s with %i', async (number, status, body) => expect(await company(number)).toMatchObject({ status, body }));

  it('answers late what ends with 0408', async () => expect(await timed(company('12340408'))).toBeGreaterThan(250));

  it('knows a dissolved company', async () => expect((await company('12340410')).body.company_status).toBe('dissolved'));

  it('lets in its key alone', async () => expect((await company('09884217', basic('other'))).status).toBe(401));

  it('counts down its calls, refuses more, and begins anew five minutes later', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => company('09884217')));
    const refused = answers.find(({ status }) => status === 429)!;
    expect(refused.headers.get('x-ratelimit-limit')).toBe('40');
    expect(refused.headers.get('x-ratelimit-remain')).toBe('0');
    expect(Number(refused.headers.get('x-ratelimit-reset')) * 1000).toBeGreaterThan(Date.now());
    await sandbox.advance(300_000);
    const { status, headers } = await company('09884217');
    expect([status, headers.get('x-ratelimit-remain')]).toEqual([200, '39']);
  });
});

describe('the credit bureau', () => {
  it('scores every company, always the same way, for a price', async () => {
    const { status, body } = await report('09884217');
    expect(status).toBe(200);
    expect(body).toMatchObject({ company_number: '09884217', score: expect.any(Number), cost: { amount_minor: 120, currency: 'GBP' } });
    expect((await report('09884217')).body).toEqual(body);
  });

  it.each([
    ['12341404', 404],
    ['12341400', 422],
    ['12341500', 500],
    ['', 400],
  ])('answers "%s" with %i', async (number, status) => expect((await report(number)).status).toBe(status));

  it('lets in its key alone', async () => expect((await report('09884217', 'Acme', 'Bearer other')).status).toBe(401));
});

describe('postcodes.io', () => {
  it('says where every postcode lies', async () => {
    const { status, body } = await place('de248qa');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 200,
      result: { postcode: 'DE24 8QA', admin_district: expect.any(String), country: expect.any(String) },
    });
    expect((await place('DE24%208QA')).body).toEqual(body);
  });

  it.each([
    ['DE24%204NF', 404, { error: 'Postcode not found' }],
    ['nonsense', 404, { error: 'Invalid postcode' }],
    ['DE24%205ER', 500, {}],
  ])('answers %s with %i', async (postcode, status, body) => expect(await place(postcode)).toMatchObject({ status, body }));
});

it.each([
  ['companies-house', () => company('09884217')],
  ['credit-bureau', () => report('09884217')],
  ['postcodes', () => place('DE24%208QA')],
])('%s is down, late or out of its mind when it is switched so, and is so in the journal', async (source, ask) => {
  await sandbox.faults({ [`${source}-down`]: { next: 1 } });
  const down = await ask();
  expect([down.status, down.headers.get('retry-after')]).toEqual([503, '10']);
  await sandbox.faults({ [`${source}-slow`]: { next: 1, delayMs: 300 } });
  expect(await timed(ask())).toBeGreaterThan(250);
  await sandbox.faults({ [`${source}-nonsense`]: { next: 1 } });
  expect(await ask()).toMatchObject({ status: 200, body: expect.stringContaining('<html>') });
  expect((await ask()).status).toBe(200);
  const { body } = await sandbox.request('GET', `/api/journal?provider=${source}`);
  expect(body.map(({ status }: { status: number }) => status).slice(-4)).toEqual([503, 200, 200, 200]);
});

it('has the sources and their questions on the rehearsal page', async () => {
  const { body } = await sandbox.request('GET', '/rehearsal');
  for (const words of ['Companies House is down', 'The credit bureau is slow', 'postcodes.io answers nonsense', '…0404'])
    expect(body).toContain(words);
});
