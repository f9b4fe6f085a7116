import { numberOf } from '../xero/amounts';
import { type TaxTypes, taxTypeOf } from '../xero/tax-types';
import { type InvoiceToFile, type Refusal, refusal } from './ledger';

/** How our lines are booked in the organisation's chart of accounts. */
export class Booking {
  constructor(
    /** Account code of the revenue. */
    readonly revenueAccount: string,
    /** Account code that card receipts are recorded on until they are settled to the bank. */
    readonly clearingAccount: string,
    readonly taxTypes: TaxTypes,
  ) {}
}

type Line = InvoiceToFile['invoice']['lines'][number];

/** Xero takes 1 to 4,000 signs. */
const DESCRIPTION_LIMIT = 4000;

/**
 * The invoice as Xero's JSON. The contact is named by its id alone: any other field would change the contact.
 * Our id stands in Reference; together with the total it tells our invoice from one that somebody else gave the same number.
 */
export function invoiceDraft({ invoice }: InvoiceToFile, contactId: string, booking: Booking): string | Refusal {
  const lines = invoice.lines.map((line) => lineDraft(line, booking));
  const refused = lines.find((line): line is Refusal => 'ok' in line);
  if (refused) return refused;
  return JSON.stringify({
    Type: 'ACCREC',
    Status: 'AUTHORISED',
    Contact: { ContactID: contactId },
    InvoiceNumber: invoice.invoiceNumber,
    Reference: invoice.invoiceId,
    Date: invoice.issuedOn,
    DueDate: invoice.dueOn,
    CurrencyCode: invoice.currency,
    LineAmountTypes: 'Exclusive',
    LineItems: lines,
  });
}

function lineDraft(line: Line, { revenueAccount, taxTypes }: Booking) {
  const taxType = taxTypeOf(taxTypes, line.vatRate);
  if (!taxType)
    return refusal(
      `No tax type of Xero is set for VAT of ${line.vatRate} % (charge ${line.chargeRef}); pick it under Settings, Xero, then send it again.`,
    );
  const [quantity, unitAmount] = [numberOf(line.quantity), numberOf(line.unitPrice)];
  if (quantity === undefined || unitAmount === undefined) {
    return refusal(`Charge ${line.chargeRef} has more digits than Xero can take: ${line.quantity} times ${line.unitPrice}.`);
  }
  const description = line.description.trim() || line.chargeRef;
  return {
    Description: description.slice(0, DESCRIPTION_LIMIT),
    Quantity: quantity,
    UnitAmount: unitAmount,
    AccountCode: revenueAccount,
    TaxType: taxType,
  };
}
