import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RUN_TALLY } from './run-tallies';

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

/** What a run that is over comes to. Forgotten with each change of one of its invoices, or of what is stuck about them. */
export class KeepRunTallies1763700000422 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query('create table run_tally (run_id uuid primary key, counts jsonb not null)');
    await db.query(`
      create function forget_run_tally() returns trigger language plpgsql as $body$ begin
        perform pg_advisory_xact_lock_shared(${RUN_TALLY}, hashtext(r::text)) from (select distinct run_id from changed where run_id is not null) c(r);
        delete from run_tally where run_id in (select run_id from changed);
        return null;
      end $body$`);
    for (const table of ['invoice', 'stuck_item'])
      for (const event of ['insert', 'update'])
        await db.query(`create trigger forget_run_tally_on_${event} after ${event} on ${table}
          referencing new table as changed for each statement execute function forget_run_tally()`);
  }

  async down(db: QueryRunner) {
    for (const table of ['invoice', 'stuck_item'])
      for (const event of ['insert', 'update']) await db.query(`drop trigger forget_run_tally_on_${event} on ${table}`);
    await db.query('drop function forget_run_tally()');
    await db.query('drop table run_tally');
  }
}
