import { randomUUID } from 'node:crypto';
import { eventually } from '@takings/testing';
import { AgentAtSale, deskAnswers, newPrices, openDesk } from '../testing/agents-desk';
import { RunningBackOffice } from '../testing/running-back-office';
import type { SignedIn } from '../testing/test-people';

let office: RunningBackOffice;
let desk: Awaited<ReturnType<typeof openDesk>>;
let anna: SignedIn;
let ravi: SignedIn;
let mona: SignedIn;
let omar: SignedIn;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  desk = await openDesk(office);
  const south = (await office.post('/api/teams', { name: 'South' })).body.teamId;
  anna = await office.as('Anna Price', { roles: ['agent'], team: desk.teamId });
  ravi = await office.as('Ravi Shah', { roles: ['agent'], team: desk.teamId });
  mona = await office.as('Mona Reed', { roles: ['team-manager'], team: desk.teamId });
  omar = await office.as('Omar Diaz', { roles: ['team-manager'], team: south });
});
afterAll(() => office?.close());

const sales = async () => (await office.get('/api/sales?limit=200')).body.sales.length;

describe('a sale at the desk', () => {
  it('goes from the first field to the tables of sales, and only when it is completed', async () => {
    const before = await sales();
    const sale = await AgentAtSale.start(office, anna);
    await sale.answerAll();
    expect(await sales()).toBe(before);
    const { body } = await sale.complete();
    expect(body).toMatchObject({
      state: { status: 'completed', ended: { totalMinor: 8700, currency: 'GBP', by: { name: 'Anna Price' } } },
      waitsFor: null,
    });
    expect((await office.get(`/api/sales/${sale.flowId}`)).body).toMatchObject({
      saleRef: body.state.saleRef,
      consultant: 'Priya Nair',
      team: 'North',
      channel: 'offline',
      product: 'Fibre broadband and 1 more',
      salesRevenue: { minor: 8700, currency: 'GBP' },
      customer: { customerRef: '09884217', name: 'Larch & Lime Catering Ltd' },
      enteredBy: 'Anna Price',
      dueOn: '2026-12-01',
      lines: [
        { unitPrice: '24.5', quantity: '2' },
        { unitPrice: '9.5', quantity: '4' },
      ],
    });
    await eventually(() =>
      expect(office.tap.heard.filter(({ type, subject }) => type === 'sale.completed.v1' && subject === sale.flowId)).toHaveLength(1),
    );
  });

  it('is started once however often it is asked for, and not under an id that is taken', async () => {
    const body = { command_id: randomUUID(), consultant: desk.consultantId };
    const first = await office.post('/api/sale-flows', body, { ...anna.headers });
    const again = await office.post('/api/sale-flows', body, { ...anna.headers });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect(await office.post('/api/sale-flows', body, { ...ravi.headers })).toMatchObject({ status: 409 });
  });

  it('needs somebody who sells', async () => {
    const refused = (consultant?: string) => office.post('/api/sale-flows', { command_id: randomUUID(), consultant }, { ...anna.headers });
    expect(await refused()).toMatchObject({
      status: 400,
      body: { field: 'consultant', message: expect.stringContaining('consultant: is missing; expected') },
    });
    expect(await refused('Nobody')).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('there is no consultant "Nobody"') },
    });
  });

  it('keeps a draft however incomplete, and it is there on another machine', async () => {
    const sale = await AgentAtSale.start(office, anna);
    const draft = { company_name: '<b>Larch</b> & "Lime" 🌿', email: 'not yet', lines: [{ sku: '' }], phone: null };
    expect(await sale.draft('customer', draft)).toMatchObject({ status: 200 });
    expect((await sale.seenBy(anna).look()).body).toMatchObject({
      state: { steps: { customer: { state: 'open', draft } } },
      waitsFor: { kind: 'answers', step: 'customer', title: 'Customer' },
      nextStep: 'customer',
      mayWorkOn: true,
    });
  });

  it('answers a command that comes twice as it did first, and does it once', async () => {
    const sale = await AgentAtSale.start(office, anna);
    const command = { type: 'answer', command_id: randomUUID(), step: 'customer', answers: deskAnswers.customer, version: 1 };
    const first = await sale.ask(command);
    const [second, third] = await Promise.all([sale.ask(command), sale.ask(command)]);
    expect([second.body.events, third.body.events]).toEqual([first.body.events, first.body.events]);
    expect(second.body.events.length).toBeGreaterThan(1);
    const { entries } = await sale.history();
    expect(entries.filter(({ by }: any) => by.name === 'Anna Price')).toHaveLength(2);
  });

  it('takes many commands at once, each once, in one order', async () => {
    const sale = await AgentAtSale.start(office, anna);
    const drafts = Array.from({ length: 60 }, (_, n) => sale.draft('requirement', { need: `Line ${n}` }));
    expect((await Promise.all(drafts)).map(({ status }) => status)).toEqual(drafts.map(() => 200));
    const { entries } = await sale.history();
    expect(entries.map(({ version }: { version: number }) => version)).toEqual(Array.from({ length: 61 }, (_, n) => n + 1));
  });
});

