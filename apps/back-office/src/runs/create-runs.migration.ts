import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRuns1763700000003 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table run (
        run_id uuid primary key,
        run_on date not null,
        requested_by text not null,
        requested_at timestamptz not null default clock_timestamp(),
        charges_entered integer not null,
        approved_by text,
        approved_at timestamptz,
        gathered jsonb,
        gathered_at timestamptz,
        issued_invoices integer,
        issued_at timestamptz
      )`);
    await db.query('create index run_newest on run (requested_at desc, run_id)');
  }

  async down(db: QueryRunner) {
    await db.query('drop table run');
  }
}
