import { isJson, type Json } from '../front/batch';
import { dayOf, readDay } from '../front/dates';
import { readDecimal } from '../decimal';
import { CURRENCIES } from '../organisation/chart';
import type { Organisation } from '../organisation/organisation';
import { CREATED_AS, type InvoiceStatus } from './invoice-status';
import { type LineAmountTypes, type Totals, totalsOf } from './line-amounts';
import { readLines, type StoredLine } from './read-lines';

export interface NewInvoice {
  readonly invoiceNumber: string | null;
  readonly reference: string;
  readonly status: InvoiceStatus;
  readonly currency: string;
  readonly issuedOn: string;
  readonly dueOn: string | null;
  readonly lineAmountTypes: LineAmountTypes;
  readonly lines: StoredLine[];
  readonly totals: Totals;
  readonly url: string | null;
  readonly sentToContact: boolean;
}

const MAX_TOTAL_MINOR = 10n ** 13n;
const LINE_AMOUNT_TYPES: readonly LineAmountTypes[] = ['Exclusive', 'Inclusive', 'NoTax'];

export interface Reading {
  readonly unitPlaces: 2 | 4;
  readonly now: Date;
  readonly organisation: Organisation;
}

/** Reads an element of `PUT /Invoices`, all but its contact. All faults are gathered, in Xero's words where they are known. */
export function readInvoice(element: Json, { unitPlaces, now, organisation }: Reading): { invoice: NewInvoice; errors: string[] } {
  const errors: string[] = [];
  const refuseIf = (fault: unknown, message: string) => void (fault && errors.push(message));

  refuseIf(element.Type !== 'ACCREC', 'Invoice type must be ACCREC: the sandbox keeps sales invoices alone.');
  const status = (element.Status ?? 'DRAFT') as InvoiceStatus;
  refuseIf(!CREATED_AS.includes(status), `The status '${String(element.Status)}' is not valid for a new invoice`);
  const approved = status === 'AUTHORISED' || status === 'SUBMITTED';

  const issuedOn = element.Date === undefined ? dayOf(now) : readDay(element.Date);
  refuseIf(!issuedOn, 'Invoice date must be a date as YYYY-MM-DD');
  const locked = issuedOn && organisation.refusalOfDay(issuedOn);
  refuseIf(locked, locked ?? '');
  const dueOn = element.DueDate === undefined ? null : readDay(element.DueDate);
  refuseIf(element.DueDate !== undefined && !dueOn, 'Due date must be a date as YYYY-MM-DD');
  refuseIf(approved && element.DueDate === undefined, 'Invoice due date is mandatory for an approved invoice');

  const currency = text(element.CurrencyCode) ?? 'GBP';
  refuseIf(!CURRENCIES.includes(currency), `Organisation is not subscribed to currency ${currency}`);
  const invoiceNumber = text(element.InvoiceNumber);
  refuseIf(invoiceNumber && invoiceNumber.length > 255, 'Invoice # must be shorter than 256 characters');

  const lineAmountTypes = (element.LineAmountTypes ?? 'Exclusive') as LineAmountTypes;
  refuseIf(
    !LINE_AMOUNT_TYPES.includes(lineAmountTypes),
    `LineAmountTypes '${String(lineAmountTypes)}' is not one of Exclusive, Inclusive, NoTax`,
  );
  const { lines, amounts, faults } = readLines(element.LineItems, { unitPlaces, lineAmountTypes, approved });
  errors.push(...faults);
  const totals = totalsOf(amounts, lineAmountTypes);
  refuseIf(totals.totalMinor < 0n, 'The invoice total must be greater than or equal to zero');
  refuseIf(totals.totalMinor >= MAX_TOTAL_MINOR, 'The invoice total is too large');
  const expected = element.Total === undefined ? totals.totalMinor : readDecimal(element.Total, 2);
  refuseIf(expected !== totals.totalMinor, `The document total does not equal the sum of the lines`);

  const invoice = {
    invoiceNumber,
    reference: text(element.Reference) ?? '',
    status,
    currency,
    issuedOn: issuedOn ?? dayOf(now),
    dueOn,
    lineAmountTypes,
    lines,
    totals,
    url: text(element.Url),
    sentToContact: element.SentToContact === true,
  };
  return { invoice, errors };
}

/** How the contact of an invoice is named: by id, by our number, or by name. */
export function contactKeyOf(element: Json): { by: 'id' | 'number' | 'name'; value: string } | null {
  const contact = isJson(element.Contact) ? element.Contact : {};
  const id = text(contact.ContactID);
  if (id) return { by: 'id', value: id.toLowerCase() };
  const number = text(contact.ContactNumber);
  if (number) return { by: 'number', value: number };
  const name = text(contact.Name);
  return name ? { by: 'name', value: name.toLowerCase() } : null;
}

const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
