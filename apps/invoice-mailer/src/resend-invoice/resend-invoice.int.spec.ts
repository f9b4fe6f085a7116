import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InvoiceResendRequested } from '@takings/contracts';
import { MailingStage } from '@takings/mail/testing';
import { behavesLikeAStage } from '@takings/testing';
import { DataSource } from 'typeorm';
import { AppModule } from '../app.module';
import { aFiledInvoice } from '../testing/samples';

const mailing = MailingStage.inThisFile('resend-invoice', (config) => {
  const module = AppModule.with(config);
  return { ...module, providers: [...(module.providers ?? []), SentBefore] };
});
const asked = (n: number, sending = 2, customerEmail = `ap${n}@acme.example`) => {
  const { invoiceId, invoiceNumber, customerName } = aFiledInvoice(n);
  return InvoiceResendRequested.of({ invoiceId, invoiceNumber, customerName, customerEmail, sending, requestedBy: 'Ada' });
};

// What is sent again has been sent before.
@Injectable()
class SentBefore implements OnModuleInit {
  constructor(private readonly db: DataSource) {}

  async onModuleInit() {
    await this.db.query(
      `insert into mail (invoice_id, kind, state, tries, message_id, possibly_twice, subject, text_body, html_body)
       select id, 'invoice', 'sent', 1, '<' || id || '@x>', false, 'Invoice', 'Words of then', '<p>Words of then</p>' from unnest($1::uuid[]) id on conflict do nothing`,
      [SAMPLES],
    );
    await this.db.query(
      `insert into invoice_pdf (invoice_id, invoice_number, bytes, sha256)
       select id, 'TK', '%PDF of then', repeat('a', 64) from unnest($1::uuid[]) id on conflict do nothing`,
      [SAMPLES],
    );
  }
}
const SAMPLES = Array.from({ length: 200 }, (_, n) => aFiledInvoice(n).invoiceId);

describe('an invoice that was mailed', () => {
  beforeAll(mailing.start);
  afterAll(mailing.stop);

  it('is sent again as it was sent, with the same PDF, to the address that it has now', async () => {
    expect(await mailing.given(await mailing.publish(asked(150, 2, 'new@acme.example')), 'invoice.resent.v1')).toMatchObject({
      outcome: 'sent',
      reason: null,
    });
    const [again] = mailing.smtp.to('new@acme.example');
    expect(again!.part('text/plain').toString()).toContain('Words of then');
    expect(again!.attachment('.pdf').toString()).toBe('%PDF of then');
    expect(again!.headers.get('message-id')).toContain('-invoice-2@');
  });

  it('says why when the address is refused', async () => {
    mailing.smtp.treat('no@acme.example', { at: 'RCPT', code: 550, words: 'no such user' });
    expect(await mailing.given(await mailing.publish(asked(150, 3, 'no@acme.example')), 'invoice.resent.v1')).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('no such user'),
    });
  });
});

behavesLikeAStage({
  stage: 'resend-invoice',
  module: mailing.module,
  sample: (n) => asked(n),
  outsideSawOnce: (n) => mailing.expectOneMail(`ap${n}@acme.example`),
});
