import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@takings/testing';
import { RunningBackOffice } from '../testing/running-back-office';
import { ApiTokens } from './api-tokens';
import { TokenFile } from './token-file';

let office: RunningBackOffice;
let folder: string;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  folder = mkdtempSync(join(tmpdir(), 'takings-token-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await office?.close();
});

const make = async (role: string, name = 'a script') => (await office.post('/api/tokens', { name, role })).body;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

it('does what its role may do and no more, needs no CSRF token, and is named in the history', async () => {
  const { token } = await make('team-manager', 'Roster sync');
  expect(await office.post('/api/teams', { name: 'Merlin' }, bearer(token))).toMatchObject({
    status: 201,
    body: { history: [{ by: 'Roster sync' }] },
  });
  expect((await office.get('/api/runs', bearer(token))).status).toBe(403);
  expect((await office.get('/api/tokens', bearer(token))).status).toBe(403);
});

it('is shown once: neither a list nor the database has it', async () => {
  const { token, tokenId } = await make('agent');
  expect(JSON.stringify((await office.get('/api/tokens')).body)).not.toContain(token.slice(-20));
  const [row] = await office.db.query('select t::text as kept from api_token t where token_id = $1', [tokenId]);
  expect(row.kept).not.toContain(token.slice(-20));
});

it('says when it was last used', async () => {
  const { token, tokenId } = await make('agent');
  const used = async () =>
    (await office.get('/api/tokens')).body.tokens.find((one: { tokenId: string }) => one.tokenId === tokenId).lastUsedAt;
  expect(await used()).toBeNull();
  await office.get('/api/session', bearer(token));
  expect(Date.parse(await used())).toBeGreaterThan(Date.now() - 60_000);
});

it('opens nothing once it is revoked, which other apps are told', async () => {
  const { token, tokenId } = await make('admin');
  expect((await office.get('/api/session', bearer(token))).status).toBe(200);
  expect((await office.post(`/api/tokens/${tokenId}/revoke`)).body).toMatchObject({ revokedBy: 'local operator' });
  expect(await office.get('/api/session', bearer(token))).toMatchObject({ status: 401, body: { code: 'bad-token' } });
  expect((await office.post(`/api/tokens/${tokenId}/revoke`)).status).toBe(409);
  await eventually(() =>
    expect(office.tap.heard.filter(({ type }) => type === 'api-token.revoked.v1').map(({ data }) => data)).toContainEqual({ tokenId }),
  );
});

it.each(['', 'tk_', 'tk_x.y.z', 'nonsense', 'tk_eyJhbGciOiJub25lIn0.e30.'])('%j is no token', async (token) => {
  expect(await office.get('/api/session', bearer(token))).toMatchObject({ status: 401, body: { code: 'bad-token' } });
});

it.each([
  [{ name: '', role: 'agent' }, 'name'],
  [{ name: 'x', role: 'king' }, 'role'],
  [{ name: 'x' }, 'role'],
])('%j is refused', async (input, field) =>
  expect(await office.post('/api/tokens', input)).toMatchObject({ status: 400, body: { field } }),
);

describe('the token of this machine', () => {
  const written = () => readFileSync(join(folder, 'api-token'), 'utf8').trim();
  const start = () => new TokenFile(office.part(ApiTokens), join(folder, 'api-token')).onApplicationBootstrap();

  it('is for admin, its owner alone can read it, and it is kept over a restart', async () => {
    await start();
    const first = written();
    expect((await office.get('/api/session', bearer(first))).body.person).toMatchObject({ name: 'local operator', roles: ['admin'] });
    expect(statSync(join(folder, 'api-token')).mode & 0o777).toBe(0o600);
    await start();
    expect(written()).toBe(first);
  });

  it('is made anew when it does not count any more', async () => {
    writeFileSync(join(folder, 'api-token'), 'of another database');
    await start();
    expect((await office.get('/api/session', bearer(written()))).status).toBe(200);
  });
});
