import { createPostgresBackend, Queue, Worker, withBackend } from 'bullmq';

/** Where BullMQ keeps what is due later: Redis where there is one, else PostgreSQL. */
export class LaterServers {
  constructor(
    readonly databaseUrl: string,
    readonly redisUrl: string | undefined,
  ) {}
}

/** Everything of BullMQ in PostgreSQL stands apart from what is ours. */
const SCHEMA = 'later';
const CONNECTIONS = 2;

/** A queue and its worker on either server. What goes wrong with the connection goes to `failed`; both reconnect by themselves. */
export function laterQueue(
  { databaseUrl, redisUrl }: LaterServers,
  name: string,
  work: () => Promise<unknown>,
  failed: (error: Error) => void,
) {
  const parts = redisUrl ? onRedis(redisUrl, name, work) : onPostgres(databaseUrl, name, work);
  parts.queue.on('error', failed);
  parts.worker.on('error', failed);
  parts.worker.on('failed', (_: unknown, error: Error) => failed(error));
  return parts;
}

function onRedis(url: string, name: string, work: () => Promise<unknown>) {
  // A worker waits for jobs as long as it takes: ioredis must not give up a command.
  const connection = { url, maxRetriesPerRequest: null };
  return { queue: new Queue(name, { connection }), worker: new Worker(name, work, { connection }) };
}

function onPostgres(connectionString: string, name: string, work: () => Promise<unknown>) {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const connection = { connectionString, schema: SCHEMA, migrate: true, max: CONNECTIONS };
  return { queue: new Queue(name, { connection }), worker: new Worker(name, work, { connection }) };
}
