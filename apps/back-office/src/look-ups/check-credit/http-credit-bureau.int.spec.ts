/** @servers any: it has a server of its own and needs no other */
import { bearsWrongAnswers } from '../testing/bears-wrong-answers';
import { json, OddSource } from '../testing/odd-source';
import { HttpCreditBureau } from './http-credit-bureau';

let source: OddSource;
const bureau = () => new HttpCreditBureau({ url: `${source.url}/v1/`, key: 'the-key', timeoutMs: 2_000 });
const company = { companyNumber: '00445790', companyName: 'Marks & Example' };
const REPORT = {
  reference: 'R-1',
  company_number: '00445790',
  score: 71,
  band: 'low-risk',
  limit: { amount_minor: 2_500_000, currency: 'GBP' },
  cost: { amount_minor: 120, currency: 'GBP' },
};

beforeEach(async () => {
  source = await OddSource.start();
});
afterEach(() => source.close());

it('says the score, the limit and what the answer cost', async () => {
  source.behave = json(200, REPORT);
  expect(await bureau().check(company)).toEqual({
    kind: 'found',
    source: 'The credit bureau',
    cost: '£1.20',
    answer: { companyNumber: '00445790', reference: 'R-1', score: 71, band: 'low-risk', limitMinor: 2_500_000, currency: 'GBP' },
  });
  expect(source.asked).toEqual([
    { path: '/v1/reports?company_number=00445790&company_name=Marks+%26+Example', authorization: 'Bearer the-key' },
  ]);
});

it('says so when there is no limit and no price', async () => {
  source.behave = json(200, { ...REPORT, limit: null, cost: null });
  const found = await bureau().check(company);
  expect(found).toMatchObject({ answer: { limitMinor: null, currency: null } });
  expect(found).not.toHaveProperty('cost');
});

it('does not find a company that the bureau does not know', async () => {
  source.behave = json(404, { error: 'company-unknown' });
  expect(await bureau().check(company)).toEqual({ kind: 'not-found', source: 'The credit bureau' });
});

it('takes no score beyond the scale', async () => {
  source.behave = json(200, { ...REPORT, score: 101 });
  await expect(bureau().check(company)).rejects.toThrow('answered 200 with something else than expected (score)');
});

bearsWrongAnswers((url) => {
  const bureau = new HttpCreditBureau({ url, key: 'k', timeoutMs: 2_000 });
  return (n) => bureau.check({ companyNumber: String(n), companyName: 'Acme' });
});
