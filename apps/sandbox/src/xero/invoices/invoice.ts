import { contactSummary } from '../contacts/contact';
import { fromMinor } from '../decimal';
import type { Json } from '../front/batch';
import { dayString, dotNetDate, dotNetDay } from '../front/dates';
import type { InvoiceStatus } from './invoice-status';
import type { StoredLine } from './read-lines';

/** A row of `xero_invoices` with its contact and its payments beside it. */
export interface Invoice {
  readonly invoice_id: string;
  readonly invoice_number: string;
  readonly reference: string;
  readonly contact_id: string;
  readonly contact_number: string | null;
  readonly contact_name: string;
  readonly status: InvoiceStatus;
  readonly currency: string;
  readonly issued_on: string;
  readonly due_on: string | null;
  readonly line_amount_types: string;
  readonly lines: readonly StoredLine[];
  readonly url: string | null;
  readonly sub_total_minor: number;
  readonly total_tax_minor: number;
  readonly total_minor: number;
  readonly amount_paid_minor: number;
  readonly sent_to_contact: boolean;
  readonly fully_paid_on: string | null;
  readonly updated_at: Date;
  readonly payments: readonly { payment_id: string; paid_on: string; amount_minor: number; reference: string }[];
}

/** Columns for `from xero_invoices i join xero_contacts c using (contact_id)`. */
export const INVOICE_COLUMNS = `
  i.invoice_id, i.invoice_number, i.reference, i.contact_id, c.contact_number, c.name as contact_name, i.status, i.currency, i.issued_on,
  i.due_on, i.line_amount_types, i.lines, i.url, i.sub_total_minor, i.total_tax_minor, i.total_minor, i.amount_paid_minor,
  i.sent_to_contact, i.fully_paid_on, i.updated_at,
  coalesce((select json_agg(json_build_object('payment_id', p.payment_id, 'paid_on', p.paid_on, 'amount_minor', p.amount_minor,
    'reference', p.reference) order by p.seq) from xero_payments p where p.invoice_id = i.invoice_id and p.status = 'AUTHORISED'), '[]') as payments`;

export const amountDueMinor = ({
  total_minor,
  amount_paid_minor,
  status,
}: Pick<Invoice, 'total_minor' | 'amount_paid_minor' | 'status'>) =>
  status === 'VOIDED' || status === 'DELETED' ? 0 : total_minor - amount_paid_minor;

/** As Xero shows it; lines are left out of lists that were not asked for by page. */
export function showInvoice(invoice: Invoice, { withLines = true } = {}): Json {
  return {
    Type: 'ACCREC',
    InvoiceID: invoice.invoice_id,
    InvoiceNumber: invoice.invoice_number,
    Reference: invoice.reference,
    Payments: invoice.payments.map((payment) => ({
      PaymentID: payment.payment_id,
      Date: dotNetDay(payment.paid_on),
      Amount: fromMinor(payment.amount_minor),
      Reference: payment.reference,
      HasAccount: false,
      HasValidationErrors: false,
    })),
    CreditNotes: [],
    Prepayments: [],
    Overpayments: [],
    AmountDue: fromMinor(amountDueMinor(invoice)),
    AmountPaid: fromMinor(invoice.amount_paid_minor),
    AmountCredited: 0,
    CurrencyRate: 1,
    ...(invoice.url !== null && { Url: invoice.url }),
    SentToContact: invoice.sent_to_contact,
    HasErrors: false,
    IsDiscounted: false,
    HasAttachments: false,
    Contact: contactSummary({ contact_id: invoice.contact_id, contact_number: invoice.contact_number, name: invoice.contact_name }),
    DateString: dayString(invoice.issued_on),
    Date: dotNetDay(invoice.issued_on),
    ...(invoice.due_on !== null && { DueDateString: dayString(invoice.due_on), DueDate: dotNetDay(invoice.due_on) }),
    Status: invoice.status,
    LineAmountTypes: invoice.line_amount_types,
    LineItems: withLines ? invoice.lines.map(showLine) : [],
    SubTotal: fromMinor(invoice.sub_total_minor),
    TotalTax: fromMinor(invoice.total_tax_minor),
    Total: fromMinor(invoice.total_minor),
    UpdatedDateUTC: dotNetDate(invoice.updated_at),
    CurrencyCode: invoice.currency,
    ...(invoice.fully_paid_on !== null && { FullyPaidOnDate: dotNetDay(invoice.fully_paid_on) }),
  };
}

const showLine = (line: StoredLine) => ({
  LineItemID: line.lineItemId,
  Description: line.description,
  Quantity: line.quantity,
  UnitAmount: line.unitAmount,
  ...(line.accountCode !== null && { AccountCode: line.accountCode }),
  TaxType: line.taxType,
  TaxAmount: fromMinor(line.taxMinor),
  LineAmount: fromMinor(line.lineMinor),
  Tracking: [],
  ValidationErrors: [],
});
