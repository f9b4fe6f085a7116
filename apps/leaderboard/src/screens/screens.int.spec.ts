import { eventually, FactTap, type FreshDatabase, freshDatabase, type TestBroker, testBroker, tokenHeaders } from '@takings/testing';
import { BoardClient } from '../testing/board-client';
import { RunningLeaderboard } from '../testing/running-leaderboard';
import { ContactCentre } from '../testing/sales';

let database: FreshDatabase;
let broker: TestBroker;
let tap: FactTap;
let centre: ContactCentre;
let leaderboard: RunningLeaderboard;
/** Without Redis between them: what one decides the other finds in the database. */
let second: RunningLeaderboard;
const clients: BoardClient[] = [];
let named = 0;

const client = (one: BoardClient) => {
  clients.push(one);
  return one;
};
const askForCode = async (at = leaderboard) =>
  (await at.post<{ code: string; device: string; expiresAt: string }>('/api/screens/codes')).body;
const enter = (code: string, screen: object = {}, headers = {}) =>
  leaderboard.post('/api/screens', { code, name: `Screen ${++named}`, shows: { boards: ['floor'] }, ...screen }, headers);
/** A screen that was paired, and its token. */
const pairedScreen = async (screen: object = {}) => {
  const { code, device } = await askForCode();
  const { body } = await enter(code, screen);
  const { body: state } = await leaderboard.get(`/api/screens/codes/${device}`);
  return { screenId: body.screenId as string, name: body.name as string, token: state.token as string, device };
};
const screenOn = (at: RunningLeaderboard, auth: object) => BoardClient.on(at.url, { ...auth }).then(client);

