import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sales in progress: their histories, and what these come to. Nothing of them is in the tables of sales before they are completed. */
export class CreateSaleFlows1763700000050 implements MigrationInterface {
  async up(db: QueryRunner) {
    // Prices are kept once for all sales that began on the same list, by the hash of their content.
    await db.query('create table kept_prices (snapshot text primary key, prices jsonb not null)');
    await db.query('create sequence sale_flow_number start with 1001');
    // Half of each page is left free: a row is written anew with each command, and stays on its page as long as no indexed column changes.
    await db.query(`
      create table sale_flow (
        flow_id uuid primary key,
        version integer not null,
        status text not null,
        definition integer not null,
        owner_id text not null,
        team_id text,
        consultant_id text not null,
        worked_at timestamptz not null,
        ended_at timestamptz,
        state jsonb not null
      ) with (fillfactor = 50)`);
    await db.query('create index sale_flow_of_owner on sale_flow (owner_id, status)');
    await db.query('create index sale_flow_of_team on sale_flow (team_id, status)');
    await db.query('create index sale_flow_of_consultant on sale_flow (consultant_id, status)');
    await db.query(`create index sale_flow_open on sale_flow (definition) where status = 'open'`);
    await db.query('create index sale_flow_ended on sale_flow (ended_at) where ended_at is not null');
    // One row for each accepted command. No foreign key: it is written by the statement that writes the sale itself.
    await db.query(`
      create table sale_flow_entry (
        flow_id uuid not null,
        version integer not null,
        command_id uuid not null,
        at timestamptz not null,
        by_id text not null,
        by_name text not null,
        events jsonb not null,
        primary key (flow_id, version),
        unique (flow_id, command_id)
      )`);
    // Who looks at which sale right now: worth nothing after a crash.
    await db.query(`
      create unlogged table sale_flow_presence (
        flow_id uuid not null,
        person_id text not null,
        name text not null,
        step text,
        seen_at timestamptz not null default now(),
        primary key (flow_id, person_id)
      )`);
    await db.query(`
      create table flow_definition_retired (
        version integer primary key,
        retired_at timestamptz not null default now(),
        retired_by text not null
      )`);
  }

  async down(db: QueryRunner) {
    await db.query('drop table flow_definition_retired, sale_flow_presence, sale_flow_entry, sale_flow, kept_prices');
    await db.query('drop sequence sale_flow_number');
  }
}
