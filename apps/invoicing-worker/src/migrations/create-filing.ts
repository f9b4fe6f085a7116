import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFiling1763700000101 implements MigrationInterface {
  readonly name = 'CreateFiling1763700000101';

  async up(db: QueryRunner) {
    await db.query(`
      create table filing (
        invoice_id uuid primary key,
        invoice_number text not null unique,
        state text not null check (state in ('sending', 'filed', 'rejected')),
        tries int not null check (tries > 0),
        xero_invoice_id text check (state <> 'filed' or xero_invoice_id is not null)
      );
      create table contact (
        customer_ref text primary key,
        contact_id text not null,
        same_name text not null,
        fingerprint text not null
      );
      create index contact_same_name on contact (same_name);
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table contact; drop table filing;');
  }
}
