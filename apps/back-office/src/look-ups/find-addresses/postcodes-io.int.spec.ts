/** @servers any: it has a server of its own and needs no other */
import { bearsWrongAnswers } from '../testing/bears-wrong-answers';
import { json, OddSource } from '../testing/odd-source';
import { PostcodesIo } from './postcodes-io';

let source: OddSource;
const book = () => new PostcodesIo({ url: source.url, timeoutMs: 2_000 });
const WESTMINSTER = {
  postcode: 'SW1A 1AA',
  country: 'England',
  region: 'London',
  parish: 'Westminster, unparished area',
  admin_district: 'Westminster',
  admin_county: '(pseudo) England (UA/MD/LB)',
  admin_ward: "St James's",
  longitude: -0.141563,
};

beforeEach(async () => {
  source = await OddSource.start();
});
afterEach(() => source.close());

it('says where a postcode lies, and pretends no addresses', async () => {
  source.behave = json(200, { status: 200, result: WESTMINSTER });
  expect(await book().find(' sw1a1aa ')).toEqual({
    kind: 'found',
    source: 'postcodes.io',
    answer: {
      postcode: 'SW1A 1AA',
      addresses: [],
      place: { parish: null, ward: "St James's", district: 'Westminster', county: null, region: 'London', country: 'England' },
    },
  });
  expect(source.asked).toEqual([{ path: '/postcodes/sw1a1aa', authorization: undefined }]);
});

it.each([
  { status: 404, error: 'Postcode not found' },
  { status: 404, error: 'Invalid postcode' },
  { status: 404, error: 'Postcode not found', terminated: { postcode: 'AB1 0AA', year_terminated: 1996, month_terminated: 6 } },
])('does not find it when told %j', async (body) => {
  source.behave = json(404, body);
  expect(await book().find('AB1 0AA')).toEqual({ kind: 'not-found', source: 'postcodes.io' });
});

it('asks for nothing but a postcode', async () => {
  source.behave = json(404, { status: 404, error: 'Invalid postcode' });
  await book().find('../../postcodes?q=SW1A');
  expect(source.asked).toEqual([{ path: '/postcodes/..%2F..%2Fpostcodes%3Fq%3DSW1A', authorization: undefined }]);
});

bearsWrongAnswers((url) => {
  const book = new PostcodesIo({ url, timeoutMs: 2_000 });
  return (n) => book.find(`SW1A ${n}AA`);
});
