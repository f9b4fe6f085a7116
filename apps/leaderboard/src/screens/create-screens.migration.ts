import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Screens that were paired, codes that wait to be entered, wrong ones of the last minute, and who decided what. */
export class CreateScreens1763700000020 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table screen (
        screen_id uuid primary key default gen_random_uuid(),
        name text not null,
        shows jsonb not null,
        hide_amounts boolean not null,
        token_hash bytea unique,
        paired_at timestamptz not null default now(),
        paired_by text not null,
        withdrawn_at timestamptz,
        last_seen_at timestamptz,
        version text
      )`);
    await db.query('create unique index screen_name on screen (lower(name)) where withdrawn_at is null');
    await db.query(`
      create table pairing_code (
        device_hash bytea primary key,
        code_hash bytea unique,
        asked_at timestamptz not null default now(),
        asked_from text not null,
        expires_at timestamptz not null,
        screen_id uuid references screen
      )`);
    await db.query(`
      create table wrong_code (
        at timestamptz not null default now(),
        entered_from text not null
      )`);
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
    await db.query('create table installation (id uuid not null default gen_random_uuid())');
    await db.query('insert into installation default values');
  }

  async down(db: QueryRunner) {
    await db.query('drop table installation, audit, wrong_code, pairing_code, screen');
  }
}
