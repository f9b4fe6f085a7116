import { Injectable } from '@nestjs/common';
import type { Sql } from '../../store/database';
import type { Contact } from '../contacts/contact';
import type { Answer } from '../../http/answer';
import { answerBatch, elementsOf, type Json, type Outcome } from '../front/batch';
import type { Call } from '../front/call';
import { isUuid } from '../front/paging';
import { Organisation } from '../organisation/organisation';
import type { Invoice } from './invoice';
import { showInvoice } from './invoice';
import { contactKeyOf, type NewInvoice, readInvoice } from './read-invoice';

const NOT_UNIQUE = 'Invoice # must be unique.';
const ARCHIVED =
  'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.';
const ZERO_ID = '00000000-0000-0000-0000-000000000000';

interface Draft {
  readonly element: Json;
  readonly errors: string[];
  readonly row: Invoice | null;
}

/** `PUT /Invoices`: creates, and never changes what exists. The whole batch is three statements, however many invoices it holds. */
@Injectable()
export class CreateInvoices {
  constructor(private readonly organisation: Organisation) {}

  readonly create = async (call: Call): Promise<Answer> => {
    const elements = elementsOf(call, 'Invoices');
    const contacts = await findContacts(call.sql, elements);
    const drafts = elements.map((element) => this.draft(element, contacts, call));
    const numbered = await giveNumbers(call.sql, drafts);
    const inserted = await insert(
      call.sql,
      numbered.flatMap(({ row }) => row ?? []),
    );
    return answerBatch(
      call,
      'Invoices',
      numbered.map((draft) => outcomeOf(draft, inserted)),
    );
  };

  private draft(element: Json, contacts: ContactsFound, { query, now }: Call): Draft {
    const unitPlaces = query.get('unitdp') === '4' ? 4 : 2;
    const { invoice, errors } = readInvoice(element, { unitPlaces, now, organisation: this.organisation });
    const contact = contacts(element);
    if (typeof contact === 'string') errors.push(contact);
    return { element, errors, row: errors.length > 0 || typeof contact === 'string' ? null : rowOf(invoice, contact, now) };
  }
}

type ContactsFound = (element: Json) => Contact | string;

/** One look-up for the batch; the answer for each element is its contact, or what is wrong with it. */
async function findContacts(sql: Sql, elements: readonly Json[]): Promise<ContactsFound> {
  const keys = elements.flatMap((element) => contactKeyOf(element) ?? []);
  const of = (by: string) => keys.filter((key) => key.by === by).map(({ value }) => value);
  const rows = await sql.rows<Contact>(
    `select contact_id, contact_number, name, status from xero_contacts
     where contact_id = any ($1::uuid[]) or contact_number = any ($2) or (status = 'ACTIVE' and lower(name) = any ($3))`,
    [of('id').filter(isUuid), of('number'), of('name')],
  );
  const index = new Map(
    rows.flatMap((contact) => [
      [`id ${contact.contact_id}`, contact],
      [`number ${contact.contact_number}`, contact],
      ...(contact.status === 'ACTIVE' ? [[`name ${contact.name.toLowerCase()}`, contact] as const] : []),
    ]),
  );
  return (element) => {
    const key = contactKeyOf(element);
    if (!key) return 'A Contact must be specified for this type of transaction';
    const contact = index.get(`${key.by} ${key.value}`);
    if (!contact) return `The contact with the ${key.by} ${key.value} does not exist.`;
    return contact.status === 'ARCHIVED' ? ARCHIVED : contact;
  };
}

function rowOf(invoice: NewInvoice, contact: Contact, now: Date): Invoice {
  // An approved invoice over nothing has nothing due: Xero shows it as paid at once.
  const paidAtOnce = invoice.status === 'AUTHORISED' && invoice.totals.totalMinor === 0n;
  return {
    invoice_id: crypto.randomUUID(),
    invoice_number: invoice.invoiceNumber ?? '',
    reference: invoice.reference,
    contact_id: contact.contact_id,
    contact_number: contact.contact_number,
    contact_name: contact.name,
    status: paidAtOnce ? 'PAID' : invoice.status,
    currency: invoice.currency,
    issued_on: invoice.issuedOn,
    due_on: invoice.dueOn,
    line_amount_types: invoice.lineAmountTypes,
    lines: invoice.lines,
    url: invoice.url,
    sub_total_minor: Number(invoice.totals.subTotalMinor),
    total_tax_minor: Number(invoice.totals.totalTaxMinor),
    total_minor: Number(invoice.totals.totalMinor),
    amount_paid_minor: 0,
    sent_to_contact: invoice.sentToContact,
    fully_paid_on: paidAtOnce ? invoice.issuedOn : null,
    updated_at: now,
    payments: [],
  };
}

/** Without a number Xero makes one up. */
async function giveNumbers(sql: Sql, drafts: readonly Draft[]): Promise<Draft[]> {
  const missing = drafts.filter(({ row }) => row?.invoice_number === '').length;
  if (missing === 0) return [...drafts];
  const numbers = await sql.rows<{ number: string }>(
    `select 'INV-' || lpad(nextval('xero_invoice_numbers')::text, 4, '0') as number from generate_series(1, $1)`,
    [missing],
  );
  const next = numbers.values();
  return drafts.map((draft) =>
    draft.row?.invoice_number === '' ? { ...draft, row: { ...draft.row, invoice_number: next.next().value?.number ?? '' } } : draft,
  );
}

/** The ids that were written: a number that exists already, or twice in the batch, is left out by the database itself. In order of number, so that two batches never wait for each other. */
async function insert(sql: Sql, rows: readonly Invoice[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const inserted = await sql.rows<{ invoice_id: string }>(
    `insert into xero_invoices (invoice_id, invoice_number, reference, contact_id, status, currency, issued_on, due_on, line_amount_types,
       lines, url, sub_total_minor, total_tax_minor, total_minor, sent_to_contact, fully_paid_on, updated_at)
     select invoice_id, invoice_number, reference, contact_id, status, currency, issued_on, due_on, line_amount_types,
       lines, url, sub_total_minor, total_tax_minor, total_minor, sent_to_contact, fully_paid_on, updated_at
     from jsonb_to_recordset($1::jsonb) as given (invoice_id uuid, invoice_number text, reference text, contact_id uuid, status text,
       currency text, issued_on date, due_on date, line_amount_types text, lines jsonb, url text, sub_total_minor bigint,
       total_tax_minor bigint, total_minor bigint, sent_to_contact boolean, fully_paid_on date, updated_at timestamptz)
     order by invoice_number
     on conflict (invoice_number) do nothing returning invoice_id`,
    [JSON.stringify(rows)],
  );
  return new Set(inserted.map(({ invoice_id }) => invoice_id));
}

function outcomeOf({ element, errors, row }: Draft, inserted: ReadonlySet<string>): Outcome {
  if (row && inserted.has(row.invoice_id)) return { element: showInvoice(row), errors: [] };
  return { element: { ...element, InvoiceID: ZERO_ID, HasErrors: true }, errors: row ? [NOT_UNIQUE] : errors };
}
