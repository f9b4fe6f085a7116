import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Downloads of lists. Their pieces stand in the database, so that any process may make one and any other hand it out. */
export class CreateExports1763700000080 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table list_export (
        export_id uuid primary key,
        list text not null,
        filters jsonb not null,
        asked_by_id text not null,
        asked_by text not null,
        asker jsonb not null,
        asked_at timestamptz not null default clock_timestamp(),
        worked_at timestamptz not null default clock_timestamp(),
        cursor text,
        pieces integer not null default 0,
        rows integer not null default 0,
        rows_in_all integer,
        failures integer not null default 0,
        fault text,
        finished_at timestamptz,
        expires_at timestamptz not null
      )`);
    await db.query('create index list_export_unfinished on list_export (worked_at) where finished_at is null and fault is null');
    await db.query('create index list_export_of_person on list_export (asked_by_id, asked_at desc)');
    await db.query('create index list_export_expiry on list_export (expires_at)');
    await db.query(`
      create table list_export_piece (
        export_id uuid not null references list_export on delete cascade,
        piece integer not null,
        content text not null,
        primary key (export_id, piece)
      )`);
  }

  async down(db: QueryRunner) {
    await db.query('drop table list_export_piece, list_export');
  }
}
