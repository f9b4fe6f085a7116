import type { ValueProvider } from '@nestjs/common';
import { loadConfig } from '@takings/runtime';
import { lookUpSettings } from './look-up-settings';
import { lookUpSources } from './look-up-sources';

const sourcesBy = (env: Record<string, string>) =>
  (lookUpSources(loadConfig(lookUpSettings, env)) as ValueProvider[]).map(({ useValue }) => useValue.constructor.name);

it('asks nobody where nobody is named', () => expect(sourcesBy({})).toEqual(['NoCompanyRegistry', 'NoCreditBureau', 'NoAddressBook']));

it('asks those that are named, and the real Companies House where its key is all that is said', () =>
  expect(
    sourcesBy({
      COMPANIES_HOUSE_KEY: 'k',
      CREDIT_BUREAU_URL: 'https://bureau.example',
      CREDIT_BUREAU_KEY: 'k',
      POSTCODES_URL: 'https://api.postcodes.io',
    }),
  ).toEqual(['CompaniesHouse', 'HttpCreditBureau', 'PostcodesIo']));

it.each([
  [{ COMPANIES_HOUSE_URL: 'https://api.company-information.service.gov.uk' }, /COMPANIES_HOUSE_URL needs COMPANIES_HOUSE_KEY/],
  [{ CREDIT_BUREAU_URL: 'https://bureau.example' }, /go together/],
  [{ CREDIT_BUREAU_KEY: 'k' }, /go together/],
  [{ POSTCODES_URL: 'api.postcodes.io' }, /POSTCODES_URL is wrong; expected the base address of postcodes\.io/],
])('does not start with %j', (env, words) => expect(() => sourcesBy(env as Record<string, string>)).toThrow(words));
