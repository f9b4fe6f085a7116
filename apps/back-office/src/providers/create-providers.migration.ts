import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateProviders1763700000006 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table provider_state (
        provider text primary key,
        minute_limit integer not null,
        used_by_others integer not null,
        day_remaining integer not null,
        day_resets_at timestamptz not null,
        at timestamptz not null
      )`);
    await db.query(`
      create table stage_pause (
        stage text primary key,
        app text not null,
        reason text,
        until timestamptz,
        paused_at timestamptz,
        resumed_at timestamptz
      )`);
  }

  async down(db: QueryRunner) {
    await db.query('drop table stage_pause, provider_state');
  }
}
