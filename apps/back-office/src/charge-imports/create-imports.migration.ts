import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files that people have looked at before they enter them, and what the connector brought. Rows of a preview and rejected rows are unlogged:
 * they come from a file that can be sent again, and whoever enters a preview of which rows are lost is told so.
 */
export class CreateImports1763700000101 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table charge_import (
        import_id uuid primary key,
        import_no bigint generated always as identity unique,
        kind text not null,
        source text not null,
        name text not null,
        bytes bigint,
        columns jsonb not null default '[]',
        state text not null,
        revision integer not null default 1,
        started_by text not null,
        started_at timestamptz not null default now(),
        entered_by text,
        ended_at timestamptz,
        beat_at timestamptz not null default now(),
        rows integer not null default 0,
        fresh integer not null default 0,
        known integer not null default 0,
        rejected integer not null default 0,
        rejected_kept integer not null default 0,
        sums jsonb not null default '[]',
        entered integer not null default 0,
        not_entered integer not null default 0,
        entered_to bigint not null default 0,
        watermark_from text,
        watermark_to text,
        failure text
      )`);
    await db.query(`create index charge_import_open on charge_import (beat_at) where state in ('reading', 'preview', 'entering')`);
    await db.query('create index charge_import_by_source on charge_import (source, import_no)');
    await db.query(`
      create unlogged table import_row (
        import_id uuid not null,
        line bigint not null,
        ref text not null,
        content bytea not null,
        item json not null,
        primary key (import_id, line)
      )`);
    await db.query('create unique index import_row_by_ref on import_row (import_id, ref)');
    await db.query(`
      create unlogged table import_fault (
        import_id uuid not null,
        line bigint not null,
        ref text,
        column_name text not null,
        reason text not null,
        fields json not null,
        primary key (import_id, line)
      )`);
  }

  async down(db: QueryRunner) {
    await db.query('drop table import_fault, import_row, charge_import');
  }
}
