import { throwAwayPostgres } from '../postgres/throw-away-postgres';

/** Jest's global set-up for tests that need servers: PostgreSQL by DATABASE_URL, or one of our own for as long as the tests run. */
export default async function startServers(): Promise<void> {
  if (process.env.DATABASE_URL) {
    process.env.TEST_DATABASE_URL = process.env.DATABASE_URL;
    return;
  }
  const server = await throwAwayPostgres();
  process.env.TEST_DATABASE_URL = server.url;
  globalThis.stopTestServers = server.stop;
  // The server is in a process group of its own, so Ctrl-C does not reach it.
  for (const [signal, code] of ENDED_BY) {
    process.once(signal, () => {
      server.kill();
      process.exit(code);
    });
  }
}

const ENDED_BY = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

declare global {
  var stopTestServers: (() => Promise<void>) | undefined;
}
