import { createHash } from 'node:crypto';
import { type CloudEvent, InvoiceFiled } from '@takings/contracts';
import { aMailConfig, FakeSmtpServer } from '@takings/mail/testing';
import { ParkedRow } from '@takings/messaging';
import {
  behavesLikeAStage,
  eventually,
  FactTap,
  type FreshDatabase,
  freshDatabase,
  type Servers,
  StageProcess,
  type TestBroker,
  testBroker,
} from '@takings/testing';
import { AppModule } from '../app.module';
import { aFiledInvoice } from '../testing/samples';

const moduleOn = ({ databaseUrl, amqpUrl }: Servers, smtpUrl: string) =>
  AppModule.with({
    ...aMailConfig({ SMTP_URL: smtpUrl, SMTP_TIMEOUT_MS: '3000' }),
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: 0,
    LOG_LEVEL: 'silent',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL: 4,
    AMQP_URL: amqpUrl,
    RETRY_DELAYS_MS: [50, 50, 50],
  });

jest.setTimeout(30_000); // starting an app takes seconds on a busy machine

let smtp: FakeSmtpServer;
beforeAll(async () => {
  smtp = await FakeSmtpServer.start();
});
afterAll(() => smtp.close());

behavesLikeAStage({
  stage: 'mail-invoice',
  module: (servers) => moduleOn(servers, smtp.url),
  sample: (n) => InvoiceFiled.of(aFiledInvoice(n)),
  outsideSawOnce: (n) => {
    const copies = smtp.to(`ap${n}@acme.example`);
    // SMTP cannot rule a second copy out after a crash between the sending and our commit; it must be marked and bear the same name.
    expect(copies.filter(({ headers }) => !headers.has('x-takings-possibly-twice'))).toHaveLength(1);
    expect(new Set(copies.map(({ headers }) => headers.get('message-id'))).size).toBe(1);
    expect(copies.length).toBeLessThanOrEqual(2);
  },
});

