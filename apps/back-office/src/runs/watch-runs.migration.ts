import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a page of a run under way shows: what is tried again and when, when the bank is asked next, and which invoices are not at their end. */
export class WatchInvoices1763700000420 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table delay (
        stage text not null,
        subject text not null,
        app text not null,
        reason text not null,
        until timestamptz not null,
        primary key (stage, subject)
      )`);
    await db.query('create index delay_until on delay (until)');
    await db.query('create index delay_about on delay (subject)');
    await db.query('alter table invoice add column next_ask_at timestamptz');
    // Of a run of a million invoices the few that a page asks for.
    await db.query('create index invoice_of_run_by_state on invoice (run_id, state, invoice_number collate "C")');
    await db.query(`create index invoice_of_run_open on invoice (run_id, invoice_number collate "C") where ${OPEN}`);
  }

  async down(db: QueryRunner) {
    await db.query('drop index invoice_of_run_open, invoice_of_run_by_state');
    await db.query('alter table invoice drop column next_ask_at');
    await db.query('drop table delay');
  }
}

/** By its milestones more is to come; whether it waits for a person they do not say. */
export const OPEN = `(state in ('issued', 'filed', 'mailed', 'uncertain', 'held', 'rejected', 'undeliverable', 'withheld')
  or state = 'paid' and (recorded_at is null or told_paid_at is null) or state = 'debit-failed' and told_failed_at is null)`;

/** Who has asked for a run to be stopped, and how much of Xero's present minute is used. */
export class WatchRuns1763700000421 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query('alter table run add column stop_asked_by text, add column stop_asked_by_id uuid, add column stop_asked_at timestamptz');
    await db.query('alter table provider_state add column used_this_minute integer');
  }

  async down(db: QueryRunner) {
    await db.query('alter table provider_state drop column used_this_minute');
    await db.query('alter table run drop column stop_asked_by, drop column stop_asked_by_id, drop column stop_asked_at');
  }
}
