import { InvoiceVoidCleared } from '@takings/contracts';
import { behavesLikeAStage } from '@takings/testing';
import { appOn } from '../testing/app';
import { FakeXero } from '../testing/fake-xero';
import type { BookedInvoice } from '../testing/fake-xero-books';
import { LedgersOnFakeXero } from '../testing/ledgers';

let xero: FakeXero;
beforeAll(async () => {
  xero = await FakeXero.start();
});
afterAll(() => xero.close());

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The invoice of sample n as it was filed. */
function filed(n: number, { books } = xero): BookedInvoice {
  const InvoiceNumber = `TK-${n}`;
  const known = books.invoices.find((invoice) => invoice.InvoiceNumber === InvoiceNumber);
  if (known) return known;
  const [contact] = books.upsertContacts([{ ContactNumber: `C-${n}`, Name: `Customer ${n}`, EmailAddress: 'a@example.com' }]) as any[];
  const LineItems = [{ Quantity: 3, UnitAmount: 12.345, TaxType: 'OUTPUT2', AccountCode: '200', Description: 'Support plan' }];
  books.createInvoices([{ InvoiceNumber, Reference: uuid(n), CurrencyCode: 'GBP', Contact: { ContactID: contact.ContactID }, LineItems }]);
  return filed(n, { books } as FakeXero);
}
const cleared = (n: number, { InvoiceID: xeroInvoiceId } = filed(n)) =>
  InvoiceVoidCleared.of({
    ...{ invoiceId: uuid(n), invoiceNumber: `TK-${n}`, xeroInvoiceId, turn: 1 },
    ...{ currency: 'GBP', totalMinor: 4445, requestedBy: 'Ada', because: 'wrong customer' },
  });

behavesLikeAStage({
  stage: 'void-in-xero',
  module: (servers) => appOn(servers, xero.url),
  sample: (n) => cleared(n),
  outsideSawOnce: (n) => expect(filed(n).Status).toBe('VOIDED'),
});

describe('an invoice in Xero', () => {
  let ledgers: LedgersOnFakeXero;
  beforeAll(async () => {
    ledgers = await LedgersOnFakeXero.open();
  });
  afterAll(() => ledgers.close());

  it('that was voided before counts as voided, and is not voided again', async () => {
    const own = await ledgers.renew();
    const invoice = filed(1, own);
    const { data } = cleared(1, invoice);
    expect(await ledgers.ledgers.voids.void(data)).toEqual({ ok: true });
    expect(await ledgers.ledgers.voids.void(data)).toEqual({ ok: true });
    expect(invoice.Status).toBe('VOIDED');
  });

  it.each<[string, (invoice: BookedInvoice) => void, RegExp]>([
    ['is paid', (invoice) => Object.assign(invoice, { Status: 'PAID' }), /stands in Xero as PAID/],
    ['is somebody else’s', (invoice) => Object.assign(invoice, { Reference: 'theirs' }), /does not stand in Xero as it was filed/],
    [
      'has a part payment',
      ({ payments }) => payments.push({ PaymentID: 'p', Reference: 'r', Amount: 1, Date: '', Account: { Code: '090' } }),
      /has a payment in Xero/,
    ],
  ])('that %s is left as it is, and the refusal says why', async (_, change, says) => {
    const own = await ledgers.renew();
    const invoice = filed(2, own);
    change(invoice);
    const { data } = cleared(2, invoice);
    const before = invoice.Status;
    expect(await ledgers.ledgers.voids.void(data)).toMatchObject({ ok: false, reason: expect.stringMatching(says) });
    expect(invoice.Status).toBe(before);
  });
});
