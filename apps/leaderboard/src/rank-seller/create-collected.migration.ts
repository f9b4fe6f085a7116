import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of the sold has been invoiced and paid; which sale a charge belongs to stands in its entry. */
export class CreateCollected1763700000003 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table invoiced_line (
        charge_ref text primary key,
        invoice_id uuid not null,
        net_minor bigint not null
      )`);
    await db.query(`
      create table paid_invoice (
        invoice_id uuid primary key,
        paid_at timestamptz not null
      )`);
  }

  async down(db: QueryRunner) {
    await db.query('drop table invoiced_line, paid_invoice');
  }
}
