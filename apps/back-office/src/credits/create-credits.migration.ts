import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An invoice may now be withheld from debiting, and credits are proposed for it. The state is derived anew, so its column is made again. */
export class CreateCredits1763700000010 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query('alter table invoice add column withheld_at timestamptz, add column credit_proposed_at timestamptz');
    await this.deriveState(db, `when withheld_at is not null then 'withheld'`);
    await db.query(`
      create table credit_proposal (
        invoice_id uuid not null,
        sale_id uuid not null,
        invoice_number text not null,
        sale_ref text not null,
        customer_ref text not null,
        customer_name text not null,
        currency char(3) not null,
        credit_minor bigint not null,
        total_minor bigint not null,
        charge_refs jsonb not null,
        reason text not null,
        proposed_at timestamptz not null,
        primary key (invoice_id, sale_id)
      )`);
    await db.query('create index credit_proposal_newest on credit_proposal (proposed_at, invoice_id, sale_id)');
  }

  async down(db: QueryRunner) {
    await db.query('drop table credit_proposal');
    await this.deriveState(db, '');
    await db.query('alter table invoice drop column withheld_at, drop column credit_proposed_at');
  }

  private async deriveState(db: QueryRunner, withheld: string) {
    await db.query('alter table invoice drop column state');
    await db.query(`
      alter table invoice add column state text not null generated always as (
        case
          when paid_at is not null then 'paid'
          ${withheld}
          when failed_attempt is not null and failed_attempt >= coalesce(asked_attempt, 0) then 'debit-failed'
          when asked_attempt is not null then case when held_at >= coalesce(uncertain_at, held_at) then 'held' else 'uncertain' end
          when mailed_at is not null then 'mailed'
          when undeliverable_at is not null then 'undeliverable'
          when filed_at is not null then 'filed'
          when rejected_at is not null then 'rejected'
          else 'issued'
        end) stored`);
    await db.query('create index invoice_by_state on invoice (state, invoice_number collate "C")');
  }
}