beforeAll(async () => {
  [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
  const servers = { databaseUrl: database.url, amqpUrl: broker.url };
  leaderboard = await RunningLeaderboard.start(servers);
  second = await RunningLeaderboard.start(servers, { STAGES: 'track-roster' });
  tap = await FactTap.on(broker.url);
  centre = new ContactCentre(tap);
  await centre.opens();
  await centre.sells('Amara', 1_500);
  await centre.sells('Bo', 900);
  await eventually(async () => expect((await leaderboard.get('/api/boards/floor')).body.seq).toBe(2));
});
afterEach(() => {
  for (const one of clients.splice(0)) one.close();
});
afterAll(async () => {
  await Promise.all([leaderboard?.close(), second?.close()]);
  await tap?.close();
  await broker?.close();
  await database?.drop();
});

describe('pairing', () => {
  it('hands the device its token when a manager has entered the code, and the token opens the board', async () => {
    const { code, device, expiresAt } = await askForCode();
    expect(code).toMatch(/^\d{6}$/);
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(590_000);
    const waiting = client(new BoardClient(leaderboard.url, { pairing: device }));
    await waiting.next('connect');
    const paired = waiting.next<{ token: string }>('paired');
    const { status, body } = await enter(code, { name: 'Window', shows: { boards: ['Falcon'] } }, await tokenHeaders('team-manager', 'Mo'));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'Window',
      pairedBy: 'Mo',
      shows: { boards: ['Falcon'] },
      history: [{ by: 'Mo', what: 'screen paired' }],
    });
    const { token } = await paired;
    const screen = client(new BoardClient(leaderboard.url, { token }));
    expect(await screen.next('screen')).toEqual({ name: 'Window', shows: { boards: ['Falcon'] }, hideAmounts: false });
    await eventually(() => expect(screen.snapshots[0]).toMatchObject({ board: 'Falcon' }));
    expect(waiting.snapshots).toEqual([]);
  });

  it('hands it over within a heartbeat when another process took the code', async () => {
    const { code, device } = await askForCode(second);
    const waiting = client(new BoardClient(second.url, { pairing: device }));
    await waiting.next('connect');
    const paired = waiting.next<{ token: string }>('paired');
    await enter(code);
    const { token } = await paired;
    expect((await screenOn(leaderboard, { token })).snapshots).toHaveLength(1);
  });

  it('tells who asks over HTTP the same token', async () => {
    const { code, device } = await askForCode();
    expect((await leaderboard.get(`/api/screens/codes/${device}`)).body).toMatchObject({ state: 'waiting', token: null });
    await enter(code);
    const { body } = await leaderboard.get(`/api/screens/codes/${device}`);
    expect(body).toMatchObject({ state: 'paired', expiresAt: null });
    expect((await second.get(`/api/screens/codes/${device}`)).body).toEqual(body);
  });

  it('keeps neither codes nor tokens that could be read', async () => {
    const { device, token } = await pairedScreen();
    const { code } = await askForCode();
    const rows = JSON.stringify(await leaderboard.db.query('select * from screen, pairing_code'));
    for (const secret of [device, token, code]) expect(rows).not.toContain(secret);
  });

  it('takes a code once', async () => {
    const { code } = await askForCode();
    expect((await enter(code)).status).toBe(201);
    const again = await enter(code);
    expect(again).toMatchObject({ status: 404, body: { message: expect.stringContaining('no screen shows this code now') } });
  });

  it('takes no code that is older than ten minutes', async () => {
    const { code, device } = await askForCode();
    await leaderboard.db.query("update pairing_code set expires_at = now() - interval '1 second'");
    expect((await enter(code)).status).toBe(404);
    expect((await leaderboard.get(`/api/screens/codes/${device}`)).status).toBe(404);
    expect(await BoardClient.refused(leaderboard.url, { pairing: device })).toMatchObject({ data: { code: 'unknown-pairing' } });
  });

  it('leaves the code in use when something else was wrong', async () => {
    const { name } = await pairedScreen();
    const { code } = await askForCode();
    expect(await enter(code, { name })).toMatchObject({ status: 409 });
    expect(await enter(code, { shows: { boards: ['Kestrel'] } })).toMatchObject({ status: 400, body: { field: 'board' } });
    expect(await enter('12345')).toMatchObject({ status: 400, body: { field: 'code' } });
    expect((await enter(code)).status).toBe(201);
  });

  it('refuses codes after ten wrong ones in a minute, in every process, and says when to come again', async () => {
    await leaderboard.db.query('delete from wrong_code');
    const { code } = await askForCode();
    const wrong = code === '000000' ? '000001' : '000000';
    const guesses = await Promise.all(Array.from({ length: 10 }, () => enter(wrong)));
    expect(guesses.map(({ status }) => status)).toEqual(Array(10).fill(404));
    for (const at of [leaderboard, second]) {
      const refused = await at.post('/api/screens', { code, name: 'Late', shows: { boards: ['floor'] } });
      expect(refused).toMatchObject({
        status: 429,
        body: { error: 'TooManyRequests', message: expect.stringContaining('too many wrong codes') },
      });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await leaderboard.db.query("update wrong_code set at = at - interval '1 minute'");
    expect((await enter(code)).status).toBe(201);
  });

  it('gives one address twenty codes in a minute', async () => {
    await leaderboard.db.query('delete from pairing_code');
    const asked = await Promise.all(Array.from({ length: 22 }, () => leaderboard.post('/api/screens/codes')));
    expect(asked.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(asked.filter(({ status }) => status === 429)).toHaveLength(2);
    await leaderboard.db.query('delete from pairing_code');
  });
});

describe('a screen', () => {
  it('is refused with a forged token, and told so', async () => {
    const { token } = await pairedScreen();
    const forged = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
    expect(await BoardClient.refused(leaderboard.url, { token: forged })).toMatchObject({
      message: 'no screen has this token; pair it again',
      data: { code: 'unknown-token' },
    });
  });

  it('is told at once that it was withdrawn, and is not let in again', async () => {
    const { screenId, token } = await pairedScreen();
    const screen = await screenOn(leaderboard, { token });
    const [withdrawn, gone] = [screen.next('withdrawn'), screen.next('disconnect')];
    const { status, body } = await leaderboard.post(`/api/screens/${screenId}/withdraw`, {}, await tokenHeaders('team-manager', 'Mo'));
    expect(status).toBe(200);
    expect(body).toMatchObject({ withdrawnAt: expect.any(String), history: [{}, { what: 'screen withdrawn' }] });
    await Promise.all([withdrawn, gone]);
    expect(await BoardClient.refused(leaderboard.url, { token })).toMatchObject({ data: { code: 'withdrawn' } });
    expect((await leaderboard.post(`/api/screens/${screenId}/withdraw`)).status).toBe(409);
    expect((await leaderboard.patch(`/api/screens/${screenId}`, { name: 'Ghost' })).status).toBe(409);
  });

  it('is told within a heartbeat when another process withdrew it', async () => {
    const { screenId, token } = await pairedScreen();
    const screen = await screenOn(second, { token });
    const withdrawn = screen.next('withdrawn');
    const at = performance.now();
    await leaderboard.post(`/api/screens/${screenId}/withdraw`);
    await withdrawn;
    expect(performance.now() - at).toBeLessThan(6_000);
  });

  it('follows a change of its settings at once: name, boards, amounts', async () => {
    const { screenId, token } = await pairedScreen({ shows: { boards: ['floor'] } });
    const screen = await screenOn(leaderboard, { token });
    const told = screen.next('screen');
    const shows = { boards: ['Osprey', 'Falcon'], everySeconds: 15, myTeam: 'Falcon' };
    await leaderboard.patch(`/api/screens/${screenId}`, { name: 'Kitchen', shows, hide_amounts: true });
    expect(await told).toEqual({ name: 'Kitchen', shows, hideAmounts: true });
    await eventually(() => expect(screen.snapshots.at(-1)).toMatchObject({ board: 'Osprey', total: null }));
    screen.socket.emit('board', { board: 'Falcon' });
    await eventually(() =>
      expect(screen.snapshots.at(-1)).toMatchObject({ board: 'Falcon', rankings: [{ ranking: 1, salesRevenue: null }, {}] }),
    );
  });

  it('sees only what it was paired for, and can ask for nothing else', async () => {
    const { token } = await pairedScreen({ shows: { boards: ['Falcon'] } });
    const screen = await screenOn(leaderboard, { token });
    const refusals: { message: string }[] = [];
    screen.socket.on('refused', (refusal) => refusals.push(refusal));
    screen.socket.emit('board', { board: 'floor' });
    screen.socket.emit('withdraw', {});
    await eventually(() =>
      expect(refusals.map(({ message }) => message).sort()).toEqual([
        'this screen does not show "floor"; expected one of Falcon',
        'withdraw is nothing that can be asked here',
      ]),
    );
    expect(await BoardClient.refused(leaderboard.url, { token, board: 'floor' })).toMatchObject({
      data: { code: 'invalid', field: 'board' },
    });
  });

  it('shows no name of a consultant who hides, also when that is decided while it is on', async () => {
    const { token } = await pairedScreen();
    const [screen, person] = [await screenOn(leaderboard, { token }), await screenOn(leaderboard, {})];
    expect(JSON.stringify(screen.snapshots[0])).toContain('Amara');
    await centre.consultant('Amara', 'Falcon', { hiddenFromScreens: true });
    await eventually(() => expect(JSON.stringify(screen.snapshots.at(-1)!.rankings)).toContain('Somebody in Falcon'));
    const before = screen.seq!;
    await centre.sells('Amara', 100);
    await eventually(() => expect([screen.seq, person.seq]).toEqual([before + 1, before + 1]));
    expect(screen.changes.at(-1)).toMatchObject({ consultant: 'Somebody in Falcon', amount: { minor: 100 } });
    expect(person.changes.at(-1)).toMatchObject({ consultant: 'Amara' });
    expect(JSON.stringify([screen.snapshots.at(-1), screen.changes])).not.toContain('Amara');
  });

  it('keeps its board when its team gets another name', async () => {
    const { token, screenId } = await pairedScreen({ shows: { boards: ['Osprey'] } });
    const screen = await screenOn(leaderboard, { token });
    await centre.team('Osprey', { name: 'Kite', revision: 2 });
    await eventually(() => expect(screen.snapshots.at(-1)).toMatchObject({ board: 'Kite' }), 8_000);
    expect((await leaderboard.get(`/api/screens/${screenId}`)).body.shows.boards).toEqual(['Kite']);
    await centre.team('Osprey', { revision: 3 });
    await eventually(() => expect(screen.snapshots.at(-1)).toMatchObject({ board: 'Osprey' }), 8_000);
  });

  it('is listed with when it was last seen and what it runs', async () => {
    const { screenId, token } = await pairedScreen();
    expect((await leaderboard.get(`/api/screens/${screenId}`)).body).toMatchObject({ lastSeenAt: null, version: null });
    await screenOn(leaderboard, { token, version: 'wallboard 1.2' });
    await eventually(async () => {
      const { screens } = (await leaderboard.get('/api/screens')).body;
      expect(screens.find((screen: { screenId: string }) => screen.screenId === screenId)).toMatchObject({
        lastSeenAt: expect.any(String),
        version: 'wallboard 1.2',
      });
    }, 7_000);
  });

  it('is not changed by who has not seen what somebody else has made of it, and says who that was', async () => {
    const { screenId, name } = await pairedScreen();
    expect((await leaderboard.get(`/api/screens/${screenId}`)).body.revision).toBe(1);
    const change = (changes: object) => leaderboard.patch(`/api/screens/${screenId}`, changes);
    expect(await change({ hide_amounts: true, revision: 1 })).toMatchObject({ status: 200, body: { revision: 2 } });
    expect(await change({ shows: { boards: ['Falcon'] }, revision: 1 })).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/ changed this at \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/) },
    });
    expect((await leaderboard.get(`/api/screens/${screenId}`)).body).toMatchObject({ name, shows: { boards: ['floor'] }, revision: 2 });
    expect(await change({ shows: { boards: ['Falcon'] }, revision: 2 })).toMatchObject({ status: 200, body: { revision: 3 } });
    expect(await change({ hide_amounts: false })).toMatchObject({ status: 200, body: { revision: 4 } });
  });

  it('lets one of two change it who have seen the same', async () => {
    const { screenId } = await pairedScreen();
    const answers = await Promise.all(
      [true, false].map((hide) => leaderboard.patch(`/api/screens/${screenId}`, { hide_amounts: hide, revision: 1 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('says at the field that a name is taken', async () => {
    const [{ name }, { screenId }] = [await pairedScreen(), await pairedScreen()];
    expect(await leaderboard.patch(`/api/screens/${screenId}`, { name, revision: 1 })).toMatchObject({
      status: 409,
      body: { field: 'name', message: `name: there is a screen "${name}" already; expected a name that no other screen has` },
    });
  });

  it.each([
    ['a revision alone', { revision: 1 }, undefined],
    ['no boards', { shows: { boards: [] } }, 'shows.boards'],
    ['a board twice as long as any', { shows: { boards: ['x'.repeat(200)] } }, 'shows.boards.0'],
    ['a slide of a second', { shows: { boards: ['floor'], everySeconds: 1 } }, 'shows.everySeconds'],
    ['what is not known', { shows: { boards: ['floor'], sound: true } }, 'shows.sound'],
    ['nothing at all', {}, undefined],
  ])('does not take %s', async (_, change, field) => {
    const { screenId } = await pairedScreen();
    const { status, body } = await leaderboard.patch(`/api/screens/${screenId}`, change);
    expect([status, body.field || undefined]).toEqual([400, field]);
  });
});
