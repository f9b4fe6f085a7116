import { CreditBureau } from './check-credit/credit-bureau';
import { AddressBook } from './find-addresses/address-book';
import { CompanyRegistry } from './look-up-company/company-registry';

/** Where no source is configured a look-up ends at once and says so: an agent enters by hand what nobody can be asked. */
const byHand = (source: string, reason: string) => Promise.resolve({ kind: 'parked', source, reason } as const);

export class NoCompanyRegistry extends CompanyRegistry {
  readonly name = 'Company registry';
  find() {
    return byHand(this.name, 'No company registry is connected; enter the company by hand');
  }
}

export class NoCreditBureau extends CreditBureau {
  readonly name = 'Credit bureau';
  check() {
    return byHand(this.name, 'No credit bureau is connected; enter the score by hand');
  }
}

export class NoAddressBook extends AddressBook {
  readonly name = 'Address book';
  find() {
    return byHand(this.name, 'No address book is connected; enter the address by hand');
  }
}
