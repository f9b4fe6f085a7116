import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSignIn1763700000040 implements MigrationInterface {
  async up(db: QueryRunner) {
    // E-mail addresses are unique however they are written: `email_key` is the address in small letters. Teams and
    // consultants are only ever closed, so that what names one always finds it.
    await db.query(`
      create table person (
        person_id uuid primary key,
        name text not null,
        email text not null,
        email_key text not null unique,
        roles text[] not null check (cardinality(roles) > 0),
        team_id uuid,
        consultant_id uuid,
        active boolean not null default true,
        identity text unique,
        revision integer not null default 1
      )`);
    await db.query(`
      create table session (
        session_id uuid primary key,
        person_id uuid not null references person,
        begun_at timestamptz not null default now(),
        seen_at timestamptz not null default now(),
        ends_at timestamptz not null,
        ended_at timestamptz,
        ended_because text
      )`);
    await db.query('create index session_open on session (person_id) where ended_at is null');
    await db.query('create index session_ends on session (ends_at)');
    await db.query(`
      create table api_token (
        token_id uuid primary key,
        name text not null,
        role text not null,
        token_hash bytea not null,
        made_by text not null,
        made_at timestamptz not null default now(),
        last_used_at timestamptz,
        revoked_at timestamptz,
        revoked_by text
      )`);
  }

  async down(db: QueryRunner) {
    await db.query('drop table api_token, session, person');
  }
}
