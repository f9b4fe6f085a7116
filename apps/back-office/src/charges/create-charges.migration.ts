import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The charges as they were entered; what becomes of them is known to the collector. */
export class CreateCharges1763700000002 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table charge_batch (
        batch_id uuid primary key,
        source text not null,
        entered_by text not null,
        entered_at timestamptz not null default now(),
        charges integer not null
      )`);
    await db.query(`
      create table charge (
        charge_ref text primary key,
        batch_id uuid not null,
        content bytea not null,
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
        due_on date not null
      )`);
  }

  async down(db: QueryRunner) {
    await db.query('drop table charge, charge_batch');
  }
}
