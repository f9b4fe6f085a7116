import { eventually } from '@takings/testing';
import { Client } from 'pg';
import { Expiry } from '../sale-flows/expiry';
import { LOOK_AGAIN } from '../sale-flows/look-again/words';
import { AgentAtSale, deskAnswers, openDesk } from '../testing/agents-desk';
import { RunningBackOffice } from '../testing/running-back-office';
import type { SignedIn } from '../testing/test-people';
import { json, OddSource } from './testing/odd-source';

let registry: OddSource;
let bureau: OddSource;
let postcodes: OddSource;
let office: RunningBackOffice;
let anna: SignedIn;

const COMPANY = 'LARCH & LIME CATERING LTD';
const REPORT = {
  reference: 'R-1',
  company_number: '09884217',
  score: 71,
  band: 'low-risk',
  limit: null,
  cost: { amount_minor: 120, currency: 'GBP' },
};
const officersOr =
  (profile: OddSource['behave']): OddSource['behave'] =>
  (request, response) =>
    (request.url?.includes('/officers') ? json(200, { items: [] }) : profile)(request, response);
const company = (number: string, name = COMPANY) => json(200, { company_number: number, company_name: name, company_status: 'active' });
const well = () => {
  registry.behave = officersOr((request, response) => company(request.url!.split('/')[2]!)(request, response));
  bureau.behave = json(200, REPORT);
  postcodes.behave = json(200, { result: { postcode: 'DE1 2PL', admin_district: 'Derby', country: 'England' } });
};

beforeAll(async () => {
  [registry, bureau, postcodes] = await Promise.all([OddSource.start(), OddSource.start(), OddSource.start()]);
  office = await RunningBackOffice.start({
    COMPANIES_HOUSE_URL: registry.url,
    COMPANIES_HOUSE_KEY: 'k',
    CREDIT_BUREAU_URL: bureau.url,
    CREDIT_BUREAU_KEY: 'k',
    POSTCODES_URL: postcodes.url,
  });
  anna = await office.as('Anna Price', { roles: ['agent'], team: (await openDesk(office)).teamId });
});
beforeEach(well);
afterAll(async () => {
  await office?.close();
  await Promise.all([registry.close(), bureau.close(), postcodes.close()]);
});

const start = () => AgentAtSale.start(office, anna);
const lookUps = async (sale: AgentAtSale) => (await sale.look()).body.state.lookUps;
const becomes = (sale: AgentAtSale, lookUp: string, expected: Record<string, unknown>) =>
  eventually(async () => expect((await lookUps(sale))[lookUp]).toMatchObject(expected));
const stuck = async (sale: AgentAtSale, state = 'open') =>
  (await office.get(`/api/stuck?subject=${sale.flowId}&state=${state}`)).body.items;

it('looks up what it can while the agent goes on typing, and the credit by the name that was found', async () => {
  const sale = await start();
  await sale.draft('customer', { company_number: '09 884 217', postcode: 'de12pl' });
  await becomes(sale, 'company', { state: 'found', source: 'Companies House', answer: { name: COMPANY, status: 'active', directors: [] } });
  await becomes(sale, 'addresses', { state: 'found', source: 'postcodes.io', answer: { addresses: [], area: 'Derby, England' } });
  await sale.draft('customer', { ...deskAnswers.customer, company_name: COMPANY });
  await becomes(sale, 'credit', { state: 'found', source: 'The credit bureau', cost: '£1.20', answer: { score: 71, rating: 'low risk' } });
});

it('says when it is tried again while the source is down, tells whoever looks, and finds it when the source is back', async () => {
  const listener = new Client({ connectionString: (office.db.options as { url: string }).url });
  await listener.connect();
  const words: string[] = [];
  listener.on('notification', ({ payload }) => words.push(payload ?? ''));
  await listener.query(`listen ${LOOK_AGAIN}`);
  postcodes.behave = json(503, {}, { 'retry-after': '2' });
  const [first, second] = [await start(), await start()];
  for (const sale of [first, second]) await sale.draft('customer', { postcode: 'DE1 2PL' });
  const waiting = { state: 'trying-again', reason: 'postcodes.io is down for now', nextTry: expect.stringMatching(/^\d{4}-.*Z$/) };
  for (const sale of [first, second]) await becomes(sale, 'addresses', waiting);
  await eventually(async () => {
    const { flows } = (await office.get('/api/sale-flows', { ...anna.headers })).body;
    const listed = flows.find(({ flowId }: { flowId: string }) => flowId === first.flowId);
    expect(listed.lookUps).toContainEqual(
      expect.objectContaining({ lookUp: 'addresses', state: 'trying-again', nextTry: waiting.nextTry }),
    );
  });
  postcodes.behave = json(200, { result: { postcode: 'DE1 2PL', admin_district: 'Derby', country: 'England' } });
  for (const sale of [first, second]) await becomes(sale, 'addresses', { state: 'found' });
  const { entries } = await first.history();
  const events = entries.flatMap((entry: { events: { type: string }[] }) => entry.events.map(({ type }) => type));
  expect(events.filter((type: string) => type.startsWith('look-up'))).toEqual(['look-up-asked', 'look-up-found']);
  // Asked, tried again, and found: more often than the sale has changed.
  expect(words.filter((word) => word.includes(first.flowId)).length).toBeGreaterThan(3);
  await listener.end();
});

