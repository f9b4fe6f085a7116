import { column, control, email, upTo, WITHOUT_CONTROLS } from '@takings/fields';
import { z } from 'zod';
import type { StepDefinition } from '../definition';
import { companyNumber, postcode } from './identifiers';

const text = (what: string, limit = 255) => column(`${what}, 1 to ${limit} signs`, upTo(limit, WITHOUT_CONTROLS, control));

const PHONE = /^\+?[\d ()/.-]{6,24}$/;

/** Who buys, and where. */
export const customer: StepDefinition = {
  id: 'customer',
  title: 'Customer',
  requires: [],
  answers: z.strictObject({
    company_number: column('a company number of 8 signs such as 09884217 or SC123456', companyNumber),
    company_name: text('the name of the company'),
    address: text('the address of the company', 1000),
    postcode: column('a postcode such as DE24 8QA', postcode),
    contact_name: text('who is spoken to'),
    email: column('an e-mail address of at most 255 signs such as accounts@example.com', email),
    phone: column('a phone number such as 01632 960455', (number) =>
      PHONE.test(number) ? { value: number } : { fault: 'is not a phone number' },
    ),
  }),
  fields: [
    { name: 'company_number', label: 'Company number', kind: 'company-number', hint: 'Eight signs, on every letter of the company' },
    { name: 'company_name', label: 'Company name', kind: 'text' },
    { name: 'postcode', label: 'Postcode', kind: 'postcode' },
    { name: 'address', label: 'Address', kind: 'text' },
    { name: 'contact_name', label: 'Contact', kind: 'text' },
    { name: 'email', label: 'E-mail for invoices', kind: 'email' },
    { name: 'phone', label: 'Phone', kind: 'phone' },
  ],
};
