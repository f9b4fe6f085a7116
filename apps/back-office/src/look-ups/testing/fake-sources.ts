import { Unavailable } from '@takings/runtime';
import { CreditBureau } from '../check-credit/credit-bureau';
import { AddressBook } from '../find-addresses/address-book';
import { CompanyRegistry } from '../look-up-company/company-registry';

/** How a fake source is, and what it was asked. */
class Weather {
  readonly asked: string[] = [];
  /** Thrown in place of an answer; a function says it for each question. */
  fault?: (question: string) => Error | undefined;

  ask(question: string) {
    this.asked.push(question);
    const fault = this.fault?.(question);
    if (fault) throw fault;
  }
}

export const down = (retryAfterMs: number) => () => new Unavailable('Companies House is down for now', { everybody: true, retryAfterMs });

export class FakeRegistry extends CompanyRegistry {
  readonly name = 'Companies House';
  readonly weather = new Weather();

  async find(companyNumber: string) {
    this.weather.ask(companyNumber);
    if (companyNumber === '404') return { kind: 'not-found', source: this.name } as const;
    const answer = {
      companyNumber,
      name: `COMPANY ${companyNumber} LTD`,
      status: 'active',
      incorporatedOn: null,
      address: { lines: [], postcode: null },
      directors: [],
    };
    return { kind: 'found', source: this.name, answer } as const;
  }
}

export class FakeBureau extends CreditBureau {
  readonly name = 'The credit bureau';
  readonly weather = new Weather();

  async check({ companyNumber }: { companyNumber: string }) {
    this.weather.ask(companyNumber);
    const answer = { companyNumber, reference: 'R-1', score: 71, band: 'low-risk', limitMinor: null, currency: null } as const;
    return { kind: 'found', source: this.name, answer, cost: '£1.20' } as const;
  }
}

export class FakeAddressBook extends AddressBook {
  readonly name = 'postcodes.io';
  readonly weather = new Weather();

  async find(postcode: string) {
    this.weather.ask(postcode);
    const place = { parish: null, ward: null, district: 'Derby', county: null, region: null, country: 'England' };
    return { kind: 'found', source: this.name, answer: { postcode, addresses: [], place } } as const;
  }
}
