import { freshDatabase, testBroker } from '@takings/testing';

export interface OwnServers {
  /** The environment of a start: with DATABASE_URL and AMQP_URL where the tests were given them, without them otherwise. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** A database of its own and emptied queues on the servers that DATABASE_URL and AMQP_URL name; what they do not name, the product starts itself. */
export async function ownServers(): Promise<OwnServers> {
  const { DATABASE_URL, AMQP_URL, TEST_DATABASE_URL: _, NODE_ENV: __, ...env } = process.env;
  const database = DATABASE_URL ? await freshDatabase() : undefined;
  const broker = AMQP_URL ? await testBroker() : undefined;
  return {
    env: { ...env, ...(database && { DATABASE_URL: database.url }), ...(broker && { AMQP_URL: broker.url }) } as NodeJS.ProcessEnv,
    close: async () => {
      await broker?.close();
      await database?.drop();
    },
  };
}
