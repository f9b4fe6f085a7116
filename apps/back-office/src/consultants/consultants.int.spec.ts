import { ConsultantSaved, TeamSaved } from '@takings/contracts';
import { eventually } from '@takings/testing';
import { RunningBackOffice } from '../testing/running-back-office';
import { aSale } from '../testing/sales';

let office: RunningBackOffice;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  zoe = (await office.as('Zoë', { roles: ['team-manager'] })).headers;
});
beforeEach(async () => {
  await office.empty('team, consultant, sale, adjustment, charge, charge_batch, audit');
  office.tap.heard.length = 0;
});
afterAll(() => office?.close());

let zoe: Record<string, string>;
const team = async (input: Record<string, unknown>) => (await office.post('/api/teams', input, zoe)).body;
const consultant = async (input: Record<string, unknown>) => (await office.post('/api/consultants', input, zoe)).body;
const heard = ({ type }: { type: string }) => office.tap.heard.filter((fact) => fact.type === type).map(({ data }) => data as any);

describe('a team', () => {
  it('is told when it is opened and at each change, with a number that rises', async () => {
    const opened = await team({ name: 'Falcon', target: '12000', currency: 'GBP' });
    expect(opened).toMatchObject({
      name: 'Falcon',
      displayName: 'Falcon',
      timeZone: 'Europe/London',
      target: { minor: 1_200_000, currency: 'GBP' },
      active: true,
      revision: 1,
      consultants: 0,
      history: [{ by: 'Zoë', what: 'created' }],
    });
    const change = { name: 'Peregrine', time_zone: 'Europe/Paris', target: null };
    const { body } = await office.patch(`/api/teams/${opened.teamId}`, change, zoe);
    expect(body).toMatchObject({ name: 'Peregrine', displayName: 'Peregrine', target: null, revision: 2 });
    expect(body.history[1].what).toBe(
      'renamed from Falcon to Peregrine; shown as Peregrine instead of Falcon; time zone from Europe/London to Europe/Paris; target from £12,000.00 to none',
    );
    await eventually(() => expect(heard(TeamSaved).map(({ revision }) => revision)).toEqual([1, 2]));
    expect(heard(TeamSaved)[1]).toMatchObject({ name: 'Peregrine', timeZone: 'Europe/Paris', targetMinor: null, currency: null });
  });

  it('is not changed by who has not seen the change of another', async () => {
    const { teamId } = await team({ name: 'Falcon' });
    await office.patch(`/api/teams/${teamId}`, { name: 'Peregrine', revision: 1 }, zoe);
    const late = await office.patch(`/api/teams/${teamId}`, { name: 'Kestrel', revision: 1 });
    expect(late).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/^Zoë changed this at \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/) },
    });
    expect((await office.patch(`/api/teams/${teamId}`, { name: 'Kestrel', revision: 2 })).body.name).toBe('Kestrel');
  });

  it('gets a name that two want at the same moment only once', async () => {
    const ids = await Promise.all(['Falcon', 'Merlin', 'Osprey', 'Kestrel'].map(async (name) => (await team({ name })).teamId as string));
    const answers = await Promise.all(ids.map((id) => office.patch(`/api/teams/${id}`, { name: 'Peregrine' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('is not changed by a change that changes nothing', async () => {
    const { teamId } = await team({ name: 'Falcon' });
    expect((await office.patch(`/api/teams/${teamId}`, { name: 'Falcon', active: true })).body.revision).toBe(1);
  });

  it.each([
    [{}, 'name'],
    [{ name: 'Floor' }, 'name'],
    [{ name: 'x'.repeat(81) }, 'name'],
    [{ name: 'Merlin', time_zone: 'Europe/Atlantis' }, 'time_zone'],
    [{ name: 'Merlin', time_zone: '+01:00' }, 'time_zone'],
    [{ name: 'Merlin', target: '0', currency: 'GBP' }, 'target'],
    [{ name: 'Merlin', target: '1e9', currency: 'GBP' }, 'target'],
    [{ name: 'Merlin', target: '100' }, 'currency'],
  ])('%j is refused', async (input, field) => {
    const { status, body } = await office.post('/api/teams', input);
    expect([status, body.field]).toEqual([400, field]);
  });

  it('cannot have the name of another, however it is written', async () => {
    const { teamId } = await team({ name: 'Falcon' });
    expect(await office.post('/api/teams', { name: ' FALCON ' })).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('a team "FALCON" already') },
    });
    const other = await team({ name: 'Merlin' });
    expect((await office.patch(`/api/teams/${other.teamId}`, { name: 'falcon' })).status).toBe(409);
    expect((await office.patch(`/api/teams/${teamId}`, { name: 'FALCON' })).status).toBe(200);
  });
});

describe('a consultant', () => {
  it('is not changed by who has not seen the change of another', async () => {
    await team({ name: 'Falcon' });
    const { consultantId } = await consultant({ name: 'Ewan Fraser', team: 'Falcon' });
    await office.patch(`/api/consultants/${consultantId}`, { active: false, revision: 1 }, zoe);
    const late = await office.patch(`/api/consultants/${consultantId}`, { hidden_from_screens: true, revision: 1 });
    expect(late).toMatchObject({ status: 409, body: { message: expect.stringMatching(/^Zoë changed this at /) } });
  });

  it('who moves keeps a history, and leaves old sales with the old team', async () => {
    await team({ name: 'Falcon' });
    const merlin = await team({ name: 'Merlin' });
    const priya = await consultant({ name: 'Priya Nair', team: 'falcon' });
    const { body: before } = await office.post('/api/sales', aSale());
    const { body: moved } = await office.patch(
      `/api/consultants/${priya.consultantId}`,
      { team: merlin.teamId, hidden_from_screens: true },
      zoe,
    );
    const { body: after } = await office.post('/api/sales', aSale({ consultant: priya.consultantId }));
    expect(moved).toMatchObject({ team: { name: 'Merlin' }, hiddenFromScreens: true, revision: 2 });
    expect(moved.history.map(({ what }: { what: string }) => what)).toEqual([
      'created in Falcon',
      'moved from Falcon to Merlin; hidden from screens',
    ]);
    expect([before.team, after.team]).toEqual(['Falcon', 'Merlin']);
    expect((await office.get(`/api/sales/${before.saleId}`)).body.team).toBe('Falcon');
    expect((await office.get('/api/consultants?team=Falcon')).body.consultants).toEqual([]);
    expect((await office.get('/api/teams')).body.teams.map((one: any) => [one.name, one.consultants])).toEqual([
      ['Falcon', 0],
      ['Merlin', 1],
    ]);
    await eventually(() =>
      expect(heard(ConsultantSaved)).toMatchObject([{ revision: 1 }, { revision: 2, teamId: merlin.teamId, hiddenFromScreens: true }]),
    );
  });

  it.each([
    [{ name: 'Tom' }, 400, 'team'],
    [{ team: 'Falcon' }, 400, 'name'],
    [{ name: 'Tom', team: 'Nowhere' }, 400, 'team'],
    [{ name: 'Tom', team: 'Closed' }, 400, 'team'],
    [{ name: 'priya  nair', team: 'Falcon' }, 409, 'name'],
  ])('%j is refused', async (input, status, field) => {
    await team({ name: 'Falcon' });
    await team({ name: 'Closed', active: false });
    await consultant({ name: 'Priya Nair', team: 'Falcon' });
    const answer = await office.post('/api/consultants', input);
    expect([answer.status, answer.body.field]).toEqual([status, field]);
  });

  it('may have left, and come back', async () => {
    await team({ name: 'Falcon' });
    const { consultantId } = await consultant({ name: 'Priya Nair', team: 'Falcon' });
    await office.patch(`/api/consultants/${consultantId}`, { active: false });
    expect((await office.post('/api/sales', aSale())).body.field).toBe('consultant');
    await office.patch(`/api/consultants/${consultantId}`, { active: true });
    expect((await office.post('/api/sales', aSale())).status).toBe(201);
  });
});
