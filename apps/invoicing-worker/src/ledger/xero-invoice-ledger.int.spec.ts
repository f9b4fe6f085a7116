import { Unavailable, Uncertain } from '@takings/runtime';
import type { FakeXero } from '../testing/fake-xero';
import { LedgersOnFakeXero } from '../testing/ledgers';
import { invoiceDue } from '../testing/samples';
import type { InvoiceToFile } from './ledger';

let books: LedgersOnFakeXero;
let xero: FakeXero;

beforeAll(async () => {
  books = await LedgersOnFakeXero.open();
});
beforeEach(async () => {
  xero = await books.renew();
});
afterAll(() => books?.close());

const first = (n: number, ...changes: Parameters<typeof invoiceDue> extends [number, ...infer More] ? More : never): InvoiceToFile => ({
  invoice: invoiceDue(n, ...changes),
  tries: 1,
});
const again = (request: InvoiceToFile): InvoiceToFile => ({ ...request, tries: request.tries + 1 });
const file = (...all: InvoiceToFile[]) => books.ledgers.invoices.file(all);
const range = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const called = () => xero.calls.map(({ what, elements }) => `${what} ${elements}`);

describe('filing', () => {
  it('takes one call for fifty contacts and one for fifty invoices, whatever order Xero answers in', async () => {
    const answers = await file(...range(50).map((n) => first(n)));
    expect(called()).toEqual(['POST /Contacts 50', 'PUT /Invoices 50']);
    const booked = new Map(xero.books.invoices.map((invoice) => [invoice.InvoiceNumber, invoice.InvoiceID]));
    expect(answers).toEqual(
      range(50).map((n) => ({ ok: true, xeroInvoiceId: booked.get(invoiceDue(n).invoiceNumber), amountDueMinor: 4445 })),
    );
  });

  it('sends what Xero needs and no more', async () => {
    await file(first(1));
    const { headers } = xero.made('PUT /Invoices')[0]!;
    expect(headers).toMatchObject({ accept: 'application/json', authorization: 'Bearer token-1' });
    expect(headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(xero.books.invoices[0]).toMatchObject({
      Type: 'ACCREC',
      Status: 'AUTHORISED',
      Contact: { ContactID: xero.books.contacts[0]!.ContactID },
      Reference: invoiceDue(1).invoiceId,
      Date: '2026-11-21',
      DueDate: '2026-12-05',
      LineAmountTypes: 'Exclusive',
      LineItems: [{ Description: 'Support plan', Quantity: 3, UnitAmount: 12.345, AccountCode: '200', TaxType: 'OUTPUT2' }],
    });
    expect(xero.books.invoices[0]!.Contact).toEqual({ ContactID: xero.books.contacts[0]!.ContactID });
  });

  it('refuses an invoice that Xero computes otherwise, and says both amounts', async () => {
    xero.books.offByMinor = 1;
    const [answer] = await file(first(1));
    expect(answer).toMatchObject({ ok: false, reason: expect.stringMatching(/44\.46 GBP, ours is 44\.45 GBP/) });
  });

  it('refuses only the invoice that Xero refuses', async () => {
    const answers = await file(first(1), first(2, {}, { description: 'refuse me' }), first(3));
    expect(answers.map((answer) => 'ok' in answer && answer.ok)).toEqual([true, false, true]);
    expect(answers[1]).toMatchObject({ reason: expect.stringContaining('period lock date') });
  });

  it('refuses a VAT rate that no tax type is set for, without a call', async () => {
    const [answer] = await file(first(1, {}, { vatRate: '19' }));
    expect(answer).toMatchObject({ ok: false, reason: expect.stringContaining('VAT of 19 %') });
    expect(xero.made('PUT /Invoices')).toHaveLength(0);
  });

  it('halves a call that Xero refuses as a whole', async () => {
    xero.faults.push({ on: 'PUT /Invoices', booked: false, then: { status: 400, body: '{"Message":"A validation exception occurred"}' } });
    const answers = await file(first(1), first(2), first(3));
    expect(answers.map((answer) => 'ok' in answer && answer.ok)).toEqual([true, true, true]);
    expect(xero.made('PUT /Invoices').map(({ elements }) => elements)).toEqual([3, 2, 1]);
  });
});

describe('a try that may have been made before', () => {
  it('finds what stands in Xero by its number and creates nothing', async () => {
    const [filed] = await file(first(1));
    const [found] = await file(again(first(1)));
    expect(found).toEqual(filed);
    expect(xero.books.invoices).toHaveLength(1);
    expect(xero.made('PUT /Invoices')).toHaveLength(1);
  });

  it('creates what is not found', async () => {
    expect(await file(again(first(1)))).toMatchObject([{ ok: true }]);
    expect(called()).toEqual(['GET /Invoices 0', 'POST /Contacts 1', 'PUT /Invoices 1']);
  });

  it('looks up forty numbers a call', async () => {
    await file(...range(50).map((n) => again(first(n))));
    expect(xero.made('GET /Invoices')).toHaveLength(2);
  });

  it('is uncertain when the line drops after the invoice was booked, and filed once when asked again', async () => {
    xero.faults.push({ on: 'PUT /Invoices', booked: true, then: 'drop' });
    const requests = [first(1), first(2)];
    expect(await file(...requests)).toEqual([expect.any(Uncertain), expect.any(Uncertain)]);
    expect(await file(...requests.map(again))).toMatchObject([{ ok: true }, { ok: true }]);
    expect(xero.books.invoices).toHaveLength(2);
  });

  it.each([500, 502, 504])('is uncertain after %i', async (status) => {
    xero.faults.push({ on: 'PUT /Invoices', booked: true, then: { status, body: '<html>' } });
    expect(await file(first(1))).toEqual([expect.any(Uncertain)]);
  });

  it('is uncertain when Xero does not answer in time', async () => {
    xero.faults.push({ on: 'PUT /Invoices', booked: true, then: 'hang' });
    const [answer] = await file(first(1));
    expect(answer).toBeInstanceOf(Uncertain);
    expect(answer).toMatchObject({ message: expect.stringContaining('did not answer within 500 ms') });
  });
});

describe('a number that is taken', () => {
  it('is ours when reference and total agree', async () => {
    const [filed] = await file(first(1));
    expect(await file(first(1))).toEqual([filed]);
    expect(called().slice(-2)).toEqual(['PUT /Invoices 1', 'GET /Invoices 0']);
  });

  it("is refused when the reference is somebody else's", async () => {
    await file(first(1));
    xero.books.invoices[0]!.Reference = 'typed by hand';
    for (const request of [first(1), again(first(1))]) {
      expect(await file(request)).toMatchObject([
        { ok: false, reason: expect.stringContaining('is not ours: its reference is "typed by hand"') },
      ]);
    }
  });

  it('is refused when the invoice was voided', async () => {
    await file(first(1));
    xero.books.invoices[0]!.Status = 'VOIDED';
    expect(await file(again(first(1)))).toMatchObject([{ ok: false, reason: expect.stringContaining('stands in Xero as VOIDED') }]);
  });
});

describe('contacts', () => {
  const named = (n: number, customerName: string) => first(n, { customerName });

  it('cost no call while they are unchanged, and one when they change', async () => {
    await file(first(1));
    await file(first(2, { customerRef: 'C-1', customerName: 'Customer 1', customerEmail: 'payer1@example.com' }));
    expect(xero.made('POST /Contacts')).toHaveLength(1);
    await file(first(3, { customerRef: 'C-1', customerName: 'Customer 1', customerEmail: 'new@example.com' }));
    expect(xero.made('POST /Contacts')).toHaveLength(2);
    expect(xero.books.contacts).toEqual([expect.objectContaining({ ContactNumber: 'C-1', EmailAddress: 'new@example.com' })]);
  });

  it('of one name are told apart by our reference', async () => {
    await file(named(1, 'Acme Ltd'), named(2, 'ACME Ltd'));
    await file(named(3, 'Acme Ltd'));
    expect(xero.books.contacts.map(({ Name }) => Name)).toEqual(['Acme Ltd', 'ACME Ltd (C-2)', 'Acme Ltd (C-3)']);
    expect(xero.made('POST /Contacts')).toHaveLength(2);
  });

  it('give way to a contact of their name that we did not make', async () => {
    xero.books.contacts.push({ ContactID: 'x', ContactNumber: '', Name: 'Acme Ltd', EmailAddress: '', ContactStatus: 'ACTIVE' });
    expect(await file(named(1, 'Acme Ltd'), first(2))).toMatchObject([{ ok: true }, { ok: true }]);
    expect(xero.books.contacts.map(({ Name }) => Name)).toEqual(['Acme Ltd', 'Customer 2', 'Acme Ltd (C-1)']);
  });

  it('with an address that Xero refuses hold up only their own invoice', async () => {
    const answers = await file(first(1, { customerEmail: 'jürgen@exämple.com' }), first(2));
    expect(answers).toMatchObject([
      { ok: false, reason: expect.stringContaining('"jürgen@exämple.com" of Customer 1 (C-1)') },
      { ok: true },
    ]);
  });

  it('that Xero no longer knows are sent anew, and the invoice with them', async () => {
    await file(first(1), first(2));
    xero.books.contacts.shift();
    const more = first(3, { customerRef: 'C-1', customerName: 'Customer 1', customerEmail: 'payer1@example.com' });
    expect(await file(more, first(4))).toMatchObject([{ ok: true }, { ok: true }]);
    expect(xero.books.contacts.map(({ ContactNumber }) => ContactNumber)).toEqual(['C-2', 'C-4', 'C-1']);
    expect(called().slice(-4)).toEqual(['POST /Contacts 1', 'PUT /Invoices 2', 'POST /Contacts 1', 'PUT /Invoices 1']);
  });

  it('that were archived are named, known or not, and go through once they are restored', async () => {
    await file(first(1));
    const [contact] = xero.books.contacts;
    contact!.ContactStatus = 'ARCHIVED';
    const more = (n: number) => first(n, { customerRef: 'C-1', customerName: 'Customer 1', customerEmail: 'payer1@example.com' });
    const archived = { ok: false, reason: expect.stringContaining('Customer 1 (C-1) is archived in Xero') };
    expect(await file(more(2))).toMatchObject([archived]);
    expect(await file(more(2))).toMatchObject([archived]);
    contact!.ContactStatus = 'ACTIVE';
    expect(await file(again(more(2)))).toMatchObject([{ ok: true }]);
  });
});

describe('Xero itself', () => {
  const everybody = (words: string) => [
    expect.objectContaining({ name: 'Unavailable', everybody: true, message: expect.stringContaining(words) }),
  ];

  it('pauses us when nobody listens there', async () => {
    await xero.close();
    expect(await file(first(1))).toEqual(everybody('Xero cannot be reached at 127.0.0.1'));
  });

  it('gets another token once when it no longer takes ours', async () => {
    const { invoices } = books.ledgers;
    await invoices.file([first(1)]);
    xero.revokedUpTo = 1;
    expect(await invoices.file([first(2)])).toMatchObject([{ ok: true }]);
    expect(xero.tokens).toBe(2);
  });

  it('pauses us, and is not asked in a loop, when no token helps', async () => {
    xero.revokedUpTo = 1000;
    expect(await file(first(1))).toEqual(everybody('XERO_CLIENT_ID, XERO_CLIENT_SECRET and XERO_SCOPES'));
    expect(xero.calls).toHaveLength(2);
  });

  it('pauses us when the credentials are wrong', async () => {
    xero.wrongSecret = true;
    expect(await file(first(1))).toEqual(everybody('invalid_client at the token endpoint'));
    expect(xero.calls).toHaveLength(0);
  });

  it.each([
    ['PUT /Invoices', 503, {}, undefined],
    ['PUT /Invoices', 429, { 'retry-after': '20', 'x-rate-limit-problem': 'minute' }, 20_000],
    ['POST /Contacts', 504, {}, undefined],
  ])('has done nothing when %s is answered %i', async (on, status, headers, retryAfterMs) => {
    xero.faults.push({ on, booked: false, then: { status, headers: headers as Record<string, string> } });
    const [answer] = await file(first(1));
    expect(answer).toBeInstanceOf(Unavailable);
    expect(answer).toMatchObject({ everybody: true, retryAfterMs });
  });
});
