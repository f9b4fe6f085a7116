import type { DataOf, InvoiceVoidCleared } from '@takings/contracts';
import { faultOf, type InvoiceElement } from '../xero/wire';
import { Refused } from '../xero/with-meaning';
import type { XeroClient } from '../xero/xero-client';
import { type Refusal, refusal } from './ledger';

type ToVoid = DataOf<typeof InvoiceVoidCleared>;
export interface Voided {
  readonly ok: true;
}

/** Where invoices are taken back. Throws `Unavailable` when Xero cannot be asked. */
export abstract class VoidLedger {
  abstract void(invoice: ToVoid): Promise<Voided | Refusal>;
}

/**
 * Takes invoices back in Xero. Xero is asked how the invoice stands before each call, so that one whose answer was lost is found voided
 * and not voided again; a voided invoice is never anything else (provider-facts A.2).
 */
export class XeroVoidLedger extends VoidLedger {
  constructor(private readonly xero: XeroClient) {
    super();
  }

  async void(invoice: ToVoid): Promise<Voided | Refusal> {
    const [found] = await this.xero.findInvoices([invoice.invoiceNumber]);
    const standing = standingOf(found, invoice);
    if (standing) return standing;
    try {
      const [element] = await this.xero.voidInvoice(invoice.xeroInvoiceId);
      const fault = element && faultOf(element);
      if (fault) return refusal(`Xero does not let invoice ${invoice.invoiceNumber} be taken back: ${fault}`);
      return element?.Status === 'VOIDED'
        ? { ok: true }
        : refusal(`Xero did not void invoice ${invoice.invoiceNumber} and gave no reason.`);
    } catch (error) {
      if (error instanceof Refused) return refusal(`Xero does not let invoice ${invoice.invoiceNumber} be taken back: ${error.message}`);
      throw error;
    }
  }
}

/** Undefined when it stands there as ours, approved and unpaid, and may be voided. */
function standingOf(found: InvoiceElement | undefined, invoice: ToVoid): Voided | Refusal | undefined {
  const number = `Invoice ${invoice.invoiceNumber}`;
  if (!found || found.InvoiceID !== invoice.xeroInvoiceId || found.Reference !== invoice.invoiceId)
    return refusal(`${number} does not stand in Xero as it was filed there; nothing was changed.`);
  if (found.Status === 'VOIDED') return { ok: true };
  if (found.Status !== 'AUTHORISED')
    return refusal(`${number} stands in Xero as ${found.Status ?? 'unknown'}, not as approved and unpaid.`);
  const paid = found.Payments?.some(({ Status }) => Status !== 'DELETED');
  return paid ? refusal(`${number} has a payment in Xero; take that back there first.`) : undefined;
}
