import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateConsultants1763700000008 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table consultant (
        consultant_id uuid primary key,
        name text not null,
        name_key text not null unique,
        team_id uuid not null references team,
        hidden_from_screens boolean not null default false,
        active boolean not null default true,
        revision integer not null default 1
      )`);
    await db.query('create index consultant_team on consultant (team_id)');
  }

  async down(db: QueryRunner) {
    await db.query('drop table consultant');
  }
}
