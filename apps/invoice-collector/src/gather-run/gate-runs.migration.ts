import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Runs that people look at before their invoices go out. Numbers are given when invoices are issued, so that what is left out or stopped
 * leaves no gap; invoices that were gathered with a number keep it, and one that never goes out gives it back.
 */
export class GateRuns1763700000004 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table invoice
        alter column invoice_number drop not null,
        add column left_out boolean not null default false,
        add column decision integer not null default 0,
        add column released_at timestamptz,
        add check (issued_at is null or (invoice_number is not null and released_at is null))`);
    await db.query('drop index invoice_proposed');
    await db.query('create index invoice_proposed on invoice (run_id, seq) where issued_at is null and released_at is null');
    // What a customer's invoices usually come to.
    await db.query('create index invoice_history on invoice (customer_ref, currency, issued_at desc) where issued_at is not null');
    // What charges may look like one that is there already.
    await db.query('create index charge_alike on charge (customer_ref, due_on)');
    await db.query('alter table credit add column credit_id uuid not null default gen_random_uuid(), add column seq integer');
    await db.query(`
      create table run_steering (
        run_id uuid primary key,
        decisions integer not null default 0,
        turn integer not null default 0,
        paused boolean not null default false,
        halted boolean not null default false,
        approved_at timestamptz,
        stopped_at timestamptz
      )`);
    await db.query('create table invoice_number_returned (series text, number integer, primary key (series, number))');
    // A credit for a sale that was taken back before its invoice had a number is proposed with the invoice.
    await db.query('alter table charge_batch add column withdrawn_sale_ref text, add column withdrawn_because text');
  }

  async down(db: QueryRunner) {
    await db.query('alter table charge_batch drop column withdrawn_sale_ref, drop column withdrawn_because');
    await db.query('drop table invoice_number_returned, run_steering');
    await db.query('alter table credit drop column credit_id, drop column seq');
    await db.query('drop index charge_alike, invoice_history, invoice_proposed');
    await db.query('create index invoice_proposed on invoice (run_id, seq) where issued_at is null');
    await db.query('alter table invoice drop column left_out, drop column decision, drop column released_at');
  }
}