describe('an edit', () => {
  it('is previewed, reopens what goes by it and nothing else, and is confirmed with one click', async () => {
    const sale = await AgentAtSale.start(office, anna);
    await sale.answerAll();
    const preview = await sale.preview('customer', { postcode: 'DE24 8QA' });
    expect(preview.body).toMatchObject({
      faults: [],
      changed: ['postcode'],
      reopens: [
        { step: 'requirement', because: 'customer', stillValid: true },
        { step: 'product', because: 'requirement', stillValid: true },
        { step: 'consent', because: 'product', stillValid: true },
      ],
      stays: ['payment'],
    });
    expect(preview.body.lookUps).toContainEqual({ lookUp: 'credit', title: 'Credit check', becomes: 'kept' });
    const { body } = await sale.answer('customer', { postcode: 'DE24 8QA' });
    expect(body).toMatchObject({
      waitsFor: { kind: 'confirmation', step: 'requirement' },
      state: { steps: { payment: { state: 'done' } } },
    });
    expect(await sale.complete()).toMatchObject({
      status: 409,
      body: { message: 'step: Requirement is not done; expected every step answered or confirmed first' },
    });
    expect(await sale.ask({ type: 'confirm', steps: ['requirement', 'product', 'consent'] })).toMatchObject({ status: 200 });
    expect(await sale.complete()).toMatchObject({ status: 200 });
  });
});

describe('two at one sale', () => {
  it('get it in the order they came: the second is told who changed what, and when', async () => {
    const sale = await AgentAtSale.start(office, anna);
    const [window, manager] = [sale.seenBy(anna), sale.seenBy(mona)];
    const answers = await Promise.all([window.answer('customer'), manager.answer('customer', { phone: '020 7946 0000' })]);
    const won = answers.findIndex(({ status }) => status === 200);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers[1 - won]!.body.message).toMatch(
      new RegExp(`^${['Anna Price', 'Mona Reed'][won]} answered customer at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC. Look again`),
    );
  });

  it('is 403 with a name for whom it is not', async () => {
    const sale = await AgentAtSale.start(office, anna);
    const whose = 'This is the sale of Anna Price';
    expect(await sale.seenBy(ravi).answer('customer')).toMatchObject({ status: 403, body: { message: expect.stringContaining(whose) } });
    expect(await sale.seenBy(ravi).look()).toMatchObject({ status: 200, body: { mayWorkOn: false, mayTakeOver: false } });
    expect(await sale.seenBy(omar).look()).toMatchObject({ status: 403, body: { message: expect.stringContaining(whose) } });
    expect(await sale.seenBy(mona).look()).toMatchObject({ status: 200, body: { mayWorkOn: true, mayTakeOver: true } });
  });

  it('is handed over with a note, and taken over by the manager with a reason; both are audited', async () => {
    const sale = await AgentAtSale.start(office, anna);
    expect(await sale.ask({ type: 'hand-over', to: randomUUID(), note: 'Call after 3' })).toMatchObject({
      status: 400,
      body: { field: 'to' },
    });
    await sale.ask({ type: 'hand-over', to: ravi.person.id, note: 'Call after 3' });
    const listed = async (who: SignedIn) =>
      (await office.get('/api/sale-flows', { ...who.headers })).body.flows.find((one: any) => one.flowId === sale.flowId);
    expect(await listed(anna)).toBeUndefined();
    expect(await listed(ravi)).toMatchObject({
      note: { text: 'Call after 3', by: { name: 'Anna Price' } },
      waitsForYou: true,
      customerName: null,
    });
    expect(await sale.draft('customer', { phone: '1' })).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining('Ravi Shah') },
    });
    await sale.seenBy(mona).ask({ type: 'take-over', reason: 'Ravi is ill' });
    expect((await sale.seenBy(mona).look()).body.state.owner).toEqual({ id: mona.person.id, name: 'Mona Reed' });
    const audit = await office.db.query('select actor, action from audit where about = $1 order by id', [sale.flowId]);
    expect(audit).toEqual([
      { actor: 'Anna Price', action: 'sale handed over' },
      { actor: 'Mona Reed', action: 'sale taken over' },
    ]);
  });
});

describe('prices', () => {
  it('stay those of the start while the list moves, and are taken anew with a reason, lower ones by a manager', async () => {
    const sale = await AgentAtSale.start(office, anna);
    await sale.answerAll();
    await newPrices(office, '26');
    expect((await sale.look()).body).toMatchObject({
      drift: [{ sku: 'FIBRE', name: 'Fibre broadband', before: '24.5', after: '26' }],
      prices: { FIBRE: { unitPrice: '24.5' } },
    });
    expect(await sale.ask({ type: 'reprice', reason: ' ' })).toMatchObject({ status: 400, body: { field: 'reason' } });
    const { body } = await sale.ask({ type: 'reprice', reason: 'The customer asked' });
    expect(body.state.steps).toMatchObject({
      product: { state: 'reopened', because: 'prices' },
      payment: { state: 'done' },
      consent: { state: 'reopened' },
    });
    await sale.ask({ type: 'confirm', steps: ['product', 'consent'] });
    await newPrices(office, '20');
    expect(await sale.ask({ type: 'reprice', reason: 'Goodwill' })).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining('from £90.00 to £78.00') },
    });
    const manager = sale.seenBy(mona);
    expect(await manager.ask({ type: 'reprice', reason: 'Goodwill' })).toMatchObject({ status: 200 });
    await manager.ask({ type: 'confirm', steps: ['product', 'consent'] });
    expect((await manager.complete()).body.state.ended.totalMinor).toBe(7800);
  });
});