describe('mail-invoice', () => {
  let database: FreshDatabase;
  let broker: TestBroker;
  let tap: FactTap;
  let app: StageProcess;
  let n = 5000;

  const publish = async (changes: Parameters<typeof aFiledInvoice>[1] = {}) => {
    const event = tap.eventOf(InvoiceFiled.of(aFiledInvoice(++n, changes)));
    await tap.publish(event);
    return event;
  };
  const given = (event: CloudEvent, type: string) =>
    eventually(() => {
      const fact = tap.causedBy(event).find((one) => one.type === type);
      expect(fact).toBeDefined();
      return fact!.data as Record<string, unknown>;
    });
  const parked = (event: CloudEvent) =>
    eventually(async () => {
      const row = await app.db.getRepository(ParkedRow).findOneBy({ id: event.id });
      expect(row).not.toBeNull();
      return row!;
    });

  beforeAll(async () => {
    [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
    tap = await FactTap.on(broker.url);
    app = await StageProcess.start(moduleOn({ databaseUrl: database.url, amqpUrl: broker.url }, smtp.url), 'mail-invoice');
  });
  afterAll(async () => {
    await app?.stop();
    await tap?.close();
    await broker?.close();
    await database?.drop();
  });

  it('mails the PDF that it keeps, and says so with its hash', async () => {
    const event = await publish();
    const { pdfSha256, possiblyTwice } = await given(event, 'invoice.mailed.v1');
    const [mail] = smtp.to(`ap${n}@acme.example`);
    const pdf = mail!.attachment(`TK-2026-${String(n).padStart(6, '0')}.pdf`);
    expect(possiblyTwice).toBe(false);
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(pdfSha256);
    const [kept] = await app.db.query('select bytes from invoice_pdf where invoice_id = $1', [event.subject]);
    expect(pdf.equals(kept.bytes)).toBe(true);
    expect(mail!.part('text/plain').toString()).toContain('£144.00');
  });

  it('sends the same bytes again, marked, when the server fell silent, and tells of the doubt', async () => {
    smtp.treat(`ap${n + 1}@acme.example`, 'drop');
    const { possiblyTwice, pdfSha256 } = await given(await publish(), 'invoice.mailed.v1');
    const copies = smtp.to(`ap${n}@acme.example`);
    expect(possiblyTwice).toBe(true);
    expect(copies.map(({ headers }) => headers.get('x-takings-possibly-twice'))).toEqual([undefined, 'yes']);
    const hashes = copies.map((mail) => createHash('sha256').update(mail.attachment('.pdf')).digest('hex'));
    expect(hashes).toEqual([pdfSha256, pdfSha256]);
  });

  it('stops after two sendings of unknown outcome and asks a person', async () => {
    smtp.treat(`ap${n + 1}@acme.example`, 'drop', 'hang');
    const event = await publish();
    expect(await parked(event)).toMatchObject({
      kind: 'undeliverable',
      reason: expect.stringContaining('Ask the payer whether it arrived'),
    });
    expect(smtp.to(`ap${n}@acme.example`)).toHaveLength(2);
    expect(tap.causedBy(event).map(({ type }) => type)).not.toContain('invoice.mailed.v1');
  });

  it('tells that an address was refused, and keeps the invoice for a person', async () => {
    smtp.treat(`ap${n + 1}@acme.example`, { at: 'RCPT', code: 550, words: '5.1.1 no such user' });
    const event = await publish();
    const reason = 'The mail server refused the address: 550 5.1.1 no such user';
    expect(await given(event, 'invoice.undeliverable.v1')).toMatchObject({ reason });
    expect(await parked(event)).toMatchObject({ kind: 'undeliverable', reason });
  });

  it('sends a refused invoice when a person says so, with the PDF that was made at first', async () => {
    smtp.treat(`ap${n + 1}@acme.example`, { at: 'RCPT', code: 550, words: 'no such user' });
    const event = await publish();
    await parked(event);
    const [before] = await app.db.query('select sha256, made_at from invoice_pdf where invoice_id = $1', [event.subject]);
    await app.db.query('delete from inbox where id = $1', [event.id]); // what "retry" does
    await tap.sendToStage('mail-invoice', JSON.stringify(event));
    expect(await given(event, 'invoice.mailed.v1')).toMatchObject({ possiblyTwice: false, pdfSha256: before.sha256 });
    const [after] = await app.db.query('select sha256, made_at from invoice_pdf where invoice_id = $1', [event.subject]);
    expect(after).toEqual(before);
  });

  it('tells that an address is none', async () => {
    const event = await publish({ customerEmail: 'Acme <ap@acme.example>' });
    expect(await given(event, 'invoice.undeliverable.v1')).toMatchObject({ reason: expect.stringContaining('is not an e-mail address') });
  });

  it('waits for a server that is busy, without a doubt', async () => {
    smtp.treat(`ap${n + 1}@acme.example`, { at: 'RCPT', code: 451, words: 'greylisted' }, { at: 'DATA', code: 452, words: 'full' });
    expect(await given(await publish(), 'invoice.mailed.v1')).toMatchObject({ possiblyTwice: false });
    expect(smtp.to(`ap${n}@acme.example`)).toHaveLength(1);
  });

  it('waits for a server that is away, parks nothing meanwhile, and goes on without a doubt', async () => {
    const { port } = smtp;
    await smtp.close();
    const events = [await publish(), await publish(), await publish()];
    await eventually(() => expect(tap.heard.map(({ type }) => type)).toContain('stage.paused.v1'));
    smtp = await FakeSmtpServer.start({ port });
    for (const event of events) expect(await given(event, 'invoice.mailed.v1')).toMatchObject({ possiblyTwice: false });
    expect(await app.db.getRepository(ParkedRow).findBy(events.map(({ id }) => ({ id })))).toEqual([]);
  });
});
