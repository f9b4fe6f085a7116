/** @servers any: it is about rows of one table. */
import { RunningBackOffice } from '../testing/running-back-office';
import { DEMO_PEOPLE } from './demo-people';

let office: RunningBackOffice;
let ada: Record<string, string>;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  ada = (await office.as('Ada')).headers;
  await office.post('/api/teams', { name: 'Falcon' });
  await office.post('/api/consultants', { name: 'Priya Nair', team: 'Falcon' });
});
afterAll(() => office?.close());

const anna = { name: 'Anna Price', email: 'Anna@Example.com', roles: ['agent'], team: 'Falcon' };
let n = 0;
const create = async (more: object = {}) =>
  (await office.post('/api/people', { ...anna, email: `p${++n}@example.com`, ...more }, ada)).body;

it('a person is created with a history, changed, closed and opened again', async () => {
  const { status, body } = await office.post('/api/people', anna, ada);
  expect([status, body]).toMatchObject([
    201,
    { name: 'Anna Price', email: 'Anna@example.com', roles: ['agent'], team: { name: 'Falcon' }, consultant: null, active: true },
  ]);
  const change = (input: object) => office.patch(`/api/people/${body.personId}`, input, ada);
  await change({ roles: ['team-manager', 'agent'], consultant: 'priya nair' });
  await change({ active: false });
  const { body: after } = await change({ active: true, team: null });
  expect(after).toMatchObject({ roles: ['agent', 'team-manager'], team: null, consultant: { name: 'Priya Nair' }, revision: 4 });
  expect(after.history.map(({ by, what }: { by: string; what: string }) => `${by}: ${what}`)).toEqual([
    'Ada: created as agent',
    'Ada: roles from agent to agent, team-manager; linked to a consultant',
    'Ada: closed, and signed out',
    'Ada: taken out of the team; opened again',
  ]);
});

it.each([
  [{ name: '' }, 'name'],
  [{ email: 'nowhere' }, 'email'],
  [{ roles: [] }, 'roles'],
  [{ roles: ['king'] }, 'roles.0'],
  [{ team: 'Nowhere' }, 'team'],
  [{ consultant: 'Nobody' }, 'consultant'],
  [{ password: 'x' }, 'password'],
])('%j is refused', async (more, field) => {
  expect(await office.post('/api/people', { ...anna, email: 'new@example.com', ...more }, ada)).toMatchObject({
    status: 400,
    body: { field },
  });
});

it('who is refused by their role is told of in the audit, once for each route and day', async () => {
  const ravi = await office.as('Ravi Shah', { roles: ['agent'] });
  const { personId } = await create();
  const ask = () =>
    Promise.all([
      office.get('/api/people', ravi.headers),
      office.get('/api/people', ravi.headers),
      office.get(`/api/people/${personId}`, ravi.headers),
      office.get('/api/people/nowhere', ravi.headers),
    ]);
  for (const { status } of [...(await ask()), ...(await ask())]) expect(status).toBe(403);
  const rows = await office.db.query(
    `select actor, subject as about, detail ->> 'what' as what from audit where action = 'access refused' and detail ->> 'person' = $1 order by about`,
    [ravi.person.id],
  );
  const told = { actor: 'Ravi Shah', what: 'was not let in: This is for admins.' };
  expect(rows).toEqual([
    { ...told, about: 'GET /api/people' },
    { ...told, about: 'GET /api/people/:id' },
  ]);
});

it('an address is one person, however it is written', async () => {
  const one = await create();
  const two = await create();
  expect((await office.post('/api/people', { ...anna, email: one.email.toUpperCase() }, ada)).status).toBe(409);
  expect((await office.patch(`/api/people/${two.personId}`, { email: one.email }, ada)).status).toBe(409);
});

it('nobody overwrites what somebody else has changed meanwhile', async () => {
  const { personId } = await create();
  await office.patch(`/api/people/${personId}`, { name: 'Anna One', revision: 1 }, ada);
  expect(await office.patch(`/api/people/${personId}`, { name: 'Anna Two', revision: 1 }, ada)).toMatchObject({
    status: 409,
    body: { message: expect.stringMatching(/^Ada changed this at /) },
  });
});

it('somebody is signed out everywhere', async () => {
  const { person, headers } = await office.as('Ravi', { roles: ['agent'] });
  expect((await office.get(`/api/people/${person.id}`, ada)).body.signedIn).toBe(1);
  expect((await office.post(`/api/people/${person.id}/sign-out`, {}, ada)).body).toMatchObject({
    signedIn: 0,
    history: [{ by: 'Ada', what: 'signed out everywhere (1 session)' }],
  });
  expect((await office.get('/api/session', headers)).status).toBe(401);
});

it('there is always an admin left, even when two take it from each other at once', async () => {
  const one = await create({ roles: ['admin'] });
  const two = await create({ roles: ['admin'] });
  const others = [one.personId, two.personId];
  await office.db.query(`update person set active = false where 'admin' = any(roles) and person_id <> all($1::uuid[])`, [others]);
  const taken = await Promise.all(others.map((id) => office.patch(`/api/people/${id}`, { roles: ['agent'] })));
  expect(taken.map(({ status }) => status).sort()).toEqual([200, 409]);
  await office.db.query(`update person set active = true where person_id = $1`, [DEMO_PEOPLE.at(-1)!.id]);
});

it('is for admins alone', async () => {
  const { headers } = await office.as('Maria', { roles: ['team-manager', 'finance-manager', 'platform'] });
  for (const path of ['/api/people', '/api/tokens']) {
    expect(await office.get(path, headers)).toMatchObject({ status: 403, body: { code: 'role', message: 'This is for admins.' } });
    expect(await office.post(path, {}, headers)).toMatchObject({ status: 403, body: { code: 'role' } });
  }
});
