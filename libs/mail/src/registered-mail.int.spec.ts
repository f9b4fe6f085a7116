import { dataSourceOptions, migrateSchema } from '@takings/database';
import { Unavailable, Uncertain } from '@takings/runtime';
import { eventually, type FreshDatabase, freshDatabase } from '@takings/testing';
import { DataSource } from 'typeorm';
import { CreateMail1763700000031 } from './create-mail.migration';
import { KeepLetters1764000000031 } from './keep-letters.migration';
import { KeptMails } from './kept-mails';
import { MailRow } from './mail.row';
import { type Mail, Mailer, type Refused, type Sent } from './mailer';
import { type RegisteredLetter, RegisteredMail } from './registered-mail';
import { Sender } from './sender';
import { aMail, aMailConfig } from './testing';

/** Answers as told, one after the other; then takes everything. */
class TellingMailer extends Mailer {
  readonly given: Mail[] = [];
  answers: (Sent | Refused | Error)[] = [];

  async send(mail: Mail) {
    this.given.push(mail);
    const answer = this.answers.shift() ?? { outcome: 'sent' as const, serverSaid: '250 OK' };
    if (answer instanceof Error) throw answer;
    return answer;
  }
}

describe('the register of mails', () => {
  let database: FreshDatabase;
  let db: DataSource;
  let mailer: TellingMailer;
  let mail: RegisteredMail;
  let letter: RegisteredLetter;
  let last = 0;

  const row = () => db.getRepository(MailRow).findOneByOrFail({ invoiceId: letter.invoiceId, kind: letter.kind });
  const sendAndSettle = async () => {
    const delivery = await mail.send(letter);
    const changes: (() => Promise<unknown>)[] = [];
    await mail.settle(letter, delivery, {
      update: (table, key, change) => void changes.push(() => db.manager.update(table, key, change)),
      manager: async () => db.manager,
    });
    for (const change of changes) await change();
    return delivery;
  };

  beforeAll(async () => {
    database = await freshDatabase();
    const options = {
      app: 'mail-test',
      url: database.url,
      entities: [MailRow],
      migrations: [CreateMail1763700000031, KeepLetters1764000000031],
    };
    await migrateSchema(options);
    db = await new DataSource(dataSourceOptions(options)).initialize();
  });
  beforeEach(() => {
    mailer = new TellingMailer();
    mail = new RegisteredMail(mailer, Sender.of(aMailConfig({ MAIL_FROM: 'rechnung@bücher.example' })), db);
    const { to, subject, text, html } = aMail();
    const n = String(++last).padStart(12, '0');
    letter = { invoiceId: `00000000-0000-4000-8000-${n}`, kind: 'invoice', invoiceNumber: `TK/${last}`, to, subject, text, html };
  });
  afterAll(async () => {
    await db?.destroy();
    await database?.drop();
  });

  it('sends a mail and keeps the server’s words', async () => {
    expect(await sendAndSettle()).toEqual({ outcome: 'sent', serverSaid: '250 OK', possiblyTwice: false });
    expect(await row()).toMatchObject({ state: 'sent', tries: 1, possiblyTwice: false, serverSaid: '250 OK' });
  });

  it('keeps a mail as it was sent, whatever its words would be later', async () => {
    await sendAndSettle();
    const { to, subject, text, html } = letter;
    letter = { ...letter, subject: 'Other words' };
    await sendAndSettle();
    expect(await new KeptMails(db).about(letter.invoiceId)).toMatchObject([{ kind: 'invoice', state: 'sent', to, subject, text, html }]);
  });

  it('names a mail the same at every sending, after invoice and kind', async () => {
    mailer.answers = [new Uncertain('silence')];
    await expect(mail.send(letter)).rejects.toThrow();
    await sendAndSettle();
    expect(mailer.given.map(({ messageId }) => messageId)).toEqual(Array(2).fill(`<TK_${last}-invoice@xn--bcher-kva.example>`));
  });

  it('sends nothing that went out before', async () => {
    await sendAndSettle();
    expect(await sendAndSettle()).toEqual({ outcome: 'sent-before', possiblyTwice: false });
    expect(mailer.given).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'sent', tries: 1 });
  });

  it('sends one mail of each kind', async () => {
    await sendAndSettle();
    letter = { ...letter, kind: 'debited' };
    expect(await sendAndSettle()).toMatchObject({ outcome: 'sent', possiblyTwice: false });
  });

  it('has written that it is sending before the server is spoken to', async () => {
    mailer.send = async () => {
      expect(await row()).toMatchObject({ state: 'sending', tries: 1 });
      return { outcome: 'sent', serverSaid: '250 OK' };
    };
    await mail.send(letter);
    expect.assertions(1);
  });

  it('has in doubt no more mails than are given to the server at the same time', async () => {
    const { connections } = Sender.of(aMailConfig());
    let answer = () => undefined as void;
    const silence = new Promise<void>((resolve) => {
      answer = resolve;
    });
    mailer.send = async (given) => {
      mailer.given.push(given);
      await silence;
      return { outcome: 'sent', serverSaid: '250 OK' };
    };
    const kinds = Array.from({ length: 3 * connections }, (_, i) => `kind-${i}`);
    const all = Promise.all(kinds.map((kind) => mail.send({ ...letter, kind })));
    await eventually(() => expect(mailer.given).toHaveLength(connections));
    expect(await db.getRepository(MailRow).countBy({ invoiceId: letter.invoiceId })).toBe(connections);
    answer();
    expect(await all).toHaveLength(kinds.length);
    expect(mailer.given).toHaveLength(kinds.length);
  });

  it('sends once more, marked, what a process left half done', async () => {
    await mail.send(letter); // and killed before it could settle
    expect(await sendAndSettle()).toMatchObject({ outcome: 'sent', possiblyTwice: true });
    expect(mailer.given.map(({ possiblyTwice }) => possiblyTwice)).toEqual([false, true]);
    expect(await row()).toMatchObject({ state: 'sent', tries: 2, possiblyTwice: true });
  });

  it('gives up after two sendings of unknown outcome, and sends a third only when a person says so', async () => {
    mailer.answers = [new Uncertain('silence'), new Uncertain('silence')];
    await expect(mail.send(letter)).rejects.toThrow(Uncertain);
    await expect(mail.send(letter)).rejects.toThrow(Uncertain);
    expect(await sendAndSettle()).toEqual({ outcome: 'unknown' });
    expect(mailer.given).toHaveLength(2);
    expect(await row()).toMatchObject({ state: 'unknown', tries: 2 });
    expect(await sendAndSettle()).toMatchObject({ outcome: 'sent', possiblyTwice: true });
  });

  it('does not count a try that was certainly in vain, however many there are', async () => {
    for (let i = 0; i < 5; i++) {
      mailer.answers = [new Unavailable('away')];
      await expect(mail.send(letter)).rejects.toThrow(Unavailable);
      await mail.withdraw(letter, db.manager);
    }
    expect(await row()).toMatchObject({ state: 'waiting', tries: 0 });
    expect(await sendAndSettle()).toMatchObject({ outcome: 'sent', possiblyTwice: false });
  });

  it('does not forget a doubt over a try in vain', async () => {
    mailer.answers = [new Uncertain('silence'), new Unavailable('away')];
    await expect(mail.send(letter)).rejects.toThrow(Uncertain);
    await expect(mail.send(letter)).rejects.toThrow(Unavailable);
    await mail.withdraw(letter, db.manager);
    expect(await row()).toMatchObject({ state: 'waiting', tries: 1, possiblyTwice: true });
    expect(await sendAndSettle()).toMatchObject({ outcome: 'sent', possiblyTwice: true });
  });

  it('sends a refused mail again when a person says so, without a doubt', async () => {
    mailer.answers = [{ outcome: 'refused', reason: 'no such user' }];
    expect(await sendAndSettle()).toEqual({ outcome: 'refused', reason: 'no such user' });
    expect(await row()).toMatchObject({ state: 'refused', tries: 0, serverSaid: 'no such user' });
    expect(await sendAndSettle()).toMatchObject({ outcome: 'sent', possiblyTwice: false });
  });
});
