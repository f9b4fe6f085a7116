import { column, control, upTo, WITHOUT_CONTROLS } from '@takings/fields';
import { z } from 'zod';
import type { LookUpDefinition } from '../definition';
import { companyNumber, postcode, read } from './identifiers';

const text = (what: string, limit = 1000) => column(`${what}, 1 to ${limit} signs`, upTo(limit, WITHOUT_CONTROLS, control));

export const CompanyFound = z.strictObject({
  name: text('the name of the company', 255),
  status: text('its state in the register, such as active', 60).optional(),
  address: text('its address').optional(),
  postcode: text('its postcode', 20).optional(),
  directors: z.array(text('a director', 255)).max(50).default([]),
});
export type CompanyFound = z.output<typeof CompanyFound>;

/** Open sources know where a postcode lies and no houses in it: then there is an area and no address, and the agent types the street. */
export const AddressesFound = z
  .strictObject({
    postcode: text('the postcode as it is written', 20).optional(),
    addresses: z.array(text('an address')).max(200).default([]),
    area: text('where the postcode lies, from near to far, such as Westminster, London, England', 255).optional(),
  })
  .refine(({ addresses, area }) => addresses.length > 0 || area !== undefined, {
    path: ['addresses'],
    message: 'expected at least one address',
  });
export type AddressesFound = z.output<typeof AddressesFound>;

export const CreditFound = z.strictObject({
  score: z.preprocess(
    (raw) => (typeof raw === 'string' && /^\s*\d+\s*$/.test(raw) ? Number(raw) : raw),
    z.int({ error: 'expected a whole number between 0 and 100' }).min(0).max(100),
  ),
  rating: text('the score in a word, such as good', 60).optional(),
  limit: text('what the company is good for, such as £4,000', 60).optional(),
});
export type CreditFound = z.output<typeof CreditFound>;

/** Fills the form; the agent may as well type it. */
export const company: LookUpDefinition = {
  id: 'company',
  title: 'Company',
  source: 'company-registry',
  sourceName: 'Company registry',
  step: 'customer',
  question: ({ company_number }) => {
    const number = read(companyNumber, company_number);
    return number === undefined ? undefined : { companyNumber: number };
  },
  asks: ({ companyNumber: number }) => number!,
  answer: CompanyFound,
  fields: [
    { name: 'name', label: 'Company name', kind: 'text' },
    { name: 'address', label: 'Address', kind: 'text', optional: true },
    { name: 'postcode', label: 'Postcode', kind: 'postcode', optional: true },
  ],
  blocks: 'nothing',
  fills: (answer) => {
    const { name, address, postcode: code } = answer as CompanyFound;
    return { company_name: name, ...(address && { address }), ...(code && { postcode: code }) };
  },
  says: (answer) => {
    const { name, status, directors } = answer as CompanyFound;
    const more = [status, directors.length > 0 && counted(directors.length, 'director')].filter(Boolean).join(', ');
    return more ? `${name}. ${more.charAt(0).toUpperCase()}${more.slice(1)}` : name;
  },
};

export const addresses: LookUpDefinition = {
  id: 'addresses',
  title: 'Address',
  source: 'address-book',
  sourceName: 'Postcode file',
  step: 'customer',
  question: ({ postcode: typed }) => {
    const code = read(postcode, typed);
    return code === undefined ? undefined : { postcode: code };
  },
  asks: ({ postcode: code }) => code!,
  answer: AddressesFound,
  fields: [{ name: 'addresses', label: 'Address', kind: 'lines', columns: [{ name: 'address', label: 'Address', kind: 'text' }] }],
  blocks: 'nothing',
  offers: { field: 'address', values: (answer) => (answer as AddressesFound).addresses },
  says: (answer) => {
    const { addresses: known, area } = answer as AddressesFound;
    return known.length > 0 ? `${counted(known.length, 'address', 'addresses')} to choose from` : `${area}. Street and house are typed`;
  },
};

/** Each question costs: a name that is still being typed is not asked about unless it is the one the registry gave. */
export const credit: LookUpDefinition = {
  id: 'credit',
  title: 'Credit check',
  source: 'credit-bureau',
  sourceName: 'Credit bureau',
  step: 'customer',
  question: ({ company_number, company_name }, { submitted, found }) => {
    const number = read(companyNumber, company_number);
    if (number === undefined || typeof company_name !== 'string' || company_name.trim() === '') return undefined;
    const name = company_name.trim();
    if (!submitted && (found('company') as CompanyFound | undefined)?.name !== name) return undefined;
    return { companyNumber: number, companyName: name };
  },
  asks: ({ companyNumber: number, companyName: name }) => `${name}, ${number}`,
  answer: CreditFound,
  fields: [
    { name: 'score', label: 'Score, 0 to 100', kind: 'text' },
    { name: 'rating', label: 'In a word', kind: 'text', optional: true },
  ],
  blocks: 'completion',
  says: (answer) => {
    const { score, rating, limit } = answer as CreditFound;
    return [`Score ${score} of 100`, rating, limit && `limit ${limit}`].filter(Boolean).join(', ');
  },
};

const counted = (size: number, one: string, many = `${one}s`) => `${size} ${size === 1 ? one : many}`;
