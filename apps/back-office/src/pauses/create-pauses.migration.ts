import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people have paused: stages, or everything; and customers, of whose charges no invoice is made meanwhile. */
export class CreatePauses1763700000430 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table work_pause (
        what text primary key,
        turn integer not null,
        paused boolean not null,
        by text not null,
        because text not null,
        at timestamptz not null default clock_timestamp()
      )`);
    await db.query(`
      create table customer_pause (
        pause_id uuid primary key,
        customer_id uuid not null,
        customer_ref text not null,
        from_on date not null,
        until_on date,
        because text not null,
        paused_by text not null,
        paused_at timestamptz not null default clock_timestamp(),
        ended_by text,
        ended_at timestamptz,
        check (until_on is null or until_on >= from_on)
      )`);
    // One at a time.
    await db.query('create unique index customer_paused on customer_pause (customer_id) where ended_at is null');
    await db.query('create index customer_pause_of on customer_pause (customer_id, paused_at)');
  }

  async down(db: QueryRunner) {
    await db.query('drop table customer_pause, work_pause');
  }
}
