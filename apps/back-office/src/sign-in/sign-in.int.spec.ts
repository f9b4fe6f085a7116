/** @servers any: it is about who is let in. */
import { randomUUID } from 'node:crypto';
import { SignedClaims } from '@takings/runtime/http';
import { SESSION_SECRET } from '@takings/testing';
import { RunningBackOffice } from '../testing/running-back-office';
import { DEMO_PEOPLE } from './demo-people';
import { Sessions } from './sessions';

let office: RunningBackOffice;

beforeAll(async () => {
  office = await RunningBackOffice.start();
});
afterAll(() => office?.close());

const claims = new SignedClaims([SESSION_SECRET]);
const idOf = (name: string) => DEMO_PEOPLE.find((person) => person.name === name)!.id;
const cookieOf = (response: Response) => response.headers.getSetCookie().find((set) => set.startsWith('takings='))!;
const sends = (cookie: string) => ({ cookie: cookie.split(';')[0]! });
const session = (headers: Record<string, string>) => office.get('/api/session', headers);
const audit = (about: string) => office.db.query('select actor, action from audit where about = $1 order by id', [about]);

const signIn = (account: string, headers: Record<string, string> = {}) =>
  fetch(`${office.url}/api/sign-in/demo`, {
    method: 'POST',
    body: JSON.stringify({ account }),
    headers: { 'content-type': 'application/json', ...headers },
  });

/** In a browser of their own. */
async function browserOf(name: string) {
  const response = await signIn(idOf(name));
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  const headers = sends(cookieOf(response));
  return { headers, csrf: { 'x-csrf-token': csrfToken }, sessionId: (await claims.readSession(headers.cookie.split('=')[1]!))!.sessionId };
}

