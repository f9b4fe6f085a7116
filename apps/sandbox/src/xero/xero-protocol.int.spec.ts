import { eventually } from '@takings/testing';
import { EACH, invoice, type RunningSandbox, runningSandbox } from '../testing/running-sandbox';

describe('tokens and forms of speech', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await runningSandbox();
  });
  afterAll(() => sandbox?.close());
  beforeEach(() => sandbox.forgetToken());

  it('gives a token of half an hour, and invalid_client to anybody else', async () => {
    expect((await sandbox.token()).body).toMatchObject({ expires_in: 1800, token_type: 'Bearer' });
    const refused = await sandbox.token('', 'takings-sandbox:wrong');
    expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_client' } });
  });

  it("answers 401 TokenExpired in Xero's shape when the half hour is over", async () => {
    expect((await sandbox.xero('GET', '/Organisation')).status).toBe(200);
    await sandbox.advance(30 * 60_000);
    const expired = await sandbox.xero('GET', '/Organisation');
    expect(expired.status).toBe(401);
    expect(expired.body).toMatchObject({
      Type: null,
      Title: 'Unauthorized',
      Status: 401,
      Detail: expect.stringMatching(/^TokenExpired: token expired at /),
    });
  });

  it('answers AuthorizationUnsuccessful when the token lacks the scope, and lets .read read', async () => {
    const { access_token } = (await sandbox.token('accounting.contacts.read')).body;
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await sandbox.xero('GET', '/Contacts', undefined, headers)).status).toBe(200);
    const refused = await sandbox.xero('POST', '/Contacts', { Contacts: [{ Name: 'A' }] }, headers);
    expect(refused).toMatchObject({ status: 401, body: { Detail: 'AuthorizationUnsuccessful' } });
  });

  it('survives a restart with tokens, documents and the time it was told', async () => {
    const id = await sandbox.contact('REST-1');
    await sandbox.xero('PUT', `/Invoices${EACH}`, { Invoices: [invoice(id, 'REST-1')] });
    const before = (await sandbox.request('GET', '/api')).body.now;
    await sandbox.restart();
    expect((await sandbox.xero('GET', '/Invoices/REST-1')).body.Invoices[0].Contact.ContactNumber).toBe('REST-1');
    expect((await sandbox.request('GET', '/api')).body.now > before).toBe(true);
  });

  it('says that it speaks JSON alone to whoever does not ask for it', async () => {
    const { status, body } = await sandbox.xero('GET', '/Invoices', undefined, { accept: '*/*' });
    expect(status).toBe(406);
    expect(body).toMatch(/Accept: application\/json/);
  });

  it('answers a body that is not JSON, or holds no documents, at once', async () => {
    expect(await sandbox.xero('PUT', '/Invoices', '{bad')).toMatchObject({
      status: 400,
      body: { ErrorNumber: 14, Type: 'PostDataInvalidException' },
    });
    expect(await sandbox.xero('PUT', '/Invoices', { Invoices: 'abc' })).toMatchObject({ status: 400, body: { ErrorNumber: 14 } });
  });

  it('takes text that a database cannot keep for what can be kept of it', async () => {
    const { body } = await sandbox.xero('POST', '/Contacts', '{"Contacts":[{"Name":"Half \\ud83d and nul\\u0000"}]}');
    expect(body.Contacts[0].Name).toBe('Half \uFFFD and nul');
    expect((await sandbox.xero('GET', '/Invoices/%00')).status).toBe(404);
    expect((await sandbox.xero('GET', '/Contacts?searchTerm=%00')).status).toBe(200);
  });

  it('answers 501 for what it does not stand in for, 404 for what does not exist', async () => {
    expect((await sandbox.xero('GET', '/Invoices/A/OnlineInvoice')).status).toBe(501);
    expect((await sandbox.xero('POST', '/Invoices', { Invoices: [] })).status).toBe(501);
    expect((await sandbox.xero('GET', '/Dragons')).status).toBe(404);
  });
});

