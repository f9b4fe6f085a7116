import { AddressesFound, CompanyFound, CreditFound } from '@takings/sale-flow';
import { addressesInWords, companyInWords, creditInWords, inWords } from './in-words';

const company = {
  companyNumber: '00445790',
  name: 'EXAMPLE PLC',
  status: 'active',
  incorporatedOn: '1947-11-27',
  address: { lines: ['1 Example Way', 'Welwyn', 'Welwyn', 'England'], postcode: 'AL7 1GA' },
  directors: [{ name: 'MURPHY, Ada', appointedOn: null }],
};

it('says of a company what a sale keeps', () => {
  const words = companyInWords(company);
  expect(words).toEqual({
    name: 'EXAMPLE PLC',
    status: 'active',
    address: '1 Example Way, Welwyn, England',
    postcode: 'AL7 1GA',
    directors: ['MURPHY, Ada'],
  });
  expect(CompanyFound.parse(words)).toEqual(words);
});

it('keeps within what a sale can keep, whatever a source says', () => {
  const strange = `A\u0000B\ud800\n${'x'.repeat(2000)}`;
  const words = companyInWords({
    ...company,
    name: strange,
    status: strange,
    address: { lines: [strange, '', '  '], postcode: strange },
    directors: Array.from({ length: 90 }, () => ({ name: strange, appointedOn: null })),
  });
  expect(words.name.slice(0, 6)).toBe('A B xx');
  expect(CompanyFound.parse(words)).toEqual(words);
});

it('says nothing of what is not known', () => {
  const words = companyInWords({ ...company, address: { lines: [], postcode: null }, directors: [] });
  expect(words).toEqual({ name: 'EXAMPLE PLC', status: 'active', directors: [] });
  expect(CompanyFound.parse(words)).toEqual(words);
});

it('says a score and a limit, or that there is none', () => {
  const report = { companyNumber: '1', reference: 'R', score: 71, band: 'low-risk', limitMinor: 2_500_000, currency: 'GBP' } as const;
  expect(creditInWords(report)).toEqual({ score: 71, rating: 'low risk', limit: '£25,000.00' });
  expect(creditInWords({ ...report, limitMinor: null, currency: null })).toEqual({ score: 71, rating: 'low risk' });
  expect(CreditFound.parse(creditInWords(report))).toEqual(creditInWords(report));
});

it('says where a postcode lies, and the addresses where they are known', () => {
  const place = { ward: 'Arboretum', parish: null, district: 'Derby', county: null, region: 'East Midlands', country: 'England' };
  const words = addressesInWords({ postcode: 'DE1 1AB', addresses: [], place });
  expect(words).toEqual({ postcode: 'DE1 1AB', addresses: [], area: 'Arboretum, Derby, East Midlands, England' });
  expect(AddressesFound.parse(words)).toEqual(words);
  const full = addressesInWords({ postcode: 'DE1 1AB', addresses: [{ lines: ['1 Mill Lane', 'Derby'] }], place });
  expect(full.addresses).toEqual(['1 Mill Lane, Derby']);
});

it('leaves what was not found as it is', () => {
  const answer = { kind: 'not-found', source: 'Companies House' } as const;
  expect(inWords(answer, companyInWords)).toBe(answer);
  expect(inWords(undefined, companyInWords)).toBeUndefined();
});
