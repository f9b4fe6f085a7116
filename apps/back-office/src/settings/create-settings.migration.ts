import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people set in the console, one row for each subject; what it was before stands in the audit. */
export class CreateSettings1763700000070 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table setting (
        name text primary key,
        value jsonb not null,
        revision integer not null default 1,
        changed_by text not null,
        changed_at timestamptz not null default now()
      )`);
  }

  async down(db: QueryRunner) {
    await db.query('drop table setting');
  }
}
