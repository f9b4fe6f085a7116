import type { DynamicModule } from '@nestjs/common';
import type { CloudEvent, Given } from '@takings/contracts';
import {
  eventually,
  FactTap,
  type FreshDatabase,
  freshDatabase,
  type Servers,
  StageProcess,
  type TestBroker,
  testBroker,
} from '@takings/testing';
import { FakeSmtpServer } from './fake-smtp-server';
import { aMailConfig } from './samples';

/** What an app that mails is configured with in a test. */
export const mailAppConfig = ({ databaseUrl, amqpUrl }: Servers, smtpUrl: string) => ({
  ...aMailConfig({ SMTP_URL: smtpUrl, SMTP_TIMEOUT_MS: '3000' }),
  NODE_ENV: 'test' as const,
  HOST: '127.0.0.1',
  PORT: 0,
  LOG_LEVEL: 'silent' as const,
  DATABASE_URL: databaseUrl,
  DATABASE_POOL: 4,
  AMQP_URL: amqpUrl,
  RETRY_DELAYS_MS: [50, 50, 50],
});

/** A stage that mails: its process, its servers and the mail server that it talks to, for the tests of one file. */
export class MailingStage {
  smtp: FakeSmtpServer;
  tap: FactTap;
  app: StageProcess;
  private database: FreshDatabase;
  private broker: TestBroker;

  private constructor(
    private readonly stage: string | readonly string[],
    private readonly moduleWith: (config: ReturnType<typeof mailAppConfig>) => DynamicModule,
  ) {}

  /** The mail server is there for all tests of the file; `start` and `stop` are for those that look at one process. */
  static inThisFile(
    stage: string | readonly string[],
    moduleWith: (config: ReturnType<typeof mailAppConfig>) => DynamicModule,
  ): MailingStage {
    const mailing = new MailingStage(stage, moduleWith);
    jest.setTimeout(30_000); // starting an app takes seconds on a busy machine
    beforeAll(async () => {
      mailing.smtp = await FakeSmtpServer.start();
    });
    afterAll(() => mailing.smtp.close());
    return mailing;
  }

  readonly module = (servers: Servers) => this.moduleWith(mailAppConfig(servers, this.smtp.url));

  /** SMTP cannot rule a second copy out after a crash between the sending and our commit; it must be marked and bear the same name. */
  readonly expectOneMail = (address: string) => {
    const copies = this.smtp.to(address);
    expect(copies.filter(({ headers }) => !headers.has('x-takings-possibly-twice'))).toHaveLength(1);
    expect(new Set(copies.map(({ headers }) => headers.get('message-id'))).size).toBe(1);
    expect(copies.length).toBeLessThanOrEqual(2);
  };

  readonly start = async () => {
    [this.database, this.broker] = await Promise.all([freshDatabase(), testBroker()]);
    this.tap = await FactTap.on(this.broker.url);
    this.app = await this.process();
  };

  /** Another process of the app, after the one before has ended. */
  readonly restart = async () => {
    await this.app.stop();
    this.app = await this.process();
  };

  private readonly process = () =>
    StageProcess.start(this.module({ databaseUrl: this.database.url, amqpUrl: this.broker.url }), this.stage);

  readonly stop = async () => {
    await this.app?.stop();
    await this.tap?.close();
    await this.broker?.close();
    await this.database?.drop();
  };

  readonly publish = async (fact: Given): Promise<CloudEvent> => {
    const event = this.tap.eventOf(fact);
    await this.tap.publish(event);
    return event;
  };

  /** What the fact of this type says that the event caused. */
  readonly given = (event: CloudEvent, type: string) =>
    eventually(() => {
      const fact = this.tap.causedBy(event).find((one) => one.type === type);
      expect(fact).toBeDefined();
      return fact!.data as Record<string, unknown>;
    });
}