describe('limits', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await runningSandbox({ SANDBOX_XERO_MINUTE_LIMIT: '4', SANDBOX_XERO_DAY_LIMIT: '9', SANDBOX_XERO_CONCURRENT_LIMIT: '2' });
    await sandbox.token();
  });
  afterAll(() => sandbox?.close());

  const call = () => sandbox.xero('GET', '/Organisation');
  /** Into a window that has just begun, so that the real clock cannot end it during a test. */
  const nextMinute = async () => {
    const { minute } = (await sandbox.request('GET', '/api/xero/quota')).body;
    const { now } = (await sandbox.request('GET', '/api')).body;
    await sandbox.advance(Math.max(1, Date.parse(minute.resetsAt) - Date.parse(now)));
  };

  it('counts down in headers and then answers 429 with an empty body and the seconds to wait', async () => {
    await nextMinute();
    const replies = [];
    for (let count = 0; count < 5; count++) replies.push(await call());
    expect(replies.map(({ headers }) => headers.get('x-minlimit-remaining'))).toEqual(['3', '2', '1', '0', '0']);
    const last = replies.at(-1);
    expect(last).toMatchObject({ status: 429, body: '' });
    expect(last?.headers.get('x-rate-limit-problem')).toBe('minute');
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(last?.headers.get('x-daylimit-remaining')).toBe('5');
  });

  it('begins a fresh minute whole when the old one ends, across a restart too', async () => {
    await nextMinute();
    await call();
    await sandbox.restart();
    expect((await call()).headers.get('x-minlimit-remaining')).toBe('2');
    await nextMinute();
    expect((await call()).headers.get('x-minlimit-remaining')).toBe('3');
  });

  it('lets somebody else use up the same quota', async () => {
    await nextMinute();
    await sandbox.request('POST', '/api/xero/foreign-calls', { count: 1 });
    const { body } = await sandbox.request('GET', '/api/xero/quota');
    expect(body.minute).toMatchObject({ limit: 4, used: 1, usedByOthers: 1, remaining: 3 });
  });

  it('refuses for the day when the day is used up', async () => {
    await nextMinute();
    const left = (await sandbox.request('GET', '/api/xero/quota')).body.day.remaining;
    await sandbox.request('POST', '/api/xero/foreign-calls', { count: left });
    const refused = await call();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-rate-limit-problem')).toBe('day');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
  });

  it('refuses a call too many at the same time, and names no time to wait', async () => {
    await sandbox.advance(86_400_000);
    sandbox.forgetToken();
    await nextMinute();
    await sandbox.faults({ 'xero-slow': { next: 2, delayMs: 600_000 } });
    const slow = [call(), call()];
    await eventually(async () => expect((await sandbox.request('GET', '/api/xero/quota')).body.concurrent.inProgress).toBe(2));
    const refused = await call();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-rate-limit-problem')).toBe('concurrent');
    expect(refused.headers.get('retry-after')).toBeNull();
    await sandbox.restart();
    await Promise.allSettled(slow);
  });
});

describe('idempotency keys', () => {
  let sandbox: RunningSandbox;
  let contactId: string;
  beforeAll(async () => {
    sandbox = await runningSandbox();
    contactId = await sandbox.contact('IDEM');
  });
  afterAll(() => sandbox?.close());

  const file = (number: string, key: string) =>
    sandbox.xero('PUT', `/Invoices${EACH}`, { Invoices: [invoice(contactId, number)] }, { 'idempotency-key': key });
  const numbers = async (number: string) => (await sandbox.xero('GET', `/Invoices?InvoiceNumbers=${number}`)).body.Invoices.length;

  it('replays the first answer, byte for byte', async () => {
    const [first, second] = [await file('K-1', 'k-1'), await file('K-1', 'k-1')];
    expect(second).toMatchObject({ status: 200, body: first.body });
    expect(JSON.stringify(second.body)).toBe(JSON.stringify(first.body));
  });

  it('lets a concurrent duplicate wait for the first and share its answer', async () => {
    const replies = await Promise.all([file('K-2', 'k-2'), file('K-2', 'k-2'), file('K-2', 'k-2')]);
    expect(new Set(replies.map(({ body }) => body.Invoices[0].InvoiceID)).size).toBe(1);
    expect(replies.every(({ body }) => body.Invoices[0].StatusAttributeString === 'OK')).toBe(true);
  });

  it('refuses the key for another request', async () => {
    await file('K-3', 'k-3');
    const other = await file('K-4', 'k-3');
    expect(other.status).toBe(400);
    expect(other.body.Message).toMatch(/is used with a different request/);
  });

  it('refuses a key longer than 128 signs and an empty one', async () => {
    expect((await file('K-5', 'k'.repeat(129))).status).toBe(400);
    expect((await file('K-5', ' ')).status).toBe(400);
    expect(await numbers('K-5')).toBe(0);
  });

  it('remembers a refusal too', async () => {
    const bad = () =>
      sandbox.xero('PUT', '/Invoices', { Invoices: [invoice(contactId, 'K-6', { LineItems: [] })] }, { 'idempotency-key': 'k-6' });
    expect([await bad(), await bad()].map(({ status, body }) => [status, body.ErrorNumber])).toEqual([
      [400, 10],
      [400, 10],
    ]);
  });

  it('remembers a 500 after writing: the same key cannot heal, a look finds the invoice', async () => {
    await sandbox.faults({ 'xero-500-after-writing': { next: 1 } });
    expect([(await file('K-7', 'k-7')).status, (await file('K-7', 'k-7')).status]).toEqual([500, 500]);
    expect(await numbers('K-7')).toBe(1);
  });

  it('forgets the key after six minutes, so that only the unique number protects', async () => {
    await file('K-8', 'k-8');
    await sandbox.advance(6 * 60_000);
    const late = await file('K-8', 'k-8');
    expect(late.body.Invoices[0].ValidationErrors).toEqual([{ Message: 'Invoice # must be unique.' }]);
  });

  it('remembers across a restart', async () => {
    const first = await file('K-9', 'k-9');
    await sandbox.restart();
    expect((await file('K-9', 'k-9')).body).toEqual(first.body);
  });
});

