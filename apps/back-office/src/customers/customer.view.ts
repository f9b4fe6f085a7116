import {
  cardReference,
  type Check,
  column,
  control,
  hasCardNumber,
  PRINTABLE,
  seenRevision,
  shown,
  upTo,
  WITH_LINE_BREAKS,
} from '@takings/fields';
import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { History } from '../audit/history';
import { columns } from '../charges/charge-input';
import { amount } from '../teams/team.view';

/** A card number must not come in by any field. */
const noCard =
  (check: Check): Check =>
  (text) =>
    hasCardNumber(text) ? { fault: 'holds what looks like a card number, which must never be entered here' } : check(text);

/** E.164 has at most 15 digits; what people write between them is theirs. A number of a card begins with neither + nor 0. */
const phone: Check = (text) => {
  if (!/^[+(]?\d[\d ()./-]*( ?(ext|x)\.? ?\d{1,6})?$/i.test(text) || !/^\D*(\d\D*){5,21}$/.test(text))
    return { fault: 'is no phone number' };
  return /^\(?[+0]/.test(text) ? { value: text } : noCard(upTo(40, PRINTABLE, control))(text);
};

/** `gb 123 4567 89` is `GB123456789`. Each country has its own form; what all have in common is held, and which country must be said. */
const vatNumber: Check = (text) => {
  const plain = text.replace(/[\s.-]/g, '').toUpperCase();
  return /^[A-Z]{2}(?=.*\d.*\d)[A-Z\d+*]{2,15}$/.test(plain) ? { value: plain } : { fault: `is ${shown(text)}` };
};

/** Empty or null: nothing is known. */
const orNone = <T extends z.ZodType>(field: T) =>
  z.preprocess((raw) => (typeof raw === 'string' && raw.trim() === '' ? null : raw), field.nullish()).describe(field.description ?? '');

const fields = {
  name: column('the name of the customer, 1 to 255 printable signs', noCard(upTo(255, PRINTABLE, control))),
  company_number: orNone(
    column('the number in the register of companies, at most 20 printable signs', noCard(upTo(20, PRINTABLE, control))),
  ),
  vat_number: orNone(column('a VAT number with the two letters of its country, such as GB123456789', noCard(vatNumber))),
  address: orNone(column('the address without its postcode, at most 500 signs', noCard(upTo(500, WITH_LINE_BREAKS, control)))),
  postcode: orNone(column('a postcode of at most 16 printable signs', noCard(upTo(16, PRINTABLE, control)))),
  contact_name: orNone(column('whom to speak to, at most 255 printable signs', noCard(upTo(255, PRINTABLE, control)))),
  email: orNone(columns.customer_email),
  phone: orNone(column('a phone number such as +44 20 7946 0958', phone)),
  card_ref: orNone(column('the reference of a stored card, at most 64 printable signs, or nothing for no card', cardReference)),
  active: z.boolean().optional().describe('false once nothing more is sold to the customer'),
};

const summary = {
  customerId: z.uuid(),
  customerRef: z.string().describe('What sales, invoices and Xero know the customer by'),
  name: z.string(),
  companyNumber: z.string().nullable(),
  vatNumber: z.string().nullable(),
  address: z.string().nullable(),
  postcode: z.string().nullable(),
  contactName: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  cardRef: z.string().nullable().describe('The reference of a stored card; null for none'),
  active: z.boolean(),
  revision: z.int().positive(),
  namesakes: z.int().nonnegative().describe('How many other customers have the same name'),
};
const CustomerSummary = z.object(summary);
export type CustomerSummary = z.input<typeof CustomerSummary>;

const Customer = z.object({
  ...summary,
  createdAt: z.iso.datetime(),
  sold: z
    .array(amount.extend({ sales: z.int().positive(), lastAt: z.iso.datetime() }))
    .describe('What was sold to the customer before VAT and stands, by currency'),
  history: History,
});
export type CustomerView = z.input<typeof Customer>;

export class CustomerDto extends createZodDto(Customer) {}
export class CustomerPageDto extends createZodDto(
  z.object({
    customers: z.array(CustomerSummary),
    next: z.string().nullable().describe('Pass it as `after` for the next page; null on the last'),
  }),
) {}
export class NewCustomerDto extends createZodDto(
  z.strictObject({
    ...fields,
    customer_ref: orNone(columns.customer_ref).describe('A unique reference, which stays; one is made if not said'),
  }),
) {}
export class CustomerChangeDto extends createZodDto(z.strictObject({ ...fields, name: fields.name.optional(), revision: seenRevision })) {}
export class CustomerParams extends createZodDto(z.object({ id: z.uuid() })) {}
export class CustomerQuery extends createZodDto(
  z.strictObject({
    q: z.string().trim().max(100).optional().describe('Beginnings of words of the name, reference, e-mail, contact, postcode or phone'),
    state: z.enum(['open', 'closed']).optional(),
    after: z.uuid().optional().describe('The last customer of the page before'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
) {}
