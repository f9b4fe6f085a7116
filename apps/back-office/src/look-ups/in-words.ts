import { formatMoney } from '@takings/money';
import type { AddressesFound, CompanyFound, CreditFound } from '@takings/sale-flow';
import type { CreditReport } from './check-credit/credit-bureau';
import type { PostcodeAnswer } from './find-addresses/address-book';
import type { Company } from './look-up-company/company-registry';
import { listed, plain } from './plain';
import type { SourceAnswer } from './source-answer';

const NAME = 255;
const WORDS = 60;
const ADDRESS = 1000;
const POSTCODE = 20;
const DIRECTORS = 50;
const ADDRESSES = 200;

/** What a source found, as the definition of the flow wants it answered, by a source or by hand; nothing else is changed. */
export const inWords = <Found extends Readonly<Record<string, unknown>>, Words extends Readonly<Record<string, unknown>>>(
  answer: SourceAnswer<Found> | undefined,
  words: (found: Found) => Words,
): SourceAnswer<Words> | undefined => (answer?.kind === 'found' ? { ...answer, answer: words(answer.answer) } : answer);

export function companyInWords({ name, status, address, directors }: Company): CompanyFound {
  const where = listed(address.lines, ADDRESS);
  return {
    name: plain(name, NAME),
    status: plain(status, WORDS),
    ...(where && { address: where }),
    ...(address.postcode && { postcode: plain(address.postcode, POSTCODE) }),
    directors: directors.slice(0, DIRECTORS).map((director) => plain(director.name, NAME)),
  };
}

export const creditInWords = ({ score, band, limitMinor, currency }: CreditReport): CreditFound => ({
  score,
  rating: band.replace('-', ' '),
  ...(limitMinor !== null && currency !== null && { limit: formatMoney(limitMinor, currency) }),
});

/** Where there are no addresses the place must do; the agent types house and street. */
export const addressesInWords = ({ postcode, addresses, place }: PostcodeAnswer): AddressesFound => ({
  postcode: plain(postcode, POSTCODE),
  addresses: addresses.slice(0, ADDRESSES).map(({ lines }) => listed(lines, ADDRESS)),
  area: listed([place.ward, place.parish, place.district, place.county, place.region, place.country], NAME),
});
