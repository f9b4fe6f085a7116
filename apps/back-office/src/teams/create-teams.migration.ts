import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTeams1763700000007 implements MigrationInterface {
  async up(db: QueryRunner) {
    // Names are unique however they are written: `name_key` is the name in small letters, made by us, as a database's own lower() goes by its locale.
    await db.query(`
      create table team (
        team_id uuid primary key,
        name text not null,
        name_key text not null unique,
        display_name text not null,
        time_zone text not null,
        target_minor bigint check (target_minor > 0),
        currency char(3) check ((currency is null) = (target_minor is null)),
        active boolean not null default true,
        revision integer not null default 1
      )`);
  }

  async down(db: QueryRunner) {
    await db.query('drop table team');
  }
}
