import type { Provider } from '@nestjs/common';
import { BadConfig } from '@takings/runtime';
import { CreditBureau } from './check-credit/credit-bureau';
import { HttpCreditBureau } from './check-credit/http-credit-bureau';
import { AddressBook } from './find-addresses/address-book';
import { PostcodesIo } from './find-addresses/postcodes-io';
import { COMPANIES_HOUSE_URL, CompaniesHouse } from './look-up-company/companies-house';
import { CompanyRegistry } from './look-up-company/company-registry';
import type { LookUpSettings } from './look-up-settings';
import { NoAddressBook, NoCompanyRegistry, NoCreditBureau } from './unconfigured';

/** The sources that the configuration names. Throws `BadConfig` for one that lacks its key, rather than leave agents to type by mistake. */
export function lookUpSources(config: LookUpSettings): Provider[] {
  return [
    { provide: CompanyRegistry, useValue: companyRegistry(config) },
    { provide: CreditBureau, useValue: creditBureau(config) },
    { provide: AddressBook, useValue: addressBook(config) },
  ];
}

function companyRegistry({ COMPANIES_HOUSE_URL: url, COMPANIES_HOUSE_KEY: key, LOOK_UP_TIMEOUT_MS: timeoutMs }: LookUpSettings) {
  if (url && !key) throw new BadConfig('COMPANIES_HOUSE_URL needs COMPANIES_HOUSE_KEY');
  return key ? new CompaniesHouse({ url: url ?? COMPANIES_HOUSE_URL, key, timeoutMs }) : new NoCompanyRegistry();
}

function creditBureau({ CREDIT_BUREAU_URL: url, CREDIT_BUREAU_KEY: key, LOOK_UP_TIMEOUT_MS: timeoutMs }: LookUpSettings) {
  if (!url !== !key) throw new BadConfig('CREDIT_BUREAU_URL and CREDIT_BUREAU_KEY go together; one of them is missing');
  return url && key ? new HttpCreditBureau({ url, key, timeoutMs }) : new NoCreditBureau();
}

const addressBook = ({ POSTCODES_URL: url, LOOK_UP_TIMEOUT_MS: timeoutMs }: LookUpSettings) =>
  url ? new PostcodesIo({ url, timeoutMs }) : new NoAddressBook();
