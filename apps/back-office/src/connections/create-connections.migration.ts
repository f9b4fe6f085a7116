import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last test of each connection, and what it brought: of the credentials only which of them are missing. */
export class CreateConnections1763700000090 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table connection_check (
        connection text primary key,
        check_id uuid not null unique,
        asked_by text not null,
        asked_at timestamptz not null default now(),
        checked_at timestamptz,
        findings jsonb,
        answer jsonb,
        well_at timestamptz
      )`);
  }

  async down(db: QueryRunner) {
    await db.query('drop table connection_check');
  }
}
