import { EACH, invoice, messages, type RunningSandbox, runningSandbox } from '../testing/running-sandbox';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await runningSandbox();
});
afterAll(() => sandbox?.close());

const put = (path: string, body: object) => sandbox.xero('PUT', path, body);

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
