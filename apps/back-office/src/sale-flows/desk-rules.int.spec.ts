import { CompanyLookUpRequested } from '@takings/contracts';
import { deskV1, type FlowDefinition, replay, type StepDefinition } from '@takings/sale-flow';
import { eventually } from '@takings/testing';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { LookUpResults } from '../look-ups/look-up-results';
import { AgentAtSale, deskAnswers, openDesk } from '../testing/agents-desk';
import { RunningBackOffice } from '../testing/running-back-office';
import type { SignedIn } from '../testing/test-people';
import { Expiry } from './expiry';
import { FlowDefinitions } from './flow-definitions';

let office: RunningBackOffice;
let desk: Awaited<ReturnType<typeof openDesk>>;
let anna: SignedIn;
let mona: SignedIn;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  desk = await openDesk(office);
  anna = await office.as('Anna Price', { roles: ['agent'], team: desk.teamId });
  mona = await office.as('Mona Reed', { roles: ['team-manager'], team: desk.teamId });
});
afterAll(() => office?.close());

const DAY_MS = 86_400_000;
const listed = async (sale: AgentAtSale, query = '') =>
  (await office.get(`/api/sale-flows?limit=200${query}`, { ...anna.headers })).body.flows.find((one: any) => one.flowId === sale.flowId);

describe('a look-up', () => {
  const found = {
    kind: 'found',
    source: 'Company registry',
    answer: { name: 'Larch & Lime Catering Ltd', directors: ['I Walcott'] },
    cost: '£1',
  } as const;
  const record = (sale: AgentAtSale, round: number, outcome: Parameters<LookUpResults['recordLookUp']>[3] = found) =>
    office.db.transaction((db) => office.part(LookUpResults).recordLookUp(sale.flowId, 'company', round, outcome, db));
  const company = async (sale: AgentAtSale) => (await sale.look()).body.state.lookUps.company;
  const asked = (sale: AgentAtSale) =>
    office.tap.heard.filter(({ type, subject }) => type === CompanyLookUpRequested.type && subject === sale.flowId).map(({ data }) => data);

  it('is asked as soon as its inputs are typed, and its answer is entered for the latest question alone', async () => {
    const sale = await AgentAtSale.start(office, anna);
    await sale.draft('customer', { company_number: '09884217' });
    await eventually(() => expect(asked(sale)).toEqual([{ flowId: sale.flowId, lookUp: 'company', round: 1, companyNumber: '09884217' }]));
    await sale.draft('customer', { company_number: 'SC123456' });
    await record(sale, 1);
    expect(await company(sale)).toMatchObject({ round: 2, question: { companyNumber: 'SC123456' } });
    await record(sale, 2);
    expect(await company(sale)).toMatchObject({
      state: 'found',
      source: 'Company registry',
      cost: '£1',
      answer: { directors: ['I Walcott'] },
    });
    await record(sale, 2, { kind: 'not-found', source: 'Company registry' });
    expect(await company(sale)).toMatchObject({ state: 'found' });
  });

  it('that is asked again now is another question, and one typed in is flagged and heard no more', async () => {
    const sale = await AgentAtSale.start(office, anna);
    await sale.draft('customer', { company_number: '09884217' });
    await eventually(async () => expect(await company(sale)).toMatchObject({ state: 'parked', round: 1 }));
    expect(await listed(sale)).toMatchObject({ waitsForYou: true, lookUps: [{ lookUp: 'company', title: 'Company', state: 'parked' }] });
    await sale.ask({ type: 'retry-look-up', look_up: 'company' });
    expect(await company(sale)).toMatchObject({ round: 2 });
    await sale.ask({ type: 'type-in', look_up: 'company', answer: { name: 'Larch' } });
    await record(sale, 2);
    expect(await company(sale)).toMatchObject({ state: 'typed-in', by: { name: 'Anna Price' }, answer: { name: 'Larch', directors: [] } });
  });

  it('whose answer is not what the flow expects has to be seen to', async () => {
    const sale = await AgentAtSale.start(office, anna);
    await sale.draft('customer', { company_number: '09884217' });
    await eventually(async () => expect(await company(sale)).toMatchObject({ state: 'parked' }));
    await record(sale, 1, { ...found, answer: { title: 7 } });
    expect(await company(sale)).toMatchObject({ state: 'parked', reason: 'The answer cannot be understood; enter it by hand' });
  });
});

describe('a sale nobody works on', () => {
  const sweepAfter = (days: number) => office.part(Expiry).sweep(new Date(Date.now() + days * DAY_MS));

  it('is reminded of once, ends, and is continued where it was', async () => {
    const sale = await AgentAtSale.start(office, anna);
    await sale.draft('requirement', { need: 'Later' });
    await sweepAfter(12.5);
    await sweepAfter(12.6);
    expect(await listed(sale)).toMatchObject({ reminded: true, waitsForYou: true });
    expect((await sale.history()).entries.filter(({ events }: any) => events[0].type === 'reminded')).toHaveLength(1);
    await sweepAfter(14.5);
    expect(await listed(sale, '&status=expired')).toMatchObject({ status: 'expired', waitsFor: null });
    expect(await sale.draft('requirement', { need: 'Now' })).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/^This sale expired on .* by Takings; expected "continue" first$/) },
    });
    await sale.ask({ type: 'continue' });
    expect((await sale.look()).body.state).toMatchObject({
      status: 'open',
      remindedAt: null,
      steps: { requirement: { draft: { need: 'Later' } } },
    });
  });
});

