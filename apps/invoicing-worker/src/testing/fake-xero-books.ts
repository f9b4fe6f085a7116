import { randomUUID } from 'node:crypto';
import { lineAmounts } from '@takings/money';

interface ContactDraft {
  ContactNumber: string;
  Name: string;
  EmailAddress: string;
}
interface InvoiceDraft {
  InvoiceNumber: string;
  Reference: string;
  CurrencyCode: string;
  Contact: { ContactID: string };
  LineItems: { Quantity: number; UnitAmount: number; TaxType: string; AccountCode: string; Description: string }[];
}
interface PaymentDraft {
  Invoice: { InvoiceID: string };
  Account: { Code: string };
  Amount: number;
  Date: string;
  Reference: string;
}

export interface BookedContact extends ContactDraft {
  ContactID: string;
  ContactStatus: 'ACTIVE' | 'ARCHIVED';
}
export interface BookedInvoice extends InvoiceDraft {
  InvoiceID: string;
  Status: 'AUTHORISED' | 'PAID' | 'VOIDED';
  totalMinor: number;
  payments: { PaymentID: string; Reference: string; Amount: number; Date: string; Account: { Code: string } }[];
}

const RATES: Record<string, string> = { OUTPUT2: '20', RROUTPUT: '5', ZERORATEDOUTPUT: '0' };
const fault = (element: object, message: string) => ({
  ...element,
  StatusAttributeString: 'ERROR',
  HasErrors: true,
  ValidationErrors: [{ Message: message }],
});
const major = (minor: number) => minor / 100;
const minorOf = (amount: number) => Math.round(amount * 100);

/** What our stand-in for Xero keeps, by the rules of Xero that matter to us. */
export class FakeXeroBooks {
  readonly contacts: BookedContact[] = [];
  readonly invoices: BookedInvoice[] = [];
  /** Added to every total: an organisation that rounds otherwise. */
  offByMinor = 0;

  upsertContacts(drafts: ContactDraft[]) {
    return drafts.map((draft) => {
      const known = this.contacts.find(({ ContactNumber }) => ContactNumber === draft.ContactNumber);
      if (!/^[\x20-\x7e]+@[\x20-\x7e]+$/.test(draft.EmailAddress)) return fault(draft, 'Email address must be valid.');
      const bearer = this.contacts.find(({ Name }) => Name.toLowerCase() === draft.Name.toLowerCase());
      if (bearer && bearer !== known) {
        return fault(draft, `The contact name ${draft.Name} is already assigned to another contact. The contact name must be unique.`);
      }
      if (known?.ContactStatus === 'ARCHIVED') return fault(draft, 'Archived contacts cannot currently be edited via the API.');
      if (known) return { ...Object.assign(known, draft), StatusAttributeString: 'OK' };
      const contact: BookedContact = { ...draft, ContactID: randomUUID(), ContactStatus: 'ACTIVE' };
      this.contacts.push(contact);
      return { ...contact, StatusAttributeString: 'OK' };
    });
  }

  createInvoices(drafts: InvoiceDraft[]) {
    return drafts.map((draft) => {
      const contact = this.contacts.find(({ ContactID }) => ContactID === draft.Contact.ContactID);
      if (!contact) return fault(draft, 'The contact could not be found.');
      if (contact.ContactStatus === 'ARCHIVED') return fault(draft, 'The contact with the specified contact details has been archived.');
      if (this.invoices.some(({ InvoiceNumber }) => InvoiceNumber === draft.InvoiceNumber))
        return fault(draft, 'Invoice # must be unique.');
      if (draft.LineItems.some(({ Description }) => Description.includes('refuse me')))
        return fault(draft, 'The document date cannot be before the period lock date.');
      const amounts = draft.LineItems.map(({ Quantity, UnitAmount, TaxType }) =>
        lineAmounts({ quantity: String(Quantity), unitPrice: String(UnitAmount), vatRate: RATES[TaxType]! }),
      );
      const totalMinor = amounts.reduce((sum, { netMinor, vatMinor }) => sum + netMinor + vatMinor, this.offByMinor);
      const invoice: BookedInvoice = { ...draft, InvoiceID: randomUUID(), Status: 'AUTHORISED', totalMinor, payments: [] };
      this.invoices.push(invoice);
      return shown(invoice);
    });
  }

  findInvoices(numbers: string[]) {
    return this.invoices.filter(({ InvoiceNumber }) => numbers.includes(InvoiceNumber)).map(shown);
  }

  voidInvoice(id: string) {
    const invoice = this.invoices.find(({ InvoiceID }) => InvoiceID === id);
    if (invoice?.Status !== 'AUTHORISED' || invoice.payments.length > 0)
      return fault({ InvoiceID: id }, 'Invoice not of valid status for modification');
    invoice.Status = 'VOIDED';
    return shown(invoice);
  }

  createPayments(drafts: PaymentDraft[]) {
    return drafts.map((draft) => {
      const invoice = this.invoices.find(({ InvoiceID }) => InvoiceID === draft.Invoice.InvoiceID);
      if (!invoice) return fault(draft, 'The invoice could not be found.');
      if (invoice.Status === 'VOIDED') return fault(draft, 'Payments can only be made against Authorised documents.');
      if (minorOf(draft.Amount) > dueMinor(invoice)) return fault(draft, 'Payment amount exceeds the amount outstanding on this document.');
      const payment = { ...draft, PaymentID: randomUUID() };
      invoice.payments.push(payment);
      if (dueMinor(invoice) === 0) invoice.Status = 'PAID';
      return { ...payment, StatusAttributeString: 'OK' };
    });
  }
}

const dueMinor = ({ totalMinor, payments }: BookedInvoice) => payments.reduce((due, { Amount }) => due - minorOf(Amount), totalMinor);

const shown = (invoice: BookedInvoice) => ({
  InvoiceID: invoice.InvoiceID,
  InvoiceNumber: invoice.InvoiceNumber,
  Reference: invoice.Reference,
  Status: invoice.Status,
  CurrencyCode: invoice.CurrencyCode,
  Total: major(invoice.totalMinor),
  AmountDue: major(dueMinor(invoice)),
  Payments: invoice.payments,
  HasErrors: false,
  StatusAttributeString: 'OK',
});