describe('a sign-in', () => {
  it('is a cookie that no script reads and no other site sends, and tells who it is', async () => {
    const response = await signIn(idOf('Anna Reed'));
    expect(cookieOf(response)).toMatch(/^takings=[^;]+; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(await response.json()).toMatchObject({ person: { name: 'Anna Reed', roles: ['agent'] }, csrfToken: expect.any(String) });
    expect((await session(sends(cookieOf(response)))).body).toMatchObject({ person: { name: 'Anna Reed' } });
    expect((await audit(idOf('Anna Reed')))[0]).toEqual({ actor: 'Anna Reed', action: 'signed in' });
  });

  it('begins a session that nobody could have planted, and ends the one before', async () => {
    const before = await browserOf('Anna Reed');
    const response = await signIn(idOf('Ravi Shah'), before.headers);
    const after = sends(cookieOf(response));
    expect(after.cookie).not.toBe(before.headers.cookie);
    expect(await session(before.headers)).toMatchObject({ status: 401, body: { code: 'session-expired' } });
    expect((await session(after)).body.person.name).toBe('Ravi Shah');
  });

  it('of an account that is not there is refused', async () => {
    expect((await signIn(randomUUID())).status).toBe(404);
    expect((await signIn('Anna')).status).toBe(400);
  });

  it('is linked to the team and the consultant of the demo once they are there', async () => {
    await office.post('/api/teams', { name: 'Falcon' });
    await office.post('/api/consultants', { name: 'Priya Nair', team: 'Falcon' });
    const { headers } = await browserOf('Priya Nair');
    expect((await session(headers)).body.person).toMatchObject({ team: { name: 'Falcon' }, consultant: { name: 'Priya Nair' } });
  });
});

describe('a session', () => {
  it('changes nothing without its own CSRF token', async () => {
    const { headers, csrf } = await browserOf('Maria Keller');
    const other = await browserOf('Maria Keller');
    const create = (more: object, name: string) => office.post('/api/teams', { name }, { ...headers, ...more });
    expect(await create({}, 'No token')).toMatchObject({ status: 403, body: { code: 'csrf' } });
    expect(await create({ 'x-csrf-token': 'guess' }, 'Wrong')).toMatchObject({ status: 403, body: { code: 'csrf' } });
    expect(await create(other.csrf, 'Of another session')).toMatchObject({ status: 403, body: { code: 'csrf' } });
    expect(await create(csrf, 'Heron')).toMatchObject({ status: 201, body: { history: [{ by: 'Maria Keller' }] } });
  });

  it.each([
    ['signed by somebody else', (text: string) => text.replace(/\.[^.]+$/, `.${'A'.repeat(43)}`)],
    ['made to say another role', (text: string) => tampered(text, { roles: ['admin'] })],
    [
      'said to need no signature',
      (text: string) => `${Buffer.from('{"alg":"none","typ":"session"}').toString('base64url')}.${text.split('.')[1]}.`,
    ],
    ['an API token in a cookie', () => office.operator.authorization.replace('Bearer tk_', '')],
    ['no token at all', () => 'x'],
  ])('that is %s is nobody', async (_, forge) => {
    const { headers } = await browserOf('Anna Reed');
    const forged = { cookie: `takings=${forge(headers.cookie.split('=')[1]!)}` };
    expect(await session(forged)).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
  });

  it('that we signed but never began is nobody: the row counts', async () => {
    const person = { id: randomUUID(), name: 'Mallory', roles: ['admin' as const], team: null, consultant: null };
    const text = await claims.session({ sessionId: randomUUID(), person, endsAtMs: Date.now() + 60_000 });
    expect(await session({ cookie: `takings=${text}` })).toMatchObject({ status: 401, body: { code: 'session-expired' } });
  });

  it('ends when its person signs out', async () => {
    const { headers, csrf } = await browserOf('Helen Marsh');
    expect((await office.post('/api/sign-out', {}, { ...headers, ...csrf })).body).toEqual({ signedOut: true });
    expect((await session(headers)).status).toBe(401);
    expect(await audit(idOf('Helen Marsh'))).toEqual([
      { actor: 'Helen Marsh', action: 'signed in' },
      { actor: 'Helen Marsh', action: 'signed out' },
    ]);
  });

  it.each([
    ['was left alone', `seen_at = now() - interval '3 hours'`],
    ['has come to its end', `ends_at = now() - interval '1 second'`],
    ['was ended from here', `ended_at = now()`],
  ])('that %s says so by a code', async (_, change) => {
    const { headers, sessionId } = await browserOf('Jonas Weber');
    await office.db.query(`update session set ${change} where session_id = $1`, [sessionId]);
    office.part(Sessions).forget();
    expect(await session(headers)).toMatchObject({
      status: 401,
      body: { error: 'Unauthorized', code: 'session-expired', message: 'The session has ended; sign in again.' },
    });
  });

  it('is noted as in use, and signed anew before other apps take it for worn', async () => {
    const { headers, sessionId } = await browserOf('Jonas Weber');
    await office.db.query(`update session set seen_at = now() - interval '10 minutes' where session_id = $1`, [sessionId]);
    office.part(Sessions).forget();
    await session(headers);
    const [{ ago }] = await office.db.query('select now() - seen_at < $2::interval as ago from session where session_id = $1', [
      sessionId,
      '5 s',
    ]);
    expect(ago).toBe(true);
    const said = (await claims.readSession(headers.cookie.split('=')[1]!))!;
    const worn = await claims.session(said, Date.now() - 10 * 60_000);
    const renewed = cookieOf(await fetch(`${office.url}/api/session`, { headers: { cookie: `takings=${worn}` } }));
    expect((await claims.readSession(sends(renewed).cookie.split('=')[1]!))!.untilMs).toBeGreaterThan(Date.now() + 60_000);
  });
});

it('who is closed is out at once, and comes in no more', async () => {
  const { headers } = await browserOf('Pavel Novak');
  await office.patch(`/api/people/${idOf('Pavel Novak')}`, { active: false });
  expect((await session(headers)).status).toBe(401);
  expect((await signIn(idOf('Pavel Novak'))).status).toBe(404);
});

it('a role that is taken away in the middle of a session holds with the next request, and the browser is told', async () => {
  const { headers } = await browserOf('Frances Obi');
  expect((await office.get('/api/runs', headers)).status).toBe(200);
  await office.patch(`/api/people/${idOf('Frances Obi')}`, { roles: ['agent'] });
  const response = await fetch(`${office.url}/api/runs`, { headers });
  expect(response.status).toBe(403);
  expect(((await response.json()) as { message: string }).message).toBe(
    'This is for finance managers, finance approvers, senior management, platform engineers and admins.',
  );
  expect((await claims.readSession(sends(cookieOf(response)).cookie.split('=')[1]!))!.person.roles).toEqual(['agent']);
});

it('without sign-in there is a clear sentence, and no app data', async () => {
  for (const path of ['/api/sales', '/api/people', '/api/tokens', '/api/session', '/api/invoices']) {
    const response = await fetch(`${office.url}${path}`);
    expect([response.status, await response.json()]).toEqual([
      401,
      { error: 'Unauthorized', message: expect.stringContaining('sign in'), code: 'not-signed-in' },
    ]);
  }
});

it('whoever tries too often from one address waits', async () => {
  const many = await Promise.all(Array.from({ length: 70 }, () => signIn(randomUUID())));
  const refused = many.find(({ status }) => status === 429);
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
});

function tampered(text: string, change: object): string {
  const [head, body, signature] = text.split('.') as [string, string, string];
  const said = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), ...change };
  return [head, Buffer.from(JSON.stringify(said)).toString('base64url'), signature].join('.');
}
