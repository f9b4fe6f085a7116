import { join } from 'node:path';

/** What runs in the local start, beside PostgreSQL and the broker. The order is that of the line of facts. */
export const APPS = [
  'back-office',
  'leaderboard',
  'invoice-collector',
  'invoicing-worker',
  'invoice-mailer',
  'payments-worker',
  'notifier',
] as const;
export const SANDBOX = 'sandbox';

/**
 * Connections of each process. Their sum stays under half of PostgreSQL's default hundred: while an app is being restarted its old
 * connections may linger, migrations take two more each, and a person wants to look in with psql.
 */
export const POOLS: Readonly<Record<string, number>> = {
  'back-office': 8,
  leaderboard: 8,
  'invoice-collector': 6,
  'invoicing-worker': 8,
  'invoice-mailer': 6,
  'payments-worker': 8,
  notifier: 6,
  sandbox: 6,
};

/** The root of the repository, seen from `tools/dist/local` as from `tools/src/local`. */
export const ROOT = join(__dirname, '..', '..', '..');

export const entryOf = (app: string) => join(ROOT, 'apps', app, 'dist', 'main.js');
