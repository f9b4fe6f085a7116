import { Client } from 'pg';
import { CannotStart } from '../cannot-start';

const PATIENCE_MS = 10_000;

/** Throws `CannotStart` when no database answers at a URL that a person gave: said once, before every app finds it out for itself. */
export async function expectDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
  try {
    await client.connect();
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    throw new CannotStart(`The database that DATABASE_URL names cannot be reached: ${message || code}`);
  } finally {
    await client.end();
  }
}
