/** @servers any: it is about what a provider of identities says. */
import { CompanyAccount } from '@takings/testing';
import { RunningBackOffice } from '../testing/running-back-office';
import { Visitor } from './testing/visitor';

const ACCOUNTS = {
  anna: { name: 'Anna Price', email: 'anna@example.com', email_verified: true },
  boss: { name: 'Bo Boss', email: 'Boss@Example.com', email_verified: true },
  stranger: { name: 'Sam Stranger', email: 'sam@example.com', email_verified: true },
  unverified: { name: 'Una', email: 'anna@example.com', email_verified: false },
};

let company: CompanyAccount;
let office: RunningBackOffice;

beforeAll(async () => {
  company = await CompanyAccount.start(ACCOUNTS);
  office = await RunningBackOffice.start({ ...company.env, DEMO_ACCOUNTS: 'false', ADMIN_EMAILS: 'boss@example.com' });
  await office.post('/api/people', { name: 'Anna Price', email: 'Anna@example.com', roles: ['agent'] });
});
afterAll(async () => {
  await office?.close();
  await company?.close();
});

const begin = async (visitor: Visitor, to = '/sign-in') => {
  const answer = await visitor.ask(`${office.url}/api/sign-in/oidc?${new URLSearchParams({ to })}`);
  return answer.headers.get('location')!;
};
const landing = async (visitor: Visitor, callback: string) => (await visitor.ask(callback)).headers.get('location')!;
const refusalOf = (location: string) => new URL(location, office.url).searchParams.get('refused');
const who = (visitor: Visitor) => office.get('/api/session', visitor.headers);

it('lets in whom the people of the console name, by the verified e-mail, and opens the page they wanted', async () => {
  const visitor = new Visitor();
  const provider = new URL(await begin(visitor, '/teams?team=new'));
  expect(Object.fromEntries(provider.searchParams)).toMatchObject({
    code_challenge_method: 'S256',
    state: expect.any(String),
    nonce: expect.any(String),
  });
  expect(await landing(visitor, await visitor.signsIn(provider.href, 'anna'))).toBe('/teams?team=new');
  expect((await who(visitor)).body.person).toMatchObject({ name: 'Anna Price', roles: ['agent'] });
});

it('knows them again by their subject, whatever their address is by then', async () => {
  const [{ person_id }] = await office.db.query(`select person_id from person where email_key = 'anna@example.com'`);
  await office.patch(`/api/people/${person_id}`, { email: 'anna.price@example.com' });
  const visitor = new Visitor();
  await landing(visitor, await visitor.signsIn(await begin(visitor), 'anna'));
  expect((await who(visitor)).body.person.id).toBe(person_id);
});

it('makes the first admin of whom the configuration names', async () => {
  const visitor = new Visitor();
  await landing(visitor, await visitor.signsIn(await begin(visitor), 'boss'));
  expect((await who(visitor)).body.person).toMatchObject({ name: 'Bo Boss', roles: ['admin'] });
});

it.each([
  ['stranger', 'sam@example.com has no role here yet; an admin can give one under People.'],
  ['unverified', 'The company account tells no verified e-mail address of you.'],
])('tells %s why they are not let in, and keeps it for the audit', async (login, sentence) => {
  const visitor = new Visitor();
  expect(refusalOf(await landing(visitor, await visitor.signsIn(await begin(visitor), login)))).toBe(sentence);
  expect((await who(visitor)).status).toBe(401);
  const [{ n }] = await office.db.query(
    `select count(*)::int as n from audit where action = 'sign-in refused' and detail->>'why' like '%' || $1`,
    [sentence],
  );
  expect(n).toBe(1);
});

it('refuses who was closed', async () => {
  const visitor = new Visitor();
  const callback = await visitor.signsIn(await begin(visitor), 'anna');
  const [{ person_id }] = await office.db.query(`select person_id from person where name = 'Anna Price'`);
  await office.patch(`/api/people/${person_id}`, { active: false });
  expect(refusalOf(await landing(visitor, callback))).toContain('is closed here');
});

describe('an answer of the provider', () => {
  const REFUSED = 'The company account did not let you in; try again.';

  it('that somebody else fetched signs nobody in', async () => {
    const [mallory, victim] = [new Visitor(), new Visitor()];
    const callback = await mallory.signsIn(await begin(mallory), 'boss');
    expect(refusalOf(await landing(victim, callback))).toContain('began in another browser');
    await begin(victim);
    expect(refusalOf(await landing(victim, callback))).toBe(REFUSED);
    expect((await who(victim)).status).toBe(401);
  });

  it('counts once', async () => {
    const visitor = new Visitor();
    const callback = await visitor.signsIn(await begin(visitor), 'boss');
    await landing(visitor, callback);
    expect(refusalOf(await landing(new Visitor(), callback))).toBeTruthy();
  });

  it.each(['?code=made-up', '?error=access_denied', ''])('%j signs nobody in', async (query) => {
    const visitor = new Visitor();
    const state = new URL(await begin(visitor)).searchParams.get('state')!;
    const withState = query && `${query}&state=${state}`;
    expect(refusalOf(await landing(visitor, `${office.url}/api/sign-in/oidc/callback${withState}`))).toBe(REFUSED);
  });
});

it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)'])(
  'nobody is sent on to %j',
  async (to) => {
    const visitor = new Visitor();
    expect(await landing(visitor, await visitor.signsIn(await begin(visitor, to), 'boss'))).toBe('/sign-in');
  },
);

it('there are no demo accounts beside it', async () => {
  expect((await office.get('/api/sign-in')).body).toEqual({
    companyAccount: { name: 'your company account', at: '/api/sign-in/oidc' },
    demoAccounts: [],
  });
  expect((await office.post('/api/sign-in/demo', { account: '00000000-0000-4000-8000-000000000009' })).status).toBe(404);
});
