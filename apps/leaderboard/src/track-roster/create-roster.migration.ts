import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Teams and consultants as the back office has told of them last. */
export class CreateRoster1763700000002 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table team (
        team_id uuid primary key,
        revision integer not null,
        name text not null,
        display_name text not null,
        time_zone text not null,
        target_minor bigint,
        currency text,
        active boolean not null
      )`);
    await db.query(`
      create table consultant (
        consultant_id uuid primary key,
        revision integer not null,
        name text not null,
        team_id uuid not null,
        hidden_from_screens boolean not null,
        active boolean not null
      )`);
  }

  async down(db: QueryRunner) {
    await db.query('drop table team, consultant');
  }
}
