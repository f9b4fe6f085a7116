import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `round` counts how often an item has been stuck: it is open while its latest raising is newer than its latest settling, in whatever order they came. */
export class CreateStuck1763700000005 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table stuck_item (
        stuck_id uuid primary key,
        app text not null,
        round integer,
        stage text,
        kind text,
        reason text,
        fact_type text,
        subject text,
        actions text[],
        raised_at timestamptz,
        settled_round integer,
        outcome text,
        settled_by text,
        settled_at timestamptz,
        decided_round integer,
        decided_action text,
        decided_by text,
        decided_because text,
        decided_at timestamptz,
        open boolean not null generated always as (coalesce(round, 0) > coalesce(settled_round, 0)) stored
      )`);
    await db.query('create index stuck_open on stuck_item (raised_at desc, stuck_id) where open');
    await db.query('create index stuck_about on stuck_item (subject)');
  }

  async down(db: QueryRunner) {
    await db.query('drop table stuck_item');
  }
}
