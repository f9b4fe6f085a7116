import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What counts, the number of each live board's last change, and those changes for as long as a client may ask for a gap. */
export class CreateBoards1763700000001 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table entry (
        ref uuid not null,
        kind text not null check (kind in ('sale', 'void', 'adjustment')),
        consultant_id uuid not null,
        consultant text not null,
        team_id uuid not null,
        team text not null,
        currency text not null,
        units smallint not null,
        minor bigint not null,
        day date not null,
        own_day date not null,
        occurred_at timestamptz(3) not null,
        known_at timestamptz(3) not null,
        late boolean not null,
        sale_ref text,
        product text,
        channel text,
        origin text,
        reason text,
        by_whom text,
        charge_refs text[],
        primary key (ref, kind)
      )`);
    await db.query('create index entry_by_day on entry (currency, day, team_id)');
    await db.query(`create index void_by_own_day on entry (currency, own_day) where kind = 'void'`);
    await db.query(`
      create table board (
        scope text not null,
        currency text not null,
        team text,
        time_zone text not null,
        day date,
        seq bigint not null default 0,
        primary key (scope, currency)
      )`);
    await db.query(`
      create table board_change (
        scope text not null,
        currency text not null,
        seq bigint not null,
        committed_at timestamptz not null default now(),
        ref uuid not null,
        kind text not null,
        body text not null,
        primary key (scope, currency, seq)
      )`);
    await db.query('create index board_change_by_time on board_change using brin (committed_at)');
  }

  async down(db: QueryRunner) {
    await db.query('drop table entry, board, board_change');
  }
}
