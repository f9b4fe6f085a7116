import type { INestApplication } from '@nestjs/common';
import { aMailConfig } from '@takings/mail/testing';
import { startStageApp } from '@takings/messaging';
import { type FreshDatabase, freshDatabase, SESSION_SECRET, sessionHeaders, type TestBroker, testBroker } from '@takings/testing';
import { AppModule } from '../app.module';
import { aFiledInvoice } from '../testing/samples';
import { InvoicePdfs } from './invoice-pdfs';

jest.setTimeout(30_000); // starting an app takes seconds on a busy machine

describe('the PDFs we keep', () => {
  let database: FreshDatabase;
  let broker: TestBroker;
  let app: INestApplication;
  let pdfs: InvoicePdfs;
  const fetchPdf = async (id: string, headers?: Record<string, string>) =>
    fetch(`${await app.getUrl()}/api/invoice-mails/${id}/pdf`, { headers: headers ?? (await sessionHeaders('finance-manager')) });

  beforeAll(async () => {
    [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
    const config = {
      ...aMailConfig(),
      NODE_ENV: 'test' as const,
      HOST: '127.0.0.1',
      PORT: 0,
      LOG_LEVEL: 'silent' as const,
      DATABASE_URL: database.url,
      DATABASE_POOL: 4,
      AMQP_URL: broker.url,
      RETRY_DELAYS_MS: [50],
      SESSION_SECRET: [SESSION_SECRET],
    };
    app = await startStageApp(AppModule.with(config), config);
    pdfs = app.get(InvoicePdfs);
  });
  afterAll(async () => {
    await app?.close();
    await broker?.close();
    await database?.drop();
  });

  it('are one for each invoice, however many ask for it at once', async () => {
    const invoice = aFiledInvoice(1);
    const all = await Promise.all(Array.from({ length: 5 }, () => pdfs.of(invoice)));
    expect(new Set(all.map(({ sha256 }) => sha256)).size).toBe(1);
  });

  it('stay as they were made, whatever is asked for later', async () => {
    const first = await pdfs.of(aFiledInvoice(2));
    const later = await pdfs.of(aFiledInvoice(2, { customerName: 'Somebody Else' }));
    expect(later.bytes.equals(first.bytes)).toBe(true);
  });

  it('are shown to whoever may see invoices, and to nobody else', async () => {
    const { invoiceId } = aFiledInvoice(3);
    expect((await fetchPdf(invoiceId, {})).status).toBe(401);
    expect((await fetchPdf(invoiceId, await sessionHeaders('consultant'))).status).toBe(403);
  });

  it('can be read over HTTP', async () => {
    const invoice = aFiledInvoice(3);
    const { bytes } = await pdfs.of(invoice);
    const response = await fetchPdf(invoice.invoiceId);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toBe('inline; filename="TK-2026-000003.pdf"');
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('are not there before they are made', async () => {
    const response = await fetchPdf(aFiledInvoice(4).invoiceId);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: 'NotFound', message: expect.stringContaining('no PDF') });
  });

  it('are asked for by an id', async () => {
    expect((await fetchPdf('nonsense')).status).toBe(400);
  });
});