describe('the history', () => {
  it('says who typed what and when, and comes to the state that is kept', async () => {
    const sale = await AgentAtSale.start(office, anna);
    await sale.draft('customer', { phone: '1' });
    await sale.answerAll();
    await sale.seenBy(mona).ask({ type: 'take-over', reason: 'Anna is ill' });
    const { entries } = await sale.seenBy(mona).history();
    expect(entries.map(({ by, what }: any) => `${by.name} ${what[0]}`)).toEqual(
      expect.arrayContaining([
        'Anna Price typed into Customer: phone',
        'Anna Price answered Consent',
        'Mona Reed took it over from Anna Price: Anna is ill',
      ]),
    );
    expect(replay(entries)).toEqual((await sale.seenBy(mona).look()).body.state);
  });

  it('tells the time at work, by step and by agent', async () => {
    const sale = await AgentAtSale.start(office, anna);
    await sale.answerAll();
    expect(await sale.complete()).toMatchObject({ status: 200 });
    const { body } = await office.get('/api/sale-flows/time', { ...mona.headers });
    expect(body.sales).toBeGreaterThan(0);
    expect(body.people).toContainEqual(expect.objectContaining({ id: anna.person.id, name: 'Anna Price' }));
    expect(body.steps.map(({ title }: any) => title).slice(0, 2)).toEqual(['Customer', 'Requirement']);
    expect(await office.get('/api/sale-flows/time', { ...anna.headers })).toMatchObject({ status: 403 });
    const { body: mine } = await office.get('/api/sale-flows/time?whose=mine', { ...anna.headers });
    expect(mine).toMatchObject({ sales: body.sales, team: { sales: body.sales }, people: [{ name: 'Anna Price' }] });
    expect(mine.lookUps).toContainEqual({ lookUp: 'credit', title: 'Credit check', sales: body.sales, typedIn: body.sales });
    const { body: nobodys } = await office.get('/api/sale-flows/time?whose=mine', { ...mona.headers });
    expect(nobodys).toMatchObject({ sales: 0, steps: [], people: [], team: { sales: body.sales } });
  });
});

describe('looking again', () => {
  const sockets: Socket[] = [];
  afterAll(() => sockets.forEach((socket) => socket.close()));

  async function window(somebody: SignedIn | undefined) {
    const heard: { topic: string; id: string; version: number }[] = [];
    const socket = io(office.url, {
      path: '/api/live/socket.io',
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: somebody ? { cookie: somebody.headers.cookie } : {},
    });
    sockets.push(socket);
    socket.on('look-again', (word) => heard.push(word));
    const refused = await new Promise<string | undefined>((resolve) => {
      socket.on('connect', () => resolve(undefined));
      socket.on('connect_error', ({ message }) => resolve(message));
    });
    const enter = (room: object): Promise<{ entered: boolean }> => socket.emitWithAck('enter', room);
    return { heard, refused, enter };
  }

  it('is told to who looks at the sale, and to the lists it is on, at once and without what it says', async () => {
    const [first, second] = [await AgentAtSale.start(office, anna), await AgentAtSale.start(office, anna)];
    const [page, list, team] = [await window(anna), await window(anna), await window(mona)];
    expect(await page.enter({ sale: first.flowId })).toEqual({ entered: true });
    expect(await list.enter({ list: 'mine' })).toEqual({ entered: true });
    expect(await team.enter({ list: 'team' })).toEqual({ entered: true });
    const { body } = await first.draft('requirement', { need: 'x' });
    await second.draft('requirement', { need: 'y' });
    await eventually(() => {
      expect(page.heard).toEqual([{ topic: 'sale', id: first.flowId, version: body.version }]);
      for (const one of [list, team]) {
        expect(one.heard).toEqual([
          { topic: 'list', id: first.flowId, version: 2 },
          { topic: 'list', id: second.flowId, version: 2 },
        ]);
      }
    });
  });

  it('lets nobody in who has not signed in, nor into a sale that they may not see', async () => {
    const sale = await AgentAtSale.start(office, anna);
    expect((await window(undefined)).refused).toBeDefined();
    const stranger = await window(await office.as('Olga Stern', { roles: ['agent'] }));
    expect(await stranger.enter({ sale: sale.flowId })).toEqual({ entered: false });
    expect(await stranger.enter({ list: 'all' })).toEqual({ entered: false });
    expect(await stranger.enter({ colour: 'red' })).toEqual({ entered: false });
  });

  it('says who is there and what they edit', async () => {
    const sale = await AgentAtSale.start(office, anna);
    const page = await window(mona);
    await page.enter({ sale: sale.flowId });
    const say = (step: string | null) =>
      fetch(`${office.url}/api/sale-flows/${sale.flowId}/presence`, {
        method: 'PUT',
        headers: { ...anna.headers, 'content-type': 'application/json' },
        body: JSON.stringify({ step }),
      });
    await say('product');
    await say('product');
    expect((await sale.seenBy(mona).look()).body.presence).toEqual([
      { id: anna.person.id, name: 'Anna Price', step: 'product', seenAt: expect.any(String) },
    ]);
    await say(null);
    expect((await sale.seenBy(mona).look()).body.presence).toEqual([]);
    await eventually(() => expect(page.heard.map(({ topic }) => topic)).toEqual(['presence', 'presence']));
  });
});

