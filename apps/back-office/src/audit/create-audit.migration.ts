import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAudit1763700000001 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table audit (
        id bigint generated always as identity primary key,
        at timestamptz not null default now(),
        actor text not null,
        action text not null,
        about text not null,
        detail jsonb not null
      )`);
    await db.query('create index audit_about on audit (about, id)');
  }

  async down(db: QueryRunner) {
    await db.query('drop table audit');
  }
}
