import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateInvoicePdf1763700000032 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table invoice_pdf (
        invoice_id uuid primary key,
        invoice_number text not null,
        bytes bytea not null,
        sha256 text not null check (length(sha256) = 64),
        made_at timestamptz not null default now()
      )`);
    // A PDF is compressed already: trying once more costs time and gains nothing.
    await db.query('alter table invoice_pdf alter column bytes set storage external');
  }

  async down(db: QueryRunner) {
    await db.query('drop table invoice_pdf');
  }
}
