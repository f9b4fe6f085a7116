import { z } from 'zod';
import { fact, personal } from '../fact';

/** Which question of which sale: an answer counts only while its round is the latest. */
const question = {
  flowId: z.uuid().describe('The sale in progress that asks'),
  lookUp: z.string().min(1).describe('The look-up in the definition of that sale'),
  round: z.int().positive().describe('Counts the questions of that look-up; the answer to an older one is dropped'),
};

const companyNumber = z.string().min(1).describe('Number of the company in its register');

export const CompanyLookUpRequested = fact(
  'company-look-up.requested',
  1,
  'A sale in progress needs to know which company has a number.',
  { ...question, companyNumber },
  { about: 'flowId', beginsLine: true },
);

export const CreditCheckRequested = fact(
  'credit-check.requested',
  1,
  'A sale in progress needs to know how creditworthy a company is.',
  { ...question, companyNumber, companyName: personal(z.string().min(1).describe('The company as the agent knows it')) },
  { about: 'flowId', beginsLine: true },
);

export const AddressSearchRequested = fact(
  'address-search.requested',
  1,
  'A sale in progress needs to know which places have a postcode.',
  { ...question, postcode: personal(z.string().min(1).describe('Postcode, with or without its space')) },
  { about: 'flowId', beginsLine: true },
);
