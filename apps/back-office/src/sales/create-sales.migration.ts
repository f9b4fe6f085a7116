import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sales as they were made. Names and time zone are those of the moment, so that whoever moves or is renamed later leaves them as they were.
 * What will be due for a sale stands in `charge`, under the references `<sale_ref>/1` to `<sale_ref>/<charges>`.
 */
export class CreateSales1763700000009 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table customer (
        customer_ref text primary key,
        name text not null,
        email text,
        card_ref text
      )`);
    await db.query(SALE);
    await db.query('create index sale_newest on sale (sold_at desc, sale_id)');
    await db.query('create index sale_of_consultant on sale (consultant_id, sold_at desc)');
    await db.query(`
      create table adjustment (
        adjustment_id uuid primary key,
        consultant_id uuid not null references consultant,
        team_id uuid not null references team,
        currency char(3) not null,
        revenue_minor bigint not null check (revenue_minor <> 0),
        counts_at timestamptz not null,
        reason text not null,
        adjusted_by text not null,
        adjusted_at timestamptz not null default now()
      )`);
  }

  async down(db: QueryRunner) {
    await db.query('drop table adjustment, sale, customer');
  }
}

const SALE = `
  create table sale (
    sale_id uuid primary key,
    sale_ref text not null unique,
    idempotency_key text unique,
    content bytea not null,
    consultant_id uuid not null references consultant,
    consultant_name text not null,
    team_id uuid not null references team,
    team_name text not null,
    time_zone text not null,
    channel text not null,
    origin text not null,
    product text not null,
    currency char(3) not null,
    revenue_minor bigint not null check (revenue_minor > 0),
    customer_ref text not null,
    customer_name text not null,
    charges integer not null,
    due_on date,
    sold_at timestamptz not null,
    entered_by text not null,
    entered_at timestamptz not null default now(),
    voided_at timestamptz,
    voided_by text,
    void_reason text
  )`;
