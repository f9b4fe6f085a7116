import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What finance sees of each invoice. Only milestones are kept; PostgreSQL derives the state from those that have come, so the order in which
 * facts arrive cannot matter. Lines stand apart, so that counting a run reads slim rows.
 */
export class CreateInvoices1763700000004 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(INVOICE);
    await db.query('create index invoice_number on invoice (invoice_number collate "C")');
    await db.query('create index invoice_of_run on invoice (run_id, invoice_number collate "C")');
    await db.query('create index invoice_by_state on invoice (state, invoice_number collate "C")');
    await db.query('create table invoice_lines (invoice_id uuid primary key, lines jsonb not null)');
    await db.query(`
      create table invoice_event (
        event_id uuid primary key,
        invoice_id uuid not null,
        at timestamptz not null,
        fact text not null,
        words text not null,
        reason text
      )`);
    await db.query('create index invoice_timeline on invoice_event (invoice_id, at)');
  }

  async down(db: QueryRunner) {
    await db.query('drop table invoice_event, invoice_lines, invoice');
  }
}

const INVOICE = `
  create table invoice (
    invoice_id uuid primary key,
    invoice_number text not null,
    run_id uuid not null,
    customer_ref text not null,
    customer_name text not null,
    customer_email text not null,
    has_card boolean not null,
    currency char(3) not null,
    total_minor bigint not null,
    due_on date not null,
    issued_on date,
    net_minor bigint,
    vat_minor bigint,
    xero_invoice_id text,
    amount_due_minor bigint,
    paid_minor bigint,
    transaction_reference text,
    due_at timestamptz,
    filed_at timestamptz,
    rejected_at timestamptz,
    mailed_at timestamptz,
    undeliverable_at timestamptz,
    uncertain_at timestamptz,
    held_at timestamptz,
    asked_attempt integer,
    paid_at timestamptz,
    failed_at timestamptz,
    failed_attempt integer,
    failures jsonb not null default '{}',
    recorded_at timestamptz,
    told_paid_at timestamptz,
    told_failed_at timestamptz,
    unreachable_at timestamptz,
    debit_failure text generated always as (failures ->> failed_attempt::text) stored,
    state text not null generated always as (
      case
        when paid_at is not null then 'paid'
        when failed_attempt is not null and failed_attempt >= coalesce(asked_attempt, 0) then 'debit-failed'
        when asked_attempt is not null then case when held_at >= coalesce(uncertain_at, held_at) then 'held' else 'uncertain' end
        when mailed_at is not null then 'mailed'
        when undeliverable_at is not null then 'undeliverable'
        when filed_at is not null then 'filed'
        when rejected_at is not null then 'rejected'
        else 'issued'
      end) stored
  )`;
