import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRuns1763700000002 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table run (
        run_id uuid primary key,
        run_on date not null,
        waiting integer not null,
        gathered_at timestamptz not null default now()
      )`);
    // A charge belongs to one run at most, and a run has one invoice for a customer and currency:
    // so no charge can ever be on two invoices, whatever goes wrong in the code above.
    await db.query('alter table charge add foreign key (run_id) references run');
    await db.query(`
      create table invoice (
        invoice_id uuid primary key default gen_random_uuid(),
        invoice_number text not null unique check (length(invoice_number) <= 22),
        run_id uuid not null references run,
        seq integer not null,
        customer_ref text not null,
        customer_name text not null,
        customer_email text not null,
        card_ref text,
        currency char(3) not null,
        lines integer not null,
        net_minor bigint not null,
        vat_minor bigint not null,
        total_minor bigint not null check (total_minor > 0 and total_minor = net_minor + vat_minor),
        issued_at timestamptz,
        unique (run_id, customer_ref, currency),
        unique (run_id, seq)
      )`);
    await db.query('create index invoice_proposed on invoice (run_id, seq) where issued_at is null');
    await db.query(`
      create table credit (
        run_id uuid not null references run,
        customer_ref text not null,
        currency char(3) not null,
        customer_name text not null,
        lines integer not null,
        net_minor bigint not null,
        vat_minor bigint not null,
        total_minor bigint not null check (total_minor <= 0),
        primary key (run_id, customer_ref, currency)
      )`);
    await db.query(`
      create table invoice_series (
        series text primary key,
        last_number integer not null
      )`);
  }

  async down(db: QueryRunner) {
    await db.query('drop table invoice_series, credit, invoice');
    await db.query('alter table charge drop constraint charge_run_id_fkey');
    await db.query('drop table run');
  }
}
