import { type CloudEvent, DebitFailed, InvoicePaid } from '@takings/contracts';
import { MailingStage } from '@takings/mail/testing';
import { ParkedRow } from '@takings/messaging';
import { behavesLikeAStage, eventually } from '@takings/testing';
import { AppModule } from '../app.module';
import { aFailedDebit, aPaidInvoice } from '../testing/samples';

const mailing = MailingStage.inThisFile('notify-payer', (config) => AppModule.with(config));

behavesLikeAStage({
  stage: 'notify-payer',
  module: mailing.module,
  sample: (n) => (n % 2 ? InvoicePaid.of(aPaidInvoice(n)) : DebitFailed.of(aFailedDebit(n))),
  outsideSawOnce: (n) => mailing.expectOneMail(`ap${n}@acme.example`),
});

describe('notify-payer', () => {
  const { publish, given } = mailing;
  let n = 5000;

  const done = ({ id }: CloudEvent) =>
    eventually(async () => expect(await mailing.app.db.query('select 1 from inbox where id = $1', [id])).toHaveLength(1));
  const inbox = () => mailing.smtp.to(`ap${n}@acme.example`);

  beforeAll(mailing.start);
  beforeEach(() => {
    n++;
  });
  afterAll(mailing.stop);

  it('thanks for a payment', async () => {
    const event = await publish(InvoicePaid.of(aPaidInvoice(n)));
    expect(await given(event, 'payer.notified.v1')).toMatchObject({ kind: 'debited', possiblyTwice: false });
    expect(inbox().map(({ headers }) => headers.get('x-takings-kind'))).toEqual(['debited']);
  });

  it('tells each reason once, however many attempts end with it, and the payment that follows', async () => {
    const declined = (attempt: number) => publish(DebitFailed.of(aFailedDebit(n, { attempt })));
    await given(await declined(1), 'payer.notified.v1');
    const second = await declined(2);
    await done(second);
    expect(mailing.tap.causedBy(second)).toEqual([]);
    await given(await publish(DebitFailed.of(aFailedDebit(n, { attempt: 3, failure: 'expired' }))), 'payer.notified.v1');
    await given(await publish(InvoicePaid.of(aPaidInvoice(n, { attempt: 4 }))), 'payer.notified.v1');
    expect(inbox().map(({ headers }) => headers.get('x-takings-kind'))).toEqual(['declined', 'expired', 'debited']);
  });

  it('tells that the payer cannot be reached, and keeps it for a person', async () => {
    mailing.smtp.treat(`ap${n}@acme.example`, { at: 'RCPT', code: 550, words: '5.1.1 no such user' });
    const event = await publish(DebitFailed.of(aFailedDebit(n, { failure: 'no-card', attempt: 0 })));
    const reason = 'The mail server refused the address: 550 5.1.1 no such user';
    expect(await given(event, 'payer.unreachable.v1')).toMatchObject({ kind: 'no-card', reason });
    expect(await mailing.app.db.getRepository(ParkedRow).findOneBy({ id: event.id })).toMatchObject({ kind: 'undeliverable', reason });
  });

  it('repeats, marked, what the server took without an answer, once', async () => {
    mailing.smtp.treat(`ap${n}@acme.example`, 'hang');
    const event = await publish(InvoicePaid.of(aPaidInvoice(n)));
    expect(await given(event, 'payer.notified.v1')).toMatchObject({ possiblyTwice: true });
    expect(inbox().map(({ headers }) => headers.get('x-takings-possibly-twice'))).toEqual([undefined, 'yes']);
  });
});
