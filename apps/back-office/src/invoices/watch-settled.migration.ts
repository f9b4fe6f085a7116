import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who wants to be told when an invoice is settled, until they have seen it. */
export class WatchSettled1764000000302 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table invoice_watch (
        invoice_id uuid not null,
        person_id text not null,
        asked_at timestamptz not null default now(),
        seen_at timestamptz,
        primary key (invoice_id, person_id)
      )`);
    await db.query('create index invoice_watch_of on invoice_watch (person_id) where seen_at is null');
  }

  async down(db: QueryRunner) {
    await db.query('drop table invoice_watch');
  }
}
