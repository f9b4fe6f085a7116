import { invoice, type RunningSandbox, runningSandbox } from '../testing/running-sandbox';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await runningSandbox();
});
afterAll(() => sandbox?.close());

const EACH = '?summarizeErrors=false';
const put = (path: string, body: object, headers = {}) => sandbox.xero('PUT', path, body, headers);
const messages = (element: { ValidationErrors?: { Message: string }[] }) => (element.ValidationErrors ?? []).map(({ Message }) => Message);

describe('contacts', () => {
  it('upserts a batch by our number, in order, and shows one by number', async () => {
    const Contacts = Array.from({ length: 50 }, (_, at) => ({
      ContactNumber: `UP-${at}`,
      Name: `Upserted ${at}`,
      EmailAddress: `c${at}@example.com`,
    }));
    const first = await sandbox.xero('POST', `/Contacts${EACH}`, { Contacts });
    const second = await sandbox.xero('POST', `/Contacts${EACH}`, {
      Contacts: Contacts.map((contact) => ({ ...contact, EmailAddress: 'new@example.com' })),
    });
    const ids = (reply: typeof first) => reply.body.Contacts.map(({ ContactID }: any) => ContactID);
    expect(ids(second)).toEqual(ids(first));
    const shown = await sandbox.xero('GET', '/Contacts/UP-7');
    expect(shown.body.Contacts[0]).toMatchObject({
      ContactNumber: 'UP-7',
      Name: 'Upserted 7',
      EmailAddress: 'new@example.com',
      ContactStatus: 'ACTIVE',
    });
  });

  it('tells the bad elements of a batch from the good ones', async () => {
    await sandbox.contact('NAMED-1');
    const { status, body } = await sandbox.xero('POST', `/Contacts${EACH}`, {
      Contacts: [
        { ContactNumber: 'NAMED-2', Name: 'customer named-1' },
        { ContactNumber: 'NAMED-3', Name: 'Fine Ltd', EmailAddress: 'müller@example.com' },
        { ContactNumber: 'NAMED-4', Name: 'Fine Ltd' },
      ],
    });
    expect(status).toBe(200);
    expect(body.Contacts.map(({ StatusAttributeString }: any) => StatusAttributeString)).toEqual(['ERROR', 'ERROR', 'OK']);
    expect(messages(body.Contacts[0])[0]).toMatch(/already assigned to another contact/);
    expect(messages(body.Contacts[1])).toEqual(['Email address must be valid.']);
  });

  it('creates one contact when two calls race for the same number', async () => {
    const race = () => sandbox.xero('POST', `/Contacts${EACH}`, { Contacts: [{ ContactNumber: 'RACE', Name: 'Race Ltd' }] });
    const replies = await Promise.all([race(), race(), race(), race()]);
    const ids = replies.map(({ body }) => body.Contacts[0].ContactID);
    expect(new Set(ids).size).toBe(1);
  });

  it('refuses an archived contact for editing and for invoices, until a person restores it', async () => {
    const id = await sandbox.contact('ARC-1');
    await sandbox.request('POST', '/api/xero/contacts/ARC-1/archive');
    const edited = await sandbox.xero('POST', `/Contacts${EACH}`, { Contacts: [{ ContactNumber: 'ARC-1', Name: 'Again' }] });
    expect(messages(edited.body.Contacts[0])).toEqual(['Archived contacts cannot currently be edited via the API.']);
    const filed = await put(`/Invoices${EACH}`, { Invoices: [invoice(id, 'ARC-1')] });
    expect(messages(filed.body.Invoices[0])[0]).toMatch(/has been archived. The contact must be un-archived/);
    await sandbox.request('POST', '/api/xero/contacts/ARC-1/restore');
    const again = await put(`/Invoices${EACH}`, { Invoices: [invoice(id, 'ARC-1')] });
    expect(again.body.Invoices[0].StatusAttributeString).toBe('OK');
  });

  it('leaves archived contacts out of lists unless they are asked for', async () => {
    await sandbox.contact('ARC-2');
    await sandbox.request('POST', '/api/xero/contacts/ARC-2/archive');
    const where = encodeURIComponent('ContactNumber=="ARC-2"');
    expect((await sandbox.xero('GET', `/Contacts?where=${where}`)).body.Contacts).toEqual([]);
    expect((await sandbox.xero('GET', `/Contacts?includeArchived=true&where=${where}`)).body.Contacts).toHaveLength(1);
  });
});

