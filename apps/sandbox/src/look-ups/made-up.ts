import { createHash } from 'node:crypto';

/** What is made up is made of the question alone: the same question has the same answer on every machine, with nothing kept. */
const numberOf = (text: string) => createHash('sha256').update(text).digest().readUInt32BE();
const pick = <T>(from: readonly T[], seed: string): T => from[numberOf(seed) % from.length]!;

const FIRST = ['Larkfield', 'Brindle', 'Hartwell', 'Oakmoor', 'Penrose', 'Silverdale', 'Thornbury', 'Wexcombe', 'Ashdown', 'Kestrel'];
const SECOND = ['Dental', 'Logistics', 'Joinery', 'Catering', 'Print', 'Veterinary', 'Motors', 'Textiles', 'Software', 'Nurseries'];
const GIVEN = ['Amara', 'Bethan', 'Callum', 'Dilys', 'Ewan', 'Farah', 'Gareth', 'Hana', 'Imogen', 'Jomo'];
const FAMILY = ['ASHWORTH', 'BANERJEE', 'CAMPBELL', 'DAVIES', 'EKWUEME', 'FARROW', 'GRIFFITHS', 'HUSSAIN', 'INGLEBY', 'JANSEN'];
const STREET = ['Mill Lane', 'High Street', 'Station Road', 'Orchard Way', 'Quay Street', 'Priory Gardens'];

const PLACES = [
  { district: 'Derby', ward: 'Arboretum', county: null, region: 'East Midlands', country: 'England', town: 'Derby', out: 'DE1' },
  { district: 'Westminster', ward: "St James's", county: null, region: 'London', country: 'England', town: 'London', out: 'SW1A' },
  {
    district: 'Leeds',
    ward: 'Little London',
    county: null,
    region: 'Yorkshire and The Humber',
    country: 'England',
    town: 'Leeds',
    out: 'LS1',
  },
  {
    district: 'Mid Suffolk',
    ward: 'Stow',
    county: 'Suffolk',
    region: 'East of England',
    country: 'England',
    town: 'Stowmarket',
    out: 'IP14',
  },
  { district: 'Cardiff', ward: 'Cathays', county: null, region: null, country: 'Wales', town: 'Cardiff', out: 'CF10' },
  { district: 'City of Edinburgh', ward: 'City Centre', county: null, region: null, country: 'Scotland', town: 'Edinburgh', out: 'EH1' },
] as const;

export type Place = (typeof PLACES)[number];

export const placeOf = (postcode: string): Place => pick(PLACES, `place ${postcode.replace(/\s/g, '').toUpperCase()}`);

export interface MadeUpCompany {
  readonly number: string;
  readonly name: string;
  readonly status: 'active' | 'dissolved';
  readonly createdOn: string;
  readonly address: Readonly<Record<'premises' | 'address_line_1' | 'locality' | 'postal_code' | 'country', string>>;
  readonly officers: readonly {
    readonly name: string;
    readonly role: string;
    readonly appointedOn: string;
    readonly resignedOn?: string;
  }[];
}

export function companyOf(number: string): MadeUpCompany {
  const of = <T>(from: readonly T[], what: string) => pick(from, `${what} ${number}`);
  const year = 1990 + (numberOf(`year ${number}`) % 30);
  const place = of(PLACES, 'place');
  const person = (n: number) => `${of(FAMILY, `family ${n}`)}, ${of(GIVEN, `given ${n}`)}`;
  return {
    number,
    name: `${of(FIRST, 'first')} ${of(SECOND, 'second')} Ltd`.toUpperCase(),
    status: number.endsWith('0410') ? 'dissolved' : 'active',
    createdOn: `${year}-0${1 + (numberOf(number) % 9)}-15`,
    address: {
      premises: String(1 + (numberOf(`house ${number}`) % 98)),
      address_line_1: of(STREET, 'street'),
      locality: place.town,
      postal_code: `${place.out} ${1 + (numberOf(number) % 9)}AB`,
      country: place.country,
    },
    officers: [
      { name: person(1), role: 'director', appointedOn: `${year}-03-01` },
      { name: person(2), role: 'director', appointedOn: `${year + 2}-06-11` },
      { name: `${of(FIRST, 'secretary')} SECRETARIES LIMITED`.toUpperCase(), role: 'corporate-secretary', appointedOn: `${year}-03-01` },
      { name: person(3), role: 'director', appointedOn: `${year}-03-01`, resignedOn: `${year + 4}-01-31` },
    ],
  };
}

export function creditOf(number: string) {
  const score = 15 + (numberOf(`score ${number}`) % 85);
  const band = score >= 60 ? 'low-risk' : score >= 35 ? 'medium-risk' : 'high-risk';
  const limit = band === 'high-risk' ? null : { amount_minor: score * 10_000, currency: 'GBP' };
  return { score, band, limit } as const;
}
