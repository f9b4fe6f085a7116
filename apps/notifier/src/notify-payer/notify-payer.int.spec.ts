import { type CloudEvent, DebitFailed, type Given, InvoicePaid } from '@takings/contracts';
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
import { aFailedDebit, aPaidInvoice } from '../testing/samples';

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
  stage: 'notify-payer',
  module: (servers) => moduleOn(servers, smtp.url),
  sample: (n) => (n % 2 ? InvoicePaid.of(aPaidInvoice(n)) : DebitFailed.of(aFailedDebit(n))),
  outsideSawOnce: (n) => {
    const copies = smtp.to(`ap${n}@acme.example`);
    // SMTP cannot rule a second copy out after a crash between the sending and our commit; it must be marked and bear the same name.
    expect(copies.filter(({ headers }) => !headers.has('x-takings-possibly-twice'))).toHaveLength(1);
    expect(new Set(copies.map(({ headers }) => headers.get('message-id'))).size).toBe(1);
    expect(copies.length).toBeLessThanOrEqual(2);
  },
});

describe('notify-payer', () => {
  let database: FreshDatabase;
  let broker: TestBroker;
  let tap: FactTap;
  let app: StageProcess;
  let n = 5000;

  const publish = async (fact: Given) => {
    const event = tap.eventOf(fact);
    await tap.publish(event);
    return event;
  };
  const given = (event: CloudEvent, type: string) =>
    eventually(() => {
      const fact = tap.causedBy(event).find((one) => one.type === type);
      expect(fact).toBeDefined();
      return fact!.data as Record<string, unknown>;
    });
  const done = ({ id }: CloudEvent) =>
    eventually(async () => expect(await app.db.query('select 1 from inbox where id = $1', [id])).toHaveLength(1));
  const inbox = () => smtp.to(`ap${n}@acme.example`);

  beforeAll(async () => {
    [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
    tap = await FactTap.on(broker.url);
    app = await StageProcess.start(moduleOn({ databaseUrl: database.url, amqpUrl: broker.url }, smtp.url), 'notify-payer');
  });
  beforeEach(() => {
    n++;
  });
  afterAll(async () => {
    await app?.stop();
    await tap?.close();
    await broker?.close();
    await database?.drop();
  });

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
    expect(tap.causedBy(second)).toEqual([]);
    await given(await publish(DebitFailed.of(aFailedDebit(n, { attempt: 3, failure: 'expired' }))), 'payer.notified.v1');
    await given(await publish(InvoicePaid.of(aPaidInvoice(n, { attempt: 4 }))), 'payer.notified.v1');
    expect(inbox().map(({ headers }) => headers.get('x-takings-kind'))).toEqual(['declined', 'expired', 'debited']);
  });

  it('tells that the payer cannot be reached, and keeps it for a person', async () => {
    smtp.treat(`ap${n}@acme.example`, { at: 'RCPT', code: 550, words: '5.1.1 no such user' });
    const event = await publish(DebitFailed.of(aFailedDebit(n, { failure: 'no-card', attempt: 0 })));
    const reason = 'The mail server refused the address: 550 5.1.1 no such user';
    expect(await given(event, 'payer.unreachable.v1')).toMatchObject({ kind: 'no-card', reason });
    expect(await app.db.getRepository(ParkedRow).findOneBy({ id: event.id })).toMatchObject({ kind: 'undeliverable', reason });
  });

  it('repeats, marked, what the server took without an answer, once', async () => {
    smtp.treat(`ap${n}@acme.example`, 'hang');
    const event = await publish(InvoicePaid.of(aPaidInvoice(n)));
    expect(await given(event, 'payer.notified.v1')).toMatchObject({ possiblyTwice: true });
    expect(inbox().map(({ headers }) => headers.get('x-takings-possibly-twice'))).toEqual([undefined, 'yes']);
  });
});
