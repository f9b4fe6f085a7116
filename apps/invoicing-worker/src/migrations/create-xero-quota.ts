import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row, because one decision needs all of it: what is left, the calls in flight, and who waits, under one lock. */
export class CreateXeroQuota1763700000103 implements MigrationInterface {
  readonly name = 'CreateXeroQuota1763700000103';

  async up(db: QueryRunner) {
    await db.query(`
      create table xero_quota (
        singleton boolean primary key default true check (singleton),
        book jsonb not null default '{}',
        told_at timestamptz not null default 'epoch'
      );
      insert into xero_quota default values;
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table xero_quota;');
  }
}
