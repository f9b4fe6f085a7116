/** @servers any: it is about what a provider of identities says. */
import { CompanyAccount } from '@takings/testing';
import { RunningBackOffice } from '../testing/running-back-office';
import { Visitor } from './testing/visitor';

let company: CompanyAccount;
let office: RunningBackOffice;

beforeAll(async () => {
  company = await CompanyAccount.start({
    anna: { name: 'Anna Price', email: 'anna@example.com', email_verified: true, groups: ['sales', 'cyclists', 'constructor'] },
    nobody: { name: 'Ned', email: 'ned@example.com', email_verified: true, groups: ['cyclists'] },
  });
  const roles = { OIDC_ROLES_CLAIM: 'groups', OIDC_ROLES: 'sales=agent,leads=team-manager' };
  office = await RunningBackOffice.start({ ...company.env, ...roles, DEMO_ACCOUNTS: 'false' });
});
afterAll(async () => {
  await office?.close();
  await company?.close();
});

async function signIn(login: string) {
  const visitor = new Visitor();
  const { headers } = await visitor.ask(`${office.url}/api/sign-in/oidc`);
  const back = await visitor.ask(await visitor.signsIn(headers.get('location')!, login));
  return { session: await office.get('/api/session', visitor.headers), at: back.headers.get('location')! };
}

it('roles come with the company account, and hold against what the console says of them', async () => {
  const { session } = await signIn('anna');
  expect(session.body.person).toMatchObject({ name: 'Anna Price', roles: ['agent'] });
  await office.patch(`/api/people/${session.body.person.id}`, { roles: ['admin'] });
  expect((await signIn('anna')).session.body.person.roles).toEqual(['agent']);
  const { history } = (await office.get(`/api/people/${session.body.person.id}`)).body;
  expect(history.map(({ what }: { what: string }) => what)).toEqual(
    expect.arrayContaining(['created as agent, by the company account', 'roles from admin to agent, by the company account']),
  );
});

it('whose groups are no role here is not let in', async () => {
  const { session, at } = await signIn('nobody');
  expect(session.status).toBe(401);
  expect(new URL(at, office.url).searchParams.get('refused')).toContain('has no role here yet');
});
