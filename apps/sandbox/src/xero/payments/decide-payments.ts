import { readDecimal } from '../decimal';
import { isJson, type Json } from '../front/batch';
import { dayOf, readDay } from '../front/dates';
import { accountOf } from '../organisation/chart';

/** What a payment needs to know of its invoice. */
export interface Payable {
  readonly invoice_id: string;
  readonly invoice_number: string;
  readonly status: string;
  readonly total_minor: number;
  readonly amount_paid_minor: number;
}

export interface NewPayment {
  readonly payment_id: string;
  readonly invoice_id: string;
  readonly account_code: string;
  readonly paid_on: string;
  readonly amount_minor: number;
  readonly reference: string;
}

export type PaymentDecision = { readonly payment: NewPayment; readonly invoice: Payable } | { readonly errors: string[] };

interface Context {
  readonly invoices: readonly Payable[];
  readonly now: Date;
  readonly refusalOfDay: (day: string) => string | null;
}

const NOT_AUTHORISED = 'Payments can only be made against Authorised documents';
const TOO_MUCH = 'Payment amount exceeds the amount outstanding on this document';

/** How a payment names its invoice: by id or by number. */
export function invoiceKeyOf(element: Json): string {
  const invoice = isJson(element.Invoice) ? element.Invoice : {};
  const id = typeof invoice.InvoiceID === 'string' ? invoice.InvoiceID.toLowerCase() : '';
  return id || (typeof invoice.InvoiceNumber === 'string' ? invoice.InvoiceNumber : '');
}

/** Decides each payment of a batch; two payments of one invoice count together, in their order. */
export function decidePayments(elements: readonly Json[], { invoices, now, refusalOfDay }: Context): PaymentDecision[] {
  const byKey = new Map(
    invoices.flatMap((invoice) => [[invoice.invoice_id, invoice] as const, [invoice.invoice_number, invoice] as const]),
  );
  return elements.map((element): PaymentDecision => {
    const invoice = byKey.get(invoiceKeyOf(element));
    const amount = readDecimal(element.Amount, 2);
    const paidOn = element.Date === undefined ? dayOf(now) : readDay(element.Date);
    const errors = [
      ...faultsOfInvoice(invoice, amount),
      faultOfAccount(element.Account),
      paidOn === null ? 'Payment date must be a date as YYYY-MM-DD' : refusalOfDay(paidOn),
    ].filter((fault) => fault !== null);
    if (errors.length > 0 || !invoice || amount === null || paidOn === null) return { errors };
    const paid = { ...invoice, amount_paid_minor: invoice.amount_paid_minor + Number(amount) };
    byKey.set(invoice.invoice_id, paid).set(invoice.invoice_number, paid);
    return {
      invoice: paid,
      payment: {
        payment_id: crypto.randomUUID(),
        invoice_id: invoice.invoice_id,
        account_code: codeOf(element.Account),
        paid_on: paidOn,
        amount_minor: Number(amount),
        reference: typeof element.Reference === 'string' ? element.Reference : '',
      },
    };
  });
}

function faultsOfInvoice(invoice: Payable | undefined, amount: bigint | null): (string | null)[] {
  if (!invoice) return ['Invoice could not be found'];
  if (amount === null || amount <= 0n) return ['Payment amount must be greater than zero'];
  return [
    invoice.status === 'AUTHORISED' ? null : NOT_AUTHORISED,
    Number(amount) > invoice.total_minor - invoice.amount_paid_minor ? TOO_MUCH : null,
  ];
}

const codeOf = (given: unknown) => (isJson(given) && typeof given.Code === 'string' ? given.Code : '');

/** A payment goes to a bank account, or to one that was opened for payments, such as a clearing account for card receipts. */
function faultOfAccount(given: unknown): string | null {
  const code = codeOf(given);
  const account = accountOf(code);
  if (!account) return `Account code '${code}' is not a valid code for this document.`;
  if (account.status === 'ARCHIVED') return `Account code '${code}' has been archived, or deleted.`;
  return account.type === 'BANK' || account.enablePayments
    ? null
    : `Account '${code}' is not a bank account and does not have payments enabled.`;
}