describe('a release with a step in the middle', () => {
  const survey: StepDefinition = {
    id: 'survey',
    title: 'Survey',
    requires: ['requirement'],
    answers: z.strictObject({ rooms: z.int().min(1) }),
    fields: [{ name: 'rooms', label: 'Rooms', kind: 'text' }],
  };
  const v2: FlowDefinition = {
    ...deskV1,
    version: 2,
    says: 'The place is surveyed before anything is offered',
    steps: deskV1.steps.flatMap((step) => (step.id === 'product' ? [survey, { ...step, requires: ['requirement', 'survey'] }] : [step])),
  };
  const migrate = (body: object) => office.post('/api/flow-definitions/1/migrate', body);
  let old: AgentAtSale;
  let early: AgentAtSale;
  let late: AgentAtSale;

  beforeAll(async () => {
    await office.db.query(
      `update sale_flow set status = 'abandoned', state = jsonb_set(state, '{status}', '"abandoned"') where status = 'open'`,
    );
    [old, early, late] = [
      await AgentAtSale.start(office, anna),
      await AgentAtSale.start(office, anna),
      await AgentAtSale.start(office, anna),
    ];
    await old.answerAll();
    await early.answer('customer');
    await late.answerAll();
    office.part(FlowDefinitions).add(v2);
  });

  it('leaves the sales of the old flow to finish on it, while new ones are made by the new', async () => {
    expect((await old.complete()).body.state).toMatchObject({ status: 'completed', definition: 1 });
    const fresh = await AgentAtSale.start(office, anna);
    expect((await fresh.look()).body.state.definition).toBe(2);
    await fresh.answer('customer');
    await fresh.answer('requirement');
    expect(await fresh.answer('product')).toMatchObject({ status: 409, body: { message: expect.stringContaining('comes after Survey') } });
    expect((await office.get('/api/flow-definitions')).body.definitions).toMatchObject([
      { version: 2, state: 'current', openSales: 1 },
      { version: 1, state: 'kept', openSales: 2 },
    ]);
  });

  it('moves open sales when somebody says so, after a dry run over each of them that changes nothing', async () => {
    expect(await office.post('/api/flow-definitions/1/retire')).toMatchObject({
      status: 409,
      body: { message: '2 open sales are made by version 1 (Anna Price 2); expected them finished or moved first' },
    });
    const dry = await migrate({});
    expect(dry.body).toMatchObject({
      ...{ from: 1, to: 2, dryRun: true, sales: 2, clean: 1, reopening: 1 },
      steps: [
        { step: 'product', sales: 1 },
        { step: 'consent', sales: 1 },
      ],
    });
    expect(dry.body.examples[0]).toMatchObject({ flowId: late.flowId, reopens: ['product', 'consent'], adds: ['survey'], drops: [] });
    expect((await late.look()).body.state.definition).toBe(1);
    expect((await migrate({ dry_run: false })).body).toMatchObject({ dryRun: false, sales: 2, reopening: 1 });
    expect((await late.look()).body).toMatchObject({
      nextStep: 'survey',
      state: { definition: 2, steps: { product: { state: 'reopened', because: 'definition', draft: deskAnswers.product } } },
    });
    expect((await early.look()).body.state).toMatchObject({ definition: 2, steps: { customer: { state: 'done' } } });
    await late.ask({ type: 'answer', step: 'survey', answers: { rooms: 3 } });
    await late.ask({ type: 'confirm', steps: ['product', 'consent'] });
    expect(await late.complete()).toMatchObject({ status: 200 });
  });

  it('retires the old flow once no open sale is made by it, and the current one never', async () => {
    expect((await office.post('/api/flow-definitions/1/retire')).body.definitions[1]).toMatchObject({
      version: 1,
      state: 'retired',
      retired: { by: 'local operator' },
    });
    expect(await office.post('/api/flow-definitions/2/retire')).toMatchObject({ status: 409 });
    expect(await office.post('/api/flow-definitions/3/retire')).toMatchObject({ status: 404 });
    const actions = await office.db.query(`select action from audit where about = 'sale flow 1' order by id`);
    expect(actions).toEqual([{ action: 'sales moved to another flow' }, { action: 'flow retired' }]);
  });
});