it('tells what is found at another postcode while an answered step is edited, and keeps nothing of it', async () => {
  const sale = await start();
  await sale.answer('customer');
  await becomes(sale, 'addresses', { state: 'found' });
  const before = (await sale.look()).body;
  const offers = (look_up: string, answers: object = { ...deskAnswers.customer, postcode: 'DE24 8QA' }) =>
    office.post(`/api/sale-flows/${sale.flowId}/offers`, { look_up, answers }, { ...anna.headers });
  expect(await offers('addresses')).toEqual({ status: 200, body: { offered: [], says: 'Derby, England. Street and house are typed' } });
  expect(postcodes.asked.at(-1)).toMatchObject({ path: '/postcodes/DE24%208QA' });
  const asked = postcodes.asked.length;
  expect(await offers('addresses', { postcode: 'DE2' })).toEqual({ status: 200, body: { offered: [], says: null } });
  expect(postcodes.asked).toHaveLength(asked);
  expect(await offers('credit')).toMatchObject({ status: 400, body: { field: 'look_up' } });
  expect(await offers('horoscope')).toMatchObject({ status: 400, body: { field: 'look_up' } });
  expect(await sale.preview('nowhere' as 'customer', {})).toMatchObject({ status: 400, body: { field: 'step' } });
  expect((await sale.look()).body).toMatchObject({ version: before.version, state: before.state });
});

it('drops the answer to a question that was asked before the agent changed it', async () => {
  const recorded = async () => (await office.db.query(`select 1 from inbox where stage = 'look-up-company'`)).length as number;
  const [sale, before] = [await start(), await recorded()];
  let answerOld = () => {};
  registry.behave = officersOr((request, response) => {
    if (request.url !== '/company/11111111') return company('22222222', 'NEW LTD')(request, response);
    answerOld = () => company('11111111', 'OLD LTD')(request, response);
  });
  await sale.draft('customer', { company_number: '11111111' });
  await eventually(() => expect(registry.asked.map(({ path }) => path)).toContain('/company/11111111'));
  await sale.draft('customer', { company_number: '22222222' });
  await becomes(sale, 'company', { state: 'found', round: 2, answer: { name: 'NEW LTD' } });
  answerOld();
  await eventually(async () => expect(await recorded()).toBe(before + 2));
  expect((await lookUps(sale)).company).toMatchObject({ state: 'found', round: 2, answer: { name: 'NEW LTD' } });
});

describe('one that its source will never take', () => {
  let sale: AgentAtSale;

  beforeEach(async () => {
    sale = await start();
    registry.behave = json(400, {});
    await sale.draft('customer', { company_number: '33333333' });
    await becomes(sale, 'company', { state: 'parked', reason: 'Companies House does not take this question (400)' });
    await eventually(async () =>
      expect(await stuck(sale)).toMatchObject([{ stage: 'look-up-company', reason: 'Companies House does not take this question (400)' }]),
    );
  });

  const letGo = (by = 'Anna Price') =>
    eventually(async () => expect(await stuck(sale, 'all')).toMatchObject([{ state: 'settled', settled: { outcome: 'discarded', by } }]));

  it('is stuck, until the agent types it in', async () => {
    expect(await sale.ask({ type: 'type-in', look_up: 'company', answer: { name: 'By Hand Ltd' } })).toMatchObject({ status: 200 });
    expect((await lookUps(sale)).company).toMatchObject({ state: 'typed-in', answer: { name: 'By Hand Ltd' }, by: { name: 'Anna Price' } });
    await letGo();
  });

  it('is stuck, until the agent asks anew', async () => {
    well();
    expect(await sale.ask({ type: 'retry-look-up', look_up: 'company' })).toMatchObject({ status: 200 });
    await becomes(sale, 'company', { state: 'found', round: 2 });
    await letGo();
  });

  it('is stuck, until the agent gives the sale up', async () => {
    expect(await sale.ask({ type: 'abandon', reason: 'they went elsewhere' })).toMatchObject({ status: 200 });
    await letGo();
  });

  it('is stuck, until the sale has ended because nobody works on it', async () => {
    await office.part(Expiry).sweep(new Date(Date.now() + 15 * 86_400_000));
    expect((await sale.look()).body.state.status).toBe('expired');
    await letGo('Takings');
  });

  it('is found when somebody releases it', async () => {
    well();
    const [{ stuckId }] = await stuck(sale);
    expect(await office.post(`/api/stuck/${stuckId}/retry`, { because: 'Companies House takes it now' })).toMatchObject({ status: 200 });
    await becomes(sale, 'company', { state: 'found', round: 1 });
  });
});
