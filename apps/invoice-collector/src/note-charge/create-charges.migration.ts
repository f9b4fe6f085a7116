import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Our own copy of every charge, so that nothing has to be asked upstream when a run is gathered. */
export class CreateCharges1763700000001 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table charge_batch (
        batch_id uuid primary key,
        charges integer not null
      )`);
    await db.query(`
      create table charge (
        charge_ref text primary key,
        batch_id uuid not null,
        position integer not null,
        entered_at timestamptz not null,
        customer_ref text not null,
        customer_name text not null,
        customer_email text not null,
        card_ref text,
        currency char(3) not null,
        description text not null,
        quantity text not null,
        unit_price text not null,
        vat_rate text not null,
        net_minor bigint not null,
        vat_minor bigint not null,
        due_on date not null,
        run_id uuid
      )`);
    // What a run looks for: the open charges, by the day they fall due.
    await db.query('create index charge_open on charge (due_on) where run_id is null');
    // What an invoice is made of.
    await db.query('create index charge_of_run on charge (run_id, customer_ref, currency) where run_id is not null');
    // Who the customer is now: the charge entered last says it.
    await db.query('create index charge_latest on charge (customer_ref, entered_at desc, batch_id desc, position desc)');
  }

  async down(db: QueryRunner) {
    await db.query('drop table charge, charge_batch');
  }
}