describe('what cannot be', () => {
  it.each([
    ['an unknown type', { type: 'sell' }, 400, 'type'],
    ['no id', { type: 'continue', command_id: undefined }, 400, 'command_id'],
    ['no version', { type: 'complete', version: undefined }, 400, 'version'],
    ['a step out of order', { type: 'answer', step: 'consent', answers: deskAnswers.consent }, 409, undefined],
    ['an unknown step', { type: 'draft', step: 'colour', draft: {} }, 400, 'step'],
    ['a wrong type', { type: 'answer', step: 'customer', answers: { ...deskAnswers.customer, phone: 7 } }, 400, 'answers.phone'],
    ['a list for a draft', { type: 'draft', step: 'customer', draft: [] }, 400, 'draft'],
    ['a field of a megabyte', { type: 'draft', step: 'customer', draft: { phone: 'x'.repeat(1_048_576) } }, 400, 'draft.phone'],
    [
      'many large fields',
      {
        type: 'draft',
        step: 'customer',
        draft: { a: 'x'.repeat(9_999), ...Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`f${n}`, 'y'.repeat(9_999)])) },
      },
      400,
      'draft',
    ],
    ['a NUL byte', { type: 'draft', step: 'customer', draft: { phone: 'a\0' } }, 400, 'draft.phone'],
    ['half a sign', { type: 'draft', step: 'customer', draft: { phone: '\ud800' } }, 400, 'draft.phone'],
    ['a card number in a draft', { type: 'draft', step: 'payment', draft: { card_ref: '4111-1111-1111-1111' } }, 400, 'draft.card_ref'],
    ['an unknown field', { type: 'continue', colour: 'red' }, 400, 'colour'],
  ])('is refused clearly: %s', async (_, command, status, field) => {
    const sale = await AgentAtSale.start(office, anna);
    const { body, ...answer } = await sale.ask(command as Record<string, unknown>);
    expect(answer.status).toBe(status);
    expect(body.field).toBe(field);
    expect(body.message.length).toBeLessThan(300);
    expect(body.message).not.toMatch(/4111|Something went wrong/);
    expect((await sale.history()).entries).toHaveLength(1);
  });

  it('is a sale nobody knows, and a stale version', async () => {
    expect(await office.get(`/api/sale-flows/${randomUUID()}`, { ...anna.headers })).toMatchObject({ status: 404 });
    const sale = await AgentAtSale.start(office, anna);
    await sale.answer('customer');
    expect(await sale.ask({ type: 'answer', step: 'customer', answers: deskAnswers.customer, version: 1 })).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/^Anna Price answered customer at /) },
    });
  });
});

it('is taken back with a reason, and is then no sale any more', async () => {
  const sale = await AgentAtSale.start(office, anna);
  await sale.answerAll();
  await sale.complete();
  expect(await sale.ask({ type: 'take-back', reason: 'Wrong customer' })).toMatchObject({
    status: 200,
    body: { state: { status: 'taken-back' } },
  });
  expect((await office.get(`/api/sales/${sale.flowId}`)).body.voided).toMatchObject({ by: 'Anna Price', reason: 'Wrong customer' });
  expect(await sale.ask({ type: 'take-back', reason: 'Again' })).toMatchObject({
    status: 409,
    body: { message: expect.stringContaining('Anna Price took this sale back') },
  });
});

it('stays open when what it would become is refused, and is completed once that is put right', async () => {
  const { consultantId } = (await office.post('/api/consultants', { name: 'Lena Ford', team: 'North' })).body;
  const sale = await AgentAtSale.start(office, anna, 'Lena Ford');
  await sale.answerAll();
  await office.patch(`/api/consultants/${consultantId}`, { active: false });
  expect(await sale.complete()).toMatchObject({ status: 400, body: { message: expect.stringContaining('Lena Ford has left') } });
  expect((await sale.look()).body.state).toMatchObject({ status: 'open', ended: null });
  expect(await sale.ask({ type: 'change-seller', consultant: 'Lena Ford', channel: 'online' })).toMatchObject({
    status: 400,
    body: { field: 'consultant' },
  });
  await sale.ask({ type: 'change-seller', consultant: 'Priya Nair', channel: 'online' });
  const command_id = randomUUID();
  const [one, other] = await Promise.all([sale.ask({ type: 'complete', command_id }), sale.ask({ type: 'complete', command_id })]);
  expect([one.status, other.status]).toEqual([200, 200]);
  expect(other.body.events).toEqual(one.body.events);
  expect((await office.get(`/api/sales/${sale.flowId}`)).body).toMatchObject({ consultant: 'Priya Nair', channel: 'online' });
});
