import { InvoicePaid } from '@takings/contracts';
import { behavesLikeAStage } from '@takings/testing';
import { appOn } from '../testing/app';
import { FakeXero } from '../testing/fake-xero';
import { invoicePaid } from '../testing/samples';

let xero: FakeXero;
beforeAll(async () => {
  xero = await FakeXero.start();
});
afterAll(() => xero.close());

/** The invoice of sample n stands in Xero before its payment comes. */
function filed(n: number): string {
  const InvoiceNumber = invoicePaid(n, 'x').invoiceNumber;
  const known = xero.books.invoices.find((invoice) => invoice.InvoiceNumber === InvoiceNumber);
  if (known) return known.InvoiceID;
  const [contact] = xero.books.upsertContacts([{ ContactNumber: `C-${n}`, Name: `Customer ${n}`, EmailAddress: 'a@example.com' }]) as any[];
  const LineItems = [{ Quantity: 3, UnitAmount: 12.345, TaxType: 'OUTPUT2', AccountCode: '200', Description: 'Support plan' }];
  const draft = { InvoiceNumber, Reference: 'r', CurrencyCode: 'GBP', Contact: { ContactID: contact.ContactID }, LineItems };
  return (xero.books.createInvoices([draft]) as any[])[0].InvoiceID;
}
const paymentsOf = (n: number) => xero.books.invoices.find(({ InvoiceID }) => InvoiceID === filed(n))!.payments;

behavesLikeAStage({
  stage: 'record-payment',
  module: (servers) => appOn(servers, xero.url),
  sample: (n) => InvoicePaid.of(invoicePaid(n, filed(n))),
  outsideSawOnce: (n) => expect(paymentsOf(n).map(({ Reference }) => Reference)).toEqual([`55-9-${n}`]),
});
