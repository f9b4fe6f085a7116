import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OPEN } from '../runs/watch-runs.migration';

/** What people decide about single invoices, what was answered, and what the bank said. The state is derived anew, so its column is made again, and its indexes. */
export class SteerInvoices1764000000301 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table invoice
        add column version int not null default 1,
        add column turns int not null default 0,
        add column hold_turn int, add column hold_by text, add column hold_because text, add column hold_at timestamptz,
        add column void_turn int, add column void_by text, add column void_because text, add column void_asked_at timestamptz,
        add column void_refusal text, add column void_stopped boolean not null default false, add column voided_at timestamptz,
        add column sendings int not null default 1, add column resend_asked_by text`);
    await this.deriveState(db, `when voided_at is not null then 'voided'`);
    await db.query('create index invoice_on_hold on invoice (invoice_number collate "C") where hold_turn is not null');
    await db.query(`
      create table bank_answer (
        event_id uuid primary key,
        invoice_id uuid not null,
        at timestamptz not null,
        attempt int not null,
        order_reference text,
        asked boolean not null,
        answer text not null,
        gateway_code text,
        bank_code text,
        amount_minor bigint,
        next_ask_at timestamptz
      )`);
    await db.query('create index bank_answer_of_invoice on bank_answer (invoice_id, at)');
    await db.query(`
      create table invoice_note (
        note_id uuid primary key,
        invoice_id uuid not null,
        at timestamptz not null default now(),
        by text not null,
        text text not null
      )`);
    await db.query('create index invoice_note_of_invoice on invoice_note (invoice_id, at)');
  }

  async down(db: QueryRunner) {
    await db.query('drop table invoice_note, bank_answer');
    await db.query('drop index invoice_on_hold');
    await this.deriveState(db, '');
    await db.query(`
      alter table invoice
        drop column version, drop column turns, drop column hold_turn, drop column hold_by, drop column hold_because, drop column hold_at,
        drop column void_turn, drop column void_by, drop column void_because, drop column void_asked_at, drop column void_refusal,
        drop column void_stopped, drop column voided_at, drop column sendings, drop column resend_asked_by`);
  }

  private async deriveState(db: QueryRunner, voided: string) {
    await db.query('alter table invoice drop column state');
    await db.query(`
      alter table invoice add column state text not null generated always as (
        case
          when paid_at is not null then 'paid'
          ${voided}
          when withheld_at is not null then 'withheld'
          when failed_attempt is not null and failed_attempt >= coalesce(asked_attempt, 0) then 'debit-failed'
          when asked_attempt is not null then case when held_at >= coalesce(uncertain_at, held_at) then 'held' else 'uncertain' end
          when mailed_at is not null then 'mailed'
          when undeliverable_at is not null then 'undeliverable'
          when filed_at is not null then 'filed'
          when rejected_at is not null then 'rejected'
          else 'issued'
        end) stored`);
    await db.query('create index invoice_by_state on invoice (state, invoice_number collate "C")');
    await db.query('create index invoice_of_run_by_state on invoice (run_id, state, invoice_number collate "C")');
    await db.query(`create index invoice_of_run_open on invoice (run_id, invoice_number collate "C") where ${OPEN}`);
  }
}
