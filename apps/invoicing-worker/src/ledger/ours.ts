import { majorText } from '../xero/amounts';
import type { InvoiceElement } from '../xero/wire';
import { type Filed, type InvoiceToFile, type Refusal, refusal } from './ledger';

const STANDING = ['AUTHORISED', 'PAID'];

/** Is what stands in Xero under our number the invoice we meant? It is if reference, currency and total agree. */
export function ours(found: InvoiceElement, { invoice }: InvoiceToFile): Filed | Refusal {
  const number = `Invoice ${invoice.invoiceNumber}`;
  if (found.Reference !== invoice.invoiceId) {
    return refusal(
      `${number} already stands in Xero and is not ours: its reference is "${found.Reference ?? ''}", ours is ${invoice.invoiceId}.`,
    );
  }
  if (!STANDING.includes(found.Status ?? '')) {
    return refusal(`${number} stands in Xero as ${found.Status ?? 'unknown'}, not as approved; put it right there, then send it again.`);
  }
  const theirs = `${amount(found.Total)} ${found.CurrencyCode ?? invoice.currency}`;
  const mine = `${amount(invoice.totalMinor)} ${invoice.currency}`;
  if (theirs !== mine) {
    return refusal(
      `Xero's total of invoice ${invoice.invoiceNumber} is ${theirs}, ours is ${mine}; it stands in Xero and has to be put right there, then send it again.`,
    );
  }
  if (!found.InvoiceID || found.AmountDue == null) return refusal(`${number} stands in Xero, but Xero does not say what is due on it.`);
  return { ok: true, xeroInvoiceId: found.InvoiceID, amountDueMinor: found.AmountDue };
}

const amount = (minor: number | null | undefined) => (minor == null ? 'unknown' : majorText(minor));
