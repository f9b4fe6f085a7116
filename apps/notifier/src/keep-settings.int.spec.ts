import { CompanyChanged, type DataOf, InvoicePaid, MailTextsChanged } from '@takings/contracts';
import { MailingStage } from '@takings/mail/testing';
import { KeptSettings } from '@takings/messaging';
import { behavesLikeAStage, eventually, StageProcess } from '@takings/testing';
import { AppModule } from './app.module';
import { aPaidInvoice } from './testing/samples';

const STAGES = ['keep-settings-notifier', 'notify-payer'];
const mailing = MailingStage.inThisFile(STAGES, (config) => AppModule.with(config));

const company = (revision: number, changes: Partial<DataOf<typeof CompanyChanged>> = {}) =>
  CompanyChanged.of({
    setting: 'company',
    revision,
    changedBy: 'Frances Obi',
    name: `Harbour ${revision} Ltd`,
    addressLines: ['1 Pier Road', 'Hull'],
    vatNumber: null,
    email: 'money@harbour.example',
    timeZone: 'Europe/Berlin',
    ...changes,
  });

behavesLikeAStage({ stage: 'keep-settings-notifier', module: mailing.module, sample: (n) => company(n), gives: 0 });

describe('settings of an app', () => {
  const { publish, given } = mailing;
  let n = 7000;

  beforeAll(mailing.start);
  afterAll(mailing.stop);

  const holds = (revision: number, process: StageProcess = mailing.app) =>
    eventually(async () => expect(await process.get(KeptSettings).of(CompanyChanged)).toMatchObject({ revision }));
  const thanked = async () => {
    n++;
    const event = await publish(InvoicePaid.of(aPaidInvoice(n, { paidAt: '2026-11-20T23:30:00.000Z' })));
    await given(event, 'payer.notified.v1');
    return mailing.smtp.to(`ap${n}@acme.example`)[0]!;
  };

  it('hold from the next mail on: letterhead, words, time zone, and where answers go', async () => {
    await publish(company(3));
    await holds(3);
    await publish(
      MailTextsChanged.of({
        setting: 'mail-texts',
        revision: 1,
        changedBy: 'Frances Obi',
        texts: [{ kind: 'debited', subject: 'Received for {number} <b>', paragraphs: ['Thank you, {customer}. Paid on {paidOn}.'] }],
      }),
    );
    await eventually(async () => expect(await mailing.app.get(KeptSettings).of(MailTextsChanged)).toBeDefined());
    const mail = await thanked();
    expect(mail.headers.get('subject')).toMatch(/^Received for TK-.*<b>$/);
    expect(mail.headers.get('from')).toContain('Harbour 3 Ltd');
    expect(mail.headers.get('reply-to')).toContain('money@harbour.example');
    expect(mail.part('text/plain').toString()).toContain('Paid on Sat 21 Nov 2026.');
    expect(mail.part('text/html').toString()).not.toContain('<b>');
  });

  it('are not undone by an older change that comes late, however often', async () => {
    for (const revision of [5, 4, 2, 5, 4]) await publish(company(revision));
    await holds(5);
    await publish(company(1));
    const last = await publish(company(4));
    await eventually(async () => expect(await mailing.app.db.query('select 1 from inbox where id = $1', [last.id])).toHaveLength(1));
    await holds(5);
    expect((await thanked()).headers.get('from')).toContain('Harbour 5 Ltd');
  });

  it('are there after a restart', async () => {
    await mailing.restart();
    await holds(5);
    expect((await thanked()).headers.get('from')).toContain('Harbour 5 Ltd');
  });
});
