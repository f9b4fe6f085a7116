import { freshDatabase, type TestBroker, testBroker } from '@takings/testing';

/**
 * How long the product waits in tests. Until an uncertain debit is one for a person: shorter than in the local start. For a mail server: so
 * long that a busy machine is not taken for a lost answer, after which a mail is sent again.
 */
export const WAITS = { ASK_AFTER_MS: '1000,2000,4000', SMTP_TIMEOUT_MS: '60000' };

export interface OwnServers {
  /** The environment of a start: with DATABASE_URL and AMQP_URL where the tests were given them, without them otherwise. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** A database of its own and emptied queues on the servers that DATABASE_URL and AMQP_URL name; what they do not name, the product starts itself. */
export async function ownServers(): Promise<OwnServers> {
  return serversWith(process.env.AMQP_URL ? await testBroker() : undefined);
}

/** The same, with a broker that the test can reach as well. */
export async function reachableServers(): Promise<OwnServers & { readonly brokerUrl: string }> {
  const broker = await testBroker();
  return { ...(await serversWith(broker)), brokerUrl: broker.url };
}

async function serversWith(broker: TestBroker | undefined): Promise<OwnServers> {
  const { DATABASE_URL, AMQP_URL: _, TEST_AMQP_URLS: __, TEST_DATABASE_URL: ___, NODE_ENV: ____, ...env } = process.env;
  const database = DATABASE_URL ? await freshDatabase() : undefined;
  return {
    env: {
      ...env,
      ...WAITS,
      ...(database && { DATABASE_URL: database.url }),
      ...(broker && { AMQP_URL: broker.url }),
    } as NodeJS.ProcessEnv,
    close: async () => {
      await broker?.close();
      await database?.drop();
    },
  };
}
