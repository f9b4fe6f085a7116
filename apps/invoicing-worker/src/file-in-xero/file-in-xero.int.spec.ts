import { InvoiceDue } from '@takings/contracts';
import { ParkedRow } from '@takings/messaging';
import {
  behavesLikeAStage,
  eventually,
  FactTap,
  freshDatabase,
  type FreshDatabase,
  StageProcess,
  testBroker,
  type TestBroker,
} from '@takings/testing';
import { appOn } from '../testing/app';
import { FakeXero } from '../testing/fake-xero';
import { invoiceDue } from '../testing/samples';

let xero: FakeXero;
beforeAll(async () => {
  xero = await FakeXero.start();
});
afterAll(() => xero.close());

const given = (n: number, ...changes: any[]) => InvoiceDue.of(invoiceDue(n, ...changes));
const inXero = (n: number) => xero.books.invoices.filter(({ InvoiceNumber }) => InvoiceNumber === invoiceDue(n).invoiceNumber);

behavesLikeAStage({
  stage: 'file-in-xero',
  module: (servers) => appOn(servers, xero.url),
  sample: given,
  outsideSawOnce: (n) => expect(inXero(n)).toHaveLength(1),
});

describe('file-in-xero', () => {
  let database: FreshDatabase;
  let broker: TestBroker;
  let tap: FactTap;
  let process: StageProcess;

  beforeAll(async () => {
    [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
    tap = await FactTap.on(broker.url);
    process = await StageProcess.start(appOn({ databaseUrl: database.url, amqpUrl: broker.url }, xero.url), 'file-in-xero');
  });
  afterAll(async () => {
    await process?.stop();
    await tap?.close();
    await broker?.close();
    await database?.drop();
  });

  const send = async (fact: ReturnType<typeof given>) => {
    const event = tap.eventOf(fact);
    await tap.publish(event);
    return { factsGiven: () => eventually(() => (expect(tap.causedBy(event).length).toBeGreaterThan(0), tap.causedBy(event))) };
  };

  it('tells that an invoice stands in Xero, and what is due on it', async () => {
    const { factsGiven } = await send(given(5001));
    const [fact] = await factsGiven();
    expect(fact).toMatchObject({ type: 'invoice.filed.v1', data: { invoiceId: invoiceDue(5001).invoiceId, amountDueMinor: 4445 } });
    expect(fact!.data).toMatchObject({ xeroInvoiceId: inXero(5001)[0]!.InvoiceID, lines: invoiceDue(5001).lines });
  });

  it('tells of a refusal, keeps the invoice for a person, and looks it up when it is sent again', async () => {
    const refused = given(5002, {}, { description: 'refuse me' });
    const { factsGiven } = await send(refused);
    const facts = await factsGiven();
    expect(facts.map(({ type }) => type)).toContain('invoice.rejected.v1');
    const [parked] = await process.db.getRepository(ParkedRow).find();
    expect(parked).toMatchObject({ kind: 'rejected', reason: expect.stringContaining('period lock date') });
    expect(await process.db.query('select state, tries from filing where invoice_id = $1', [invoiceDue(5002).invoiceId])).toEqual([
      { state: 'rejected', tries: 1 },
    ]);
    const looks = xero.made('GET /Invoices').length;
    await (await send(given(5002))).factsGiven();
    expect(xero.made('GET /Invoices')).toHaveLength(looks + 1);
    expect(inXero(5002)).toHaveLength(1);
  });

  it('asks before it repeats when the answer was lost', async () => {
    xero.faults.push({ on: 'PUT /Invoices', booked: true, then: 'drop' });
    const { factsGiven } = await send(given(5003));
    expect((await factsGiven()).map(({ type }) => type)).toEqual(['invoice.filed.v1']);
    expect(inXero(5003)).toHaveLength(1);
  });

  it('takes its intent back when Xero was away, since nothing was sent', async () => {
    const looks = xero.made('GET /Invoices').length;
    xero.faults.push({ on: 'PUT /Invoices', booked: false, then: { status: 503 } });
    const { factsGiven } = await send(given(5004));
    expect((await factsGiven()).map(({ type }) => type)).toEqual(['invoice.filed.v1']);
    expect(xero.made('GET /Invoices')).toHaveLength(looks);
  });

  it('refuses a number that another invoice of ours bears', async () => {
    await (await send(given(5005))).factsGiven();
    const { factsGiven } = await send(given(5006, { invoiceNumber: invoiceDue(5005).invoiceNumber }));
    await factsGiven();
    const reasons = (await process.db.getRepository(ParkedRow).find()).map(({ reason }) => reason);
    expect(reasons).toContainEqual(expect.stringContaining('belongs to another invoice of ours'));
  });
});
