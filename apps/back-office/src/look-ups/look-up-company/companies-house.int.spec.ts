/** @servers any: it has a server of its own and needs no other */
import { bearsWrongAnswers } from '../testing/bears-wrong-answers';
import { json, OddSource } from '../testing/odd-source';
import { CompaniesHouse, registered } from './companies-house';

let source: OddSource;
let now = new Date('2026-11-21T13:41:00.000Z');
const registry = () => new CompaniesHouse({ url: source.url, key: 'the-key', timeoutMs: 2_000, now: () => now });

beforeEach(async () => {
  source = await OddSource.start();
});
afterEach(() => source.close());

const PROFILE = {
  company_number: '00445790',
  company_name: 'EXAMPLE PLC',
  company_status: 'active',
  type: 'plc',
  date_of_creation: '1947-11-27',
  registered_office_address: {
    premises: '1',
    address_line_1: 'Example Way',
    locality: 'Welwyn',
    postal_code: 'AL7 1GA',
    country: 'England',
  },
};
const OFFICERS = {
  active_count: 3,
  items: [
    { name: 'MURPHY, Ada', officer_role: 'director', appointed_on: '2020-10-01' },
    { name: 'EXAMPLE SECRETARIAL LIMITED', officer_role: 'corporate-secretary', appointed_on: '2018-05-01' },
    { name: 'HOLDING LTD', officer_role: 'corporate-director' },
    { name: 'GONE, Paul', officer_role: 'director', appointed_on: '2010-01-01', resigned_on: '2019-12-31' },
  ],
};
const answering = (profile = json(200, PROFILE), officers = json(200, OFFICERS)) => {
  source.behave = (request, response) => (request.url?.includes('/officers') ? officers : profile)(request, response);
};

it('says name, status, address and who directs it now, asked with the key as user name', async () => {
  answering();
  expect(await registry().find('445790')).toEqual({
    kind: 'found',
    source: 'Companies House',
    answer: {
      companyNumber: '00445790',
      name: 'EXAMPLE PLC',
      status: 'active',
      incorporatedOn: '1947-11-27',
      address: { lines: ['1 Example Way', 'Welwyn', 'England'], postcode: 'AL7 1GA' },
      directors: [
        { name: 'MURPHY, Ada', appointedOn: '2020-10-01' },
        { name: 'HOLDING LTD', appointedOn: null },
      ],
    },
  });
  const authorization = `Basic ${Buffer.from('the-key:').toString('base64')}`;
  expect(source.asked).toEqual([
    { path: '/company/00445790', authorization },
    { path: '/company/00445790/officers?items_per_page=100', authorization },
  ]);
});

it('says little of a company of which the register says little', async () => {
  answering(json(200, { company_number: 'FC000001', company_name: 'FAR AWAY INC' }), (_, response) => void response.writeHead(404).end());
  expect(await registry().find('fc000001')).toMatchObject({
    answer: { name: 'FAR AWAY INC', status: 'not stated', incorporatedOn: null, address: { lines: [], postcode: null }, directors: [] },
  });
});

it('tells a company that is not there from an address that is wrong', async () => {
  answering(json(404, { errors: [{ error: 'company-profile-not-found', type: 'ch:service' }] }));
  expect(await registry().find('00000009')).toEqual({ kind: 'not-found', source: 'Companies House' });
  answering(json(404, { errors: [{ error: 'no-such-service' }] }));
  await expect(registry().find('00000009')).rejects.toThrow('something else than expected');
});

it('asks nothing for what cannot be a company number', async () => {
  expect(await registry().find('../company/1')).toEqual({ kind: 'not-found', source: 'Companies House' });
  expect(source.asked).toEqual([]);
});

it('asks no more once the quota is used up, until its time has passed', async () => {
  const reset = String(now.getTime() / 1000 + 90);
  answering(json(200, PROFILE), json(200, OFFICERS, { 'x-ratelimit-limit': '600', 'x-ratelimit-remain': '1', 'x-ratelimit-reset': reset }));
  const one = registry();
  await one.find('445790');
  await expect(one.find('445790')).rejects.toMatchObject({ everybody: true, retryAfterMs: 90_000 });
  expect(source.asked).toHaveLength(2);
  now = new Date(now.getTime() + 90_000);
  await one.find('445790');
  expect(source.asked).toHaveLength(4);
});

it('waits for the rest of five minutes when it is told "too many" and no more', async () => {
  source.behave = json(429, {});
  await expect(registry().find('445790')).rejects.toMatchObject({ everybody: true, retryAfterMs: 300_000 });
});

it.each([
  ['445790', '00445790'],
  ['sc 123456', 'SC123456'],
  ['R0000001', 'R0000001'],
  ['IP12345R', 'IP12345R'],
  ['123456789', undefined],
  ['ACME', undefined],
  ['', undefined],
])('reads the company number %j as %j', (typed, number) => expect(registered(typed)).toBe(number));

bearsWrongAnswers((url) => {
  const registry = new CompaniesHouse({ url, key: 'k', timeoutMs: 2_000 });
  return (n) => registry.find(String(n));
});
