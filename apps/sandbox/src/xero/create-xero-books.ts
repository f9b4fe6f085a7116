import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The organisation's books. What Xero promises about them is promised here by the database: an invoice number is used once, two active
 * contacts never share a name, a payment never exceeds what is due.
 */
export class CreateXeroBooks1763700000003 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table xero_contacts (
        seq bigint generated always as identity,
        contact_id uuid primary key,
        contact_number text unique,
        name text not null,
        email text not null,
        first_name text not null,
        last_name text not null,
        status text not null,
        updated_at timestamptz not null
      );
      create unique index xero_contacts_active_name on xero_contacts (lower(name)) where status = 'ACTIVE';
      create index on xero_contacts (seq);

      create table xero_invoices (
        seq bigint generated always as identity,
        invoice_id uuid primary key,
        invoice_number text not null unique,
        reference text not null,
        contact_id uuid not null references xero_contacts,
        status text not null,
        currency char(3) not null,
        issued_on date not null,
        due_on date,
        line_amount_types text not null,
        lines jsonb not null,
        url text,
        sub_total_minor bigint not null,
        total_tax_minor bigint not null,
        total_minor bigint not null,
        amount_paid_minor bigint not null default 0,
        sent_to_contact boolean not null default false,
        fully_paid_on date,
        updated_at timestamptz not null,
        constraint not_paid_beyond_total check (amount_paid_minor between 0 and total_minor)
      );
      create index on xero_invoices (seq);
      create index on xero_invoices (contact_id);
      create index on xero_invoices (updated_at);

      create sequence xero_invoice_numbers;

      create table xero_payments (
        seq bigint generated always as identity,
        payment_id uuid primary key,
        invoice_id uuid not null references xero_invoices,
        account_code text not null,
        paid_on date not null,
        amount_minor bigint not null check (amount_minor > 0),
        reference text not null,
        status text not null,
        updated_at timestamptz not null
      );
      create index on xero_payments (invoice_id);
      create index on xero_payments (seq);
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop table xero_payments; drop table xero_invoices; drop sequence xero_invoice_numbers; drop table xero_contacts');
  }
}
