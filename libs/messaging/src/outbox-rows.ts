import { texts, uuids } from './pg-arrays';
import type { Client } from '@takings/database';
import type { OutboxRow } from './publisher';

/** Writes facts with the client's transaction; for `leaseMs` they are the caller's to publish, then the relay's. */
export async function insertOutbox(db: Client, rows: readonly OutboxRow[], leaseMs: number): Promise<void> {
  if (rows.length === 0) return;
  await db.query({
    name: 'insert-outbox',
    text: `insert into outbox (id, type, queue, body, claimed_until)
      select id, type, queue, body, now() + $5 * interval '1 ms' from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) o(id, type, queue, body)`,
    values: [
      uuids(rows.map(({ id }) => id)),
      texts(rows.map(({ type }) => type)),
      texts(rows.map(({ queue }) => queue)),
      texts(rows.map(({ body }) => body)),
      leaseMs,
    ],
  });
}
