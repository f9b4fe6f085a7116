import { createHash } from 'node:crypto';
import { type CloudEvent, InvoiceFiled } from '@takings/contracts';
import { FakeSmtpServer, MailingStage } from '@takings/mail/testing';
import { ParkedRow } from '@takings/messaging';
import { behavesLikeAStage, eventually } from '@takings/testing';
import { AppModule } from '../app.module';
import { aFiledInvoice } from '../testing/samples';

const mailing = MailingStage.inThisFile('mail-invoice', (config) => AppModule.with(config));

behavesLikeAStage({
  stage: 'mail-invoice',
  module: mailing.module,
  sample: (n) => InvoiceFiled.of(aFiledInvoice(n)),
  outsideSawOnce: (n) => mailing.expectOneMail(`ap${n}@acme.example`),
});

describe('mail-invoice', () => {
  const { given } = mailing;
  let n = 5000;

  const publish = (changes: Parameters<typeof aFiledInvoice>[1] = {}) => mailing.publish(InvoiceFiled.of(aFiledInvoice(++n, changes)));
  const parked = (event: CloudEvent) =>
    eventually(async () => {
      const row = await mailing.app.db.getRepository(ParkedRow).findOneBy({ id: event.id });
      expect(row).not.toBeNull();
      return row!;
    });

  beforeAll(mailing.start);
  afterAll(mailing.stop);

  it('mails the PDF that it keeps, and says so with its hash', async () => {
    const event = await publish();
    const { pdfSha256, possiblyTwice } = await given(event, 'invoice.mailed.v1');
    const [mail] = mailing.smtp.to(`ap${n}@acme.example`);
    const pdf = mail!.attachment(`TK-2026-${String(n).padStart(6, '0')}.pdf`);
    expect(possiblyTwice).toBe(false);
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(pdfSha256);
    const [kept] = await mailing.app.db.query('select bytes from invoice_pdf where invoice_id = $1', [event.subject]);
    expect(pdf.equals(kept.bytes)).toBe(true);
    expect(mail!.part('text/plain').toString()).toContain('£144.00');
  });

  it('sends the same bytes again, marked, when the server fell silent, and tells of the doubt', async () => {
    mailing.smtp.treat(`ap${n + 1}@acme.example`, 'drop');
    const { possiblyTwice, pdfSha256 } = await given(await publish(), 'invoice.mailed.v1');
    const copies = mailing.smtp.to(`ap${n}@acme.example`);
    expect(possiblyTwice).toBe(true);
    expect(copies.map(({ headers }) => headers.get('x-takings-possibly-twice'))).toEqual([undefined, 'yes']);
    const hashes = copies.map((mail) => createHash('sha256').update(mail.attachment('.pdf')).digest('hex'));
    expect(hashes).toEqual([pdfSha256, pdfSha256]);
  });

  it('stops after two sendings of unknown outcome and asks a person', async () => {
    mailing.smtp.treat(`ap${n + 1}@acme.example`, 'drop', 'hang');
    const event = await publish();
    expect(await parked(event)).toMatchObject({
      kind: 'undeliverable',
      reason: expect.stringContaining('Ask the payer whether it arrived'),
    });
    expect(mailing.smtp.to(`ap${n}@acme.example`)).toHaveLength(2);
    expect(mailing.tap.causedBy(event).map(({ type }) => type)).not.toContain('invoice.mailed.v1');
  });

  it('tells that an address was refused, and keeps the invoice for a person', async () => {
    mailing.smtp.treat(`ap${n + 1}@acme.example`, { at: 'RCPT', code: 550, words: '5.1.1 no such user' });
    const event = await publish();
    const reason = 'The mail server refused the address: 550 5.1.1 no such user';
    expect(await given(event, 'invoice.undeliverable.v1')).toMatchObject({ reason });
    expect(await parked(event)).toMatchObject({ kind: 'undeliverable', reason });
  });

  it('sends a refused invoice when a person says so, with the PDF that was made at first', async () => {
    mailing.smtp.treat(`ap${n + 1}@acme.example`, { at: 'RCPT', code: 550, words: 'no such user' });
    const event = await publish();
    await parked(event);
    const [before] = await mailing.app.db.query('select sha256, made_at from invoice_pdf where invoice_id = $1', [event.subject]);
    await mailing.app.db.query('delete from inbox where id = $1', [event.id]); // what "retry" does
    await mailing.tap.sendToStage('mail-invoice', JSON.stringify(event));
    expect(await given(event, 'invoice.mailed.v1')).toMatchObject({ possiblyTwice: false, pdfSha256: before.sha256 });
    const [after] = await mailing.app.db.query('select sha256, made_at from invoice_pdf where invoice_id = $1', [event.subject]);
    expect(after).toEqual(before);
  });

  it('tells that an address is none', async () => {
    const event = await publish({ customerEmail: 'Acme <ap@acme.example>' });
    expect(await given(event, 'invoice.undeliverable.v1')).toMatchObject({ reason: expect.stringContaining('is not an e-mail address') });
  });

  it('waits for a server that is busy, without a doubt', async () => {
    mailing.smtp.treat(`ap${n + 1}@acme.example`, { at: 'RCPT', code: 451, words: 'greylisted' }, { at: 'DATA', code: 452, words: 'full' });
    expect(await given(await publish(), 'invoice.mailed.v1')).toMatchObject({ possiblyTwice: false });
    expect(mailing.smtp.to(`ap${n}@acme.example`)).toHaveLength(1);
  });

  it('waits for a server that is away, parks nothing meanwhile, and goes on without a doubt', async () => {
    const { port } = mailing.smtp;
    await mailing.smtp.close();
    const events = [await publish(), await publish(), await publish()];
    await eventually(() => expect(mailing.tap.heard.map(({ type }) => type)).toContain('stage.paused.v1'));
    mailing.smtp = await FakeSmtpServer.start({ port });
    for (const event of events) expect(await given(event, 'invoice.mailed.v1')).toMatchObject({ possiblyTwice: false });
    expect(await mailing.app.db.getRepository(ParkedRow).findBy(events.map(({ id }) => ({ id })))).toEqual([]);
  });
});