describe('invoices', () => {
  it('computes totals by line, as Xero rounds, and answers both kinds of dates', async () => {
    const contactId = await sandbox.contact('INV-A');
    const line = (UnitAmount: number) => ({ Description: 'Item', Quantity: 3, UnitAmount, AccountCode: '200', TaxType: 'OUTPUT2' });
    const { body } = await put(`/Invoices${EACH}&unitdp=4`, {
      Invoices: [invoice(contactId, 'A-1', { LineItems: [line(0.075), line(10.0033), line(-1)] })],
    });
    expect(body.Invoices[0]).toMatchObject({
      InvoiceNumber: 'A-1',
      Status: 'AUTHORISED',
      SubTotal: 27.24,
      TotalTax: 5.45,
      Total: 32.69,
      AmountDue: 32.69,
      AmountPaid: 0,
      HasErrors: false,
      DateString: '2026-11-21T00:00:00',
      Date: '/Date(1795219200000+0000)/',
      DueDateString: '2026-12-05T00:00:00',
    });
  });

  it('rounds a price to two places unless four are asked for', async () => {
    const contactId = await sandbox.contact('INV-DP');
    const LineItems = [{ Description: 'Item', Quantity: 1000, UnitAmount: 0.1249, AccountCode: '200', TaxType: 'NONE' }];
    const two = await put(`/Invoices${EACH}`, { Invoices: [invoice(contactId, 'DP-2', { LineItems })] });
    const four = await put(`/Invoices${EACH}&unitdp=4`, { Invoices: [invoice(contactId, 'DP-4', { LineItems })] });
    expect([two.body.Invoices[0].Total, four.body.Invoices[0].Total]).toEqual([120, 124.9]);
  });

  it('keeps a number for one invoice: in a batch, later, and in a race', async () => {
    const contactId = await sandbox.contact('INV-U');
    const twice = await put(`/Invoices${EACH}`, {
      Invoices: [invoice(contactId, 'U-1'), invoice(contactId, 'U-1'), invoice(contactId, 'U-2')],
    });
    const states = twice.body.Invoices.map(({ StatusAttributeString }: any) => StatusAttributeString).sort();
    expect(states).toEqual(['ERROR', 'OK', 'OK']);
    const racing = await Promise.all([1, 2, 3, 4].map(() => put(`/Invoices${EACH}`, { Invoices: [invoice(contactId, 'U-3')] })));
    const errors = racing.flatMap(({ body }) => messages(body.Invoices[0]));
    expect(errors).toEqual(Array(3).fill('Invoice # must be unique.'));
  });

  it('says for each element what is wrong with it', async () => {
    const contactId = await sandbox.contact('INV-E');
    const line = { Description: 'Item', Quantity: 1, UnitAmount: 10, AccountCode: '200', TaxType: 'OUTPUT2' };
    const bad: [object, RegExp][] = [
      [{ Contact: { ContactID: '11111111-1111-4111-8111-111111111111' } }, /does not exist/],
      [{ Contact: {} }, /A Contact must be specified/],
      [{ LineItems: [] }, /One or more line items must be specified/],
      [{ LineItems: [{ ...line, AccountCode: '777' }] }, /Account code '777' is not a valid code/],
      [{ LineItems: [{ ...line, AccountCode: '299' }] }, /Account code '299' has been archived, or deleted/],
      [{ LineItems: [{ ...line, TaxType: 'TAX019' }] }, /TaxType code 'TAX019' does not exist/],
      [{ LineItems: [{ ...line, TaxType: 'INPUT2' }] }, /TaxType code 'INPUT2' cannot be used with account code '200'/],
      [{ LineItems: [{ ...line, LineAmount: 11 }] }, /line total 11 does not match the expected line total 10.00/],
      [{ LineItems: [{ ...line, UnitAmount: -1 }] }, /greater than or equal to zero/],
      [{ CurrencyCode: 'XYZ' }, /not subscribed to currency XYZ/],
      [{ Date: '2026-02-30' }, /must be a date/],
      [{ Status: 'PAID' }, /status 'PAID' is not valid/],
    ];
    const { status, body } = await put(`/Invoices${EACH}`, {
      Invoices: bad.map(([change], at) => invoice(contactId, `E-${at}`, change as never)),
    });
    expect(status).toBe(200);
    body.Invoices.forEach((element: any, at: number) => {
      expect(element).toMatchObject({ InvoiceNumber: `E-${at}`, HasErrors: true, StatusAttributeString: 'ERROR' });
      expect(messages(element).join(' ')).toMatch(bad[at]?.[1] ?? '');
    });
  });

  it('keeps nothing of a batch with a bad element when errors are summarised', async () => {
    const contactId = await sandbox.contact('INV-S');
    const { status, body } = await put('/Invoices', {
      Invoices: [invoice(contactId, 'S-1'), invoice(contactId, 'S-2', { LineItems: [] })],
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ ErrorNumber: 10, Type: 'ValidationException', Message: 'A validation exception occurred' });
    expect(body.Elements.map(({ InvoiceNumber }: any) => InvoiceNumber)).toEqual(['S-2']);
    expect((await sandbox.xero('GET', '/Invoices?InvoiceNumbers=S-1,S-2')).body.Invoices).toEqual([]);
  });

  it('finds by number, by id and by page, with lines only where Xero gives them', async () => {
    const contactId = await sandbox.contact('INV-F');
    const created = await put(`/Invoices${EACH}`, { Invoices: [invoice(contactId, 'F-1'), invoice(contactId, 'F-2')] });
    const id = created.body.Invoices[1].InvoiceID;
    const byNumber = await sandbox.xero('GET', '/Invoices?InvoiceNumbers=F-1,F-2,F-3');
    expect(byNumber.body.Invoices.map((found: any) => [found.InvoiceNumber, found.LineItems.length])).toEqual([
      ['F-1', 0],
      ['F-2', 0],
    ]);
    const byId = await sandbox.xero('GET', `/Invoices?IDs=${id}&page=1`);
    expect(byId.body).toMatchObject({
      pagination: { page: 1, pageSize: 100, pageCount: 1, itemCount: 1 },
      Invoices: [{ InvoiceNumber: 'F-2', LineItems: [{ TaxType: 'OUTPUT2' }] }],
    });
    for (const key of [id, 'F-2']) expect((await sandbox.xero('GET', `/Invoices/${key}`)).body.Invoices[0].InvoiceID).toBe(id);
    expect((await sandbox.xero('GET', '/Invoices/F-99')).status).toBe(404);
  });

  it('shows what changed since a moment', async () => {
    const contactId = await sandbox.contact('INV-M');
    await put(`/Invoices${EACH}`, { Invoices: [invoice(contactId, 'M-1')] });
    const { body } = await sandbox.advance(60_000);
    await put(`/Invoices${EACH}`, { Invoices: [invoice(contactId, 'M-2')] });
    const since = await sandbox.xero('GET', `/Invoices?ContactIDs=${contactId}`, undefined, { 'if-modified-since': body.now });
    expect(since.body.Invoices.map(({ InvoiceNumber }: any) => InvoiceNumber)).toEqual(['M-2']);
  });

  it('writes nothing dated in a locked period', async () => {
    const contactId = await sandbox.contact('INV-L');
    await sandbox.request('PUT', '/api/xero/lock-dates', { periodLockDate: '2026-06-30' });
    const { body } = await put(`/Invoices${EACH}`, {
      Invoices: [invoice(contactId, 'L-1', { Date: '2026-06-30' }), invoice(contactId, 'L-2', { Date: '2026-07-01' })],
    });
    expect(messages(body.Invoices[0])).toEqual(['The document date cannot be before the period lock date of 30 June 2026.']);
    expect(body.Invoices[1].StatusAttributeString).toBe('OK');
    expect((await sandbox.xero('GET', '/Organisation')).body.Organisations[0].PeriodLockDate).toBe('/Date(1782777600000+0000)/');
    await sandbox.request('PUT', '/api/xero/lock-dates', { periodLockDate: null });
  });

  it('voids an invoice without payments and keeps its number', async () => {
    const contactId = await sandbox.contact('INV-V');
    const { body } = await put(`/Invoices${EACH}`, { Invoices: [invoice(contactId, 'V-1')] });
    const voided = await sandbox.xero('POST', `/Invoices/${body.Invoices[0].InvoiceID}`, { Status: 'VOIDED' });
    expect(voided.body.Invoices[0]).toMatchObject({ Status: 'VOIDED', AmountDue: 0 });
    const again = await put(`/Invoices${EACH}`, { Invoices: [invoice(contactId, 'V-1')] });
    expect(messages(again.body.Invoices[0])).toEqual(['Invoice # must be unique.']);
  });

  it('notes that an invoice was sent', async () => {
    const contactId = await sandbox.contact('INV-SENT');
    await put(`/Invoices${EACH}`, { Invoices: [invoice(contactId, 'SENT-1')] });
    const { body } = await sandbox.xero('POST', '/Invoices/SENT-1', { SentToContact: true });
    expect(body.Invoices[0]).toMatchObject({ SentToContact: true, Status: 'AUTHORISED' });
  });

  it('shows an approved invoice over nothing as paid', async () => {
    const contactId = await sandbox.contact('INV-0');
    const LineItems = [{ Description: 'Free month', Quantity: 1, UnitAmount: 0, AccountCode: '200', TaxType: 'OUTPUT2' }];
    const { body } = await put(`/Invoices${EACH}`, { Invoices: [invoice(contactId, 'ZERO-1', { LineItems })] });
    expect(body.Invoices[0]).toMatchObject({ Status: 'PAID', AmountDue: 0 });
  });

  it('files fifty invoices in one call that stays quick', async () => {
    const contactId = await sandbox.contact('INV-50');
    const batch = (run: string) => ({ Invoices: Array.from({ length: 50 }, (_, at) => invoice(contactId, `${run}-${at}`)) });
    await put(`/Invoices${EACH}`, batch('WARM'));
    const began = performance.now();
    const { body } = await put(`/Invoices${EACH}`, batch('QUICK'));
    expect(body.Invoices.every(({ StatusAttributeString }: any) => StatusAttributeString === 'OK')).toBe(true);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('payments', () => {
  const payment = (InvoiceID: string, Amount: number, more = {}) => ({
    Invoice: { InvoiceID },
    Account: { Code: '091' },
    Date: '2026-11-21',
    Amount,
    Reference: '55-9-1',
    ...more,
  });
  const filed = async (number: string) => {
    const contactId = await sandbox.contact(number);
    const { body } = await put(`/Invoices${EACH}`, { Invoices: [invoice(contactId, number)] });
    return body.Invoices[0].InvoiceID as string;
  };

  it('pays an invoice in parts and sets PAID when nothing is due', async () => {
    const id = await filed('P-1');
    const part = await sandbox.xero('POST', '/Payments', payment(id, 100));
    expect(part.body.Payments[0]).toMatchObject({ Amount: 100, Status: 'AUTHORISED', Invoice: { AmountDue: 44, Status: 'AUTHORISED' } });
    const rest = await put(`/Payments${EACH}`, { Payments: [payment(id, 44)] });
    expect(rest.body.Payments[0]).toMatchObject({ StatusAttributeString: 'OK', Invoice: { AmountDue: 0, Status: 'PAID' } });
    const { body } = await sandbox.xero('GET', `/Invoices/${id}`);
    expect(body.Invoices[0]).toMatchObject({
      Status: 'PAID',
      AmountPaid: 144,
      AmountDue: 0,
      Payments: [{ Amount: 100, Reference: '55-9-1' }, { Amount: 44 }],
    });
  });

  it('never takes more than is due, in one call or in a race', async () => {
    const id = await filed('P-2');
    const tooMuch = await put(`/Payments${EACH}`, { Payments: [payment(id, 144.01)] });
    expect(messages(tooMuch.body.Payments[0])).toEqual(['Payment amount exceeds the amount outstanding on this document']);
    const racing = await Promise.all([1, 2, 3, 4].map(() => put(`/Payments${EACH}`, { Payments: [payment(id, 144)] })));
    expect(racing.filter(({ body }) => body.Payments[0].StatusAttributeString === 'OK')).toHaveLength(1);
    expect((await sandbox.book('xero-invoices')).find(({ invoiceNumber }) => invoiceNumber === 'P-2')).toMatchObject({
      totalMinor: 14_400,
      amountPaidMinor: 14_400,
      amountDueMinor: 0,
      payments: [{ amountMinor: 14_400, reference: '55-9-1' }],
    });
  });

  it('answers each payment of a batch for itself', async () => {
    const id = await filed('P-3');
    const { status, body } = await put(`/Payments${EACH}`, {
      Payments: [payment(id, 144), payment('11111111-1111-4111-8111-111111111111', 1), payment(id, 1)],
    });
    expect(status).toBe(200);
    expect(body.Payments.map(({ StatusAttributeString }: any) => StatusAttributeString)).toEqual(['OK', 'ERROR', 'ERROR']);
  });

  it('voids no invoice that is paid, until its payment is undone', async () => {
    const id = await filed('P-4');
    const paid = await sandbox.xero('POST', '/Payments', payment(id, 144));
    const refused = await sandbox.xero('POST', `/Invoices/${id}`, { Status: 'VOIDED' });
    expect(refused.status).toBe(400);
    expect(messages(refused.body.Elements[0])[0]).toMatch(/has a payment or credit note allocated to it/);
    await sandbox.xero('POST', `/Payments/${paid.body.Payments[0].PaymentID}`, { Status: 'DELETED' });
    const voided = await sandbox.xero('POST', `/Invoices/${id}`, { Status: 'VOIDED' });
    expect(voided.body.Invoices[0].Status).toBe('VOIDED');
  });
});

describe('settings', () => {
  it('shows accounts and tax rates with what they may be used for', async () => {
    const { body: accounts } = await sandbox.xero('GET', '/Accounts');
    expect(accounts.Accounts.find(({ Code }: any) => Code === '091')).toMatchObject({ EnablePaymentsToAccount: true, Status: 'ACTIVE' });
    const { body: rates } = await sandbox.xero('GET', '/TaxRates');
    expect(rates.TaxRates.find(({ TaxType }: any) => TaxType === 'OUTPUT2')).toMatchObject({
      EffectiveRate: 20,
      CanApplyToRevenue: true,
      CanApplyToExpenses: false,
    });
  });
});
