import { AddressSearchRequested, CompanyLookUpRequested, CreditCheckRequested } from '@takings/contracts';
import { behavesLikeAStage } from '@takings/testing';
import { CreditBureau } from './check-credit/credit-bureau';
import { AddressBook } from './find-addresses/address-book';
import { CompanyRegistry } from './look-up-company/company-registry';
import { LookingUp } from './testing/looking-up';
import { FakeAddressBook, FakeBureau, FakeRegistry } from './testing/fake-sources';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const registry = new FakeRegistry();
const bureau = new FakeBureau();
const book = new FakeAddressBook();
const sources = [
  { provide: CompanyRegistry, useValue: registry },
  { provide: CreditBureau, useValue: bureau },
  { provide: AddressBook, useValue: book },
];
const asked = (n: number, lookUp: string) => ({ flowId: uuid(n), lookUp, round: 1 });

behavesLikeAStage({
  stage: 'look-up-company',
  module: (servers) => LookingUp.with(servers, sources),
  gives: 0,
  sample: (n) => CompanyLookUpRequested.of({ ...asked(n, 'company'), companyNumber: String(n) }),
});

behavesLikeAStage({
  stage: 'check-credit',
  module: (servers) => LookingUp.with(servers, sources),
  gives: 0,
  sample: (n) => CreditCheckRequested.of({ ...asked(n, 'credit'), companyNumber: String(n), companyName: 'Acme Ltd' }),
});

behavesLikeAStage({
  stage: 'find-addresses',
  module: (servers) => LookingUp.with(servers, sources),
  gives: 0,
  sample: (n) => AddressSearchRequested.of({ ...asked(n, 'addresses'), postcode: `DE1 ${n}AB` }),
});
