import { randomUUID } from 'node:crypto';
import { ApiTokenRevoked } from '@takings/contracts';
import { type Role, SignedClaims } from '@takings/runtime/http';
import { eventually, FactTap, type FreshDatabase, freshDatabase, SESSION_SECRET, type TestBroker, testBroker } from '@takings/testing';
import { io } from 'socket.io-client';
import { RunningLeaderboard } from '../testing/running-leaderboard';

let database: FreshDatabase;
let broker: TestBroker;
let leaderboard: RunningLeaderboard;
let tap: FactTap;

beforeAll(async () => {
  [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
  leaderboard = await RunningLeaderboard.start({ databaseUrl: database.url, amqpUrl: broker.url });
  tap = await FactTap.on(broker.url);
});
afterAll(async () => {
  await tap?.close();
  await leaderboard?.close();
  await broker?.close();
  await database?.drop();
});

const claims = new SignedClaims([SESSION_SECRET]);
const HOUR_MS = 3_600_000;

async function browserOf(roles: readonly Role[], { signedAt = Date.now(), endsIn = HOUR_MS, by = claims } = {}) {
  const person = { id: randomUUID(), name: 'Anna', roles, team: null, consultant: null };
  const sessionId = randomUUID();
  const text = await by.session({ sessionId, person, endsAtMs: Date.now() + endsIn }, signedAt);
  return { cookie: `takings=${text}`, csrf: { 'x-csrf-token': claims.csrfToken(sessionId) } };
}

/** As a browser asks: nothing goes along that is not said here. */
async function ask(path: string, headers: Record<string, string>, method = 'GET') {
  const answer = await fetch(`${leaderboard.url}${path}`, {
    method,
    headers: { ...headers, ...(method === 'POST' && { 'content-type': 'application/json' }) },
    ...(method === 'POST' && { body: '{}' }),
  });
  return { status: answer.status, body: (await answer.json()) as { code?: string; message?: string } };
}

/** Resolves to `let in`, or the code of the refusal. */
function knock(extraHeaders: Record<string, string>): Promise<string> {
  const socket = io(`${leaderboard.url}/consultant-ranking`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders,
  });
  return new Promise<string>((resolve) => {
    socket.once('snapshot', () => resolve('let in'));
    socket.once('connect_error', (error) => resolve((error as { data?: { code: string } }).data?.code ?? error.message));
  }).finally(() => socket.close());
}

it('shows boards to whoever has signed in, over HTTP and over a socket, without asking the back office', async () => {
  const { cookie } = await browserOf(['consultant']);
  expect((await ask('/api/boards', { cookie })).status).toBe(200);
  expect(await knock({ cookie })).toBe('let in');
});

it.each<[string, () => Promise<Record<string, string>>, string]>([
  ['nobody', async () => ({}), 'not-signed-in'],
  [
    'a session whose signature is worn',
    async () => ({ cookie: (await browserOf(['agent'], { signedAt: Date.now() - HOUR_MS })).cookie }),
    'session-expired',
  ],
  ['a session that has come to its end', async () => ({ cookie: (await browserOf(['agent'], { endsIn: -1 })).cookie }), 'session-expired'],
  [
    'a session that another secret signed',
    async () => ({ cookie: (await browserOf(['admin'], { by: new SignedClaims(['another secret, which nobody here knows of']) })).cookie }),
    'not-signed-in',
  ],
  ['a made-up token', async () => ({ authorization: 'Bearer tk_x.y.z' }), 'bad-token'],
  [
    'a session in place of a token',
    async () => ({ authorization: `Bearer tk_${(await browserOf(['admin'])).cookie.slice(8)}` }),
    'bad-token',
  ],
])('shows nothing to %s', async (_, headers, code) => {
  const sent = await headers();
  expect(await ask('/api/boards', sent)).toMatchObject({ status: 401, body: { code } });
  expect(await knock(sent)).toBe(code);
});

it('says who may see to screens, and takes no change from a page of another site', async () => {
  const agent = await browserOf(['agent']);
  expect(await ask('/api/screens', { cookie: agent.cookie })).toMatchObject({
    status: 403,
    body: { code: 'role', message: 'This is for team managers, platform engineers and admins.' },
  });
  const { cookie, csrf } = await browserOf(['platform']);
  expect((await ask('/api/screens', { cookie })).status).toBe(200);
  expect(await ask('/api/screens', { cookie }, 'POST')).toMatchObject({ status: 403, body: { code: 'csrf' } });
  expect((await ask('/api/screens', { cookie, ...csrf }, 'POST')).status).toBe(400);
});

it('a token opens nothing from the moment that it is told to be revoked, and who looks by it is sent away', async () => {
  const tokenId = randomUUID();
  const authorization = `Bearer ${await claims.token({ tokenId, name: 'a script', role: 'agent' })}`;
  expect((await ask('/api/boards', { authorization })).status).toBe(200);
  const socket = io(`${leaderboard.url}/consultant-ranking`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { authorization },
  });
  const gone = new Promise((resolve) => socket.once('disconnect', resolve));
  await new Promise((resolve) => socket.once('snapshot', resolve));
  await tap.publish(tap.eventOf(ApiTokenRevoked.of({ tokenId })));
  await eventually(async () =>
    expect(await ask('/api/boards', { authorization })).toMatchObject({ status: 401, body: { code: 'bad-token' } }),
  );
  await gone;
});