describe('faults', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await runningSandbox();
  });
  afterAll(() => sandbox?.close());
  afterEach(() => sandbox.request('DELETE', '/api/faults'));

  const call = async () => (await sandbox.xero('GET', '/Organisation')).status;

  it('is down for the next two calls and up again', async () => {
    await sandbox.faults({ 'xero-down': { next: 2 } });
    expect([await call(), await call(), await call()]).toEqual([503, 503, 200]);
  });

  it('storms with 429 until it is switched off, and uses up nothing', async () => {
    await call();
    const { used } = (await sandbox.request('GET', '/api/xero/quota')).body.minute;
    await sandbox.faults({ 'xero-429-storm': true });
    expect([await call(), await call()]).toEqual([429, 429]);
    expect((await sandbox.request('GET', '/api/xero/quota')).body.minute.used).toBe(used);
  });

  it('knows our credentials no more', async () => {
    await sandbox.faults({ 'xero-wrong-credentials': true });
    expect(await sandbox.token()).toMatchObject({ status: 400, body: { error: 'invalid_client' } });
    expect(await call()).toBe(401);
  });

  it('keeps a write and drops the line', async () => {
    const id = await sandbox.contact('DROP');
    await sandbox.faults({ 'xero-drop-after-writing': { next: 1 } });
    await expect(sandbox.xero('PUT', `/Invoices${EACH}`, { Invoices: [invoice(id, 'DROP-1')] })).rejects.toThrow();
    expect((await sandbox.xero('GET', '/Invoices/DROP-1')).status).toBe(200);
  });

  it('stays switched on over a restart, counted as far as it was', async () => {
    await sandbox.faults({ 'xero-down': { next: 2 } });
    await call();
    await sandbox.restart();
    expect([await call(), await call()]).toEqual([503, 200]);
  });

  it('refuses a switch that does not exist, naming it', async () => {
    expect(await sandbox.faults({ 'xero-on-fire': true })).toMatchObject({ status: 400, body: { field: 'xero-on-fire' } });
  });
});

describe('the journal', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await runningSandbox({ SANDBOX_JOURNAL_ROWS: '600' });
  });
  afterAll(() => sandbox?.close());

  it('keeps requests in order, with their answers and without secrets', async () => {
    await sandbox.xero('POST', '/Contacts', { Contacts: [{ Name: 'Noted' }] }, { 'idempotency-key': 'noted' });
    const { body } = await sandbox.request('GET', '/api/journal?provider=xero');
    expect(body).toMatchObject([
      { method: 'POST', path: '/sandbox/xero/connect/token', headers: { authorization: 'Basic ***' }, status: 200 },
      {
        method: 'POST',
        path: '/sandbox/xero/api.xro/2.0/Contacts',
        headers: { 'idempotency-key': 'noted', authorization: 'Bearer ***' },
        status: 200,
      },
    ]);
    expect(JSON.parse(body[1].body)).toEqual({ Contacts: [{ Name: 'Noted' }] });
    const later = await sandbox.request('GET', `/api/journal?after=${body[0].id}`);
    expect(later.body.map(({ id }: any) => id)).toEqual([body[1].id]);
  });

  it('forgets the oldest when it is full', async () => {
    for (let round = 0; round < 12; round++)
      await Promise.all(Array.from({ length: 100 }, () => sandbox.xero('GET', '/Dragons', undefined, { authorization: 'none' })));
    const { body } = await sandbox.request('GET', '/api/journal?limit=10000');
    expect(body.length).toBeLessThan(1200);
    expect(body.at(-1).id - body[0].id).toBe(body.length - 1);
  });
});
