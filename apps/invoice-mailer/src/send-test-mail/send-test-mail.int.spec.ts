import { CompanyChanged, TestMailRequested } from '@takings/contracts';
import { MailingStage } from '@takings/mail/testing';
import { KeptSettings } from '@takings/messaging';
import { behavesLikeAStage, eventually } from '@takings/testing';
import { AppModule } from '../app.module';
import { textsOf } from '../testing/pdf-text';

const mailing = MailingStage.inThisFile(['send-test-mail', 'keep-settings-invoice-mailer'], (config) => AppModule.with(config));
const asked = (n: number, changes: object = {}) =>
  TestMailRequested.of({
    checkId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    askedBy: 'Frances Obi',
    to: `frances${n}@takings.example`,
    name: 'Frances Obi',
    kind: 'invoice',
    subject: 'Invoice {number}',
    paragraphs: ['Dear {customer}, {amount} <script>'],
    ...changes,
  });

behavesLikeAStage({
  stage: 'send-test-mail',
  module: mailing.module,
  sample: asked,
  outsideSawOnce: (n) => mailing.expectOneMail(`frances${n}@takings.example`),
});

describe('a test mail', () => {
  const { publish, given } = mailing;
  beforeAll(mailing.start);
  afterAll(mailing.stop);

  it('is the mail as a customer would get it, with the words as they are being written, the letterhead that is set, and a PDF', async () => {
    const company = { name: 'Harbour Ltd', addressLines: ['1 Pier Road'], vatNumber: 'GB9', email: 'm@harbour.example', timeZone: 'UTC' };
    await publish(CompanyChanged.of({ setting: 'company', revision: 1, changedBy: 'Frances Obi', ...company }));
    await eventually(async () => expect(await mailing.app.get(KeptSettings).of(CompanyChanged)).toBeDefined());
    const event = await publish(asked(5001));
    expect(await given(event, 'test-mail.answered.v1')).toMatchObject({
      findings: [],
      server: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    });
    const [mail] = mailing.smtp.to('frances5001@takings.example');
    expect(mail!.headers.get('subject')).toBe('Test: Invoice EXAMPLE-000417');
    expect(mail!.part('text/html').toString()).toContain('&lt;script&gt;');
    expect(textsOf(mail!.attachment('EXAMPLE-000417.pdf'))).toContain('Harbour Ltd');
  });

  it('that the server refuses is told with its words, and one that nobody took too', async () => {
    mailing.smtp.treat('frances5002@takings.example', { at: 'RCPT', code: 550, words: '5.1.1 no such user' });
    expect(await given(await publish(asked(5002)), 'test-mail.answered.v1')).toMatchObject({
      findings: [{ what: 'mail server', says: expect.stringContaining('5.1.1 no such user') }],
    });
    mailing.smtp.treat('*', { at: 'MAIL', code: 550, words: 'not from you' });
    expect(await given(await publish(asked(5003)), 'test-mail.answered.v1')).toMatchObject({
      findings: [{ what: 'mail server', says: expect.stringContaining('MAIL_FROM') }],
    });
  });
});
