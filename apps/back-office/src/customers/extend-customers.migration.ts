import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Customers of their own, beside those that a sale or a charge names. The reference is what sales, invoices and Xero know a customer by; the
 * id is what an address of the console and the audit name.
 */
export class ExtendCustomers1763700000031 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table customer
        add column customer_id uuid not null unique default gen_random_uuid(),
        add column company_number text,
        add column address text,
        add column postcode text,
        add column contact_name text,
        add column phone text,
        add column active boolean not null default true,
        add column revision integer not null default 1,
        add column created_at timestamptz not null default now(),
        add column created_by text not null default 'Takings',
        add column created_as text not null default 'created with a sale',
        add column name_key text generated always as (plain(name)) stored,
        add column found_by tsvector generated always as (${FOUND_BY}) stored`);
    await db.query(THEIRS);
    await db.query('create sequence customer_number start 10001');
    await db.query('create index customer_by_name on customer (name_key collate "C", customer_id)');
    await db.query('create index customer_found on customer using gin (found_by)');
    await db.query('create index sale_of_customer on sale (customer_ref, sold_at desc)');
    await db.query('create index sale_by_ref on sale (lower(sale_ref) text_pattern_ops)');
    await db.query('create index invoice_of_customer on invoice (customer_ref, invoice_number collate "C")');
  }

  async down(db: QueryRunner) {
    await db.query('drop index invoice_of_customer, sale_by_ref, sale_of_customer, customer_found, customer_by_name');
    await db.query('drop sequence customer_number');
    const added = ['found_by', 'name_key', 'created_as', 'created_by', 'created_at', 'revision', 'active', 'phone', 'contact_name'];
    const columns = [...added, 'postcode', 'address', 'company_number', 'customer_id'];
    await db.query(`alter table customer ${columns.map((column) => `drop column ${column}`).join(', ')}`);
  }
}

const said = (column: string) => `' ' || coalesce(${column}, '')`;
const inOne = (column: string) => `nullif(squeezed(${column}), '')`;

/** All that people know a customer by, word by word; references and postcodes also without what stands between their parts. */
const FOUND_BY = `
  array_to_tsvector(array_remove(
    plain_words(name || ${['customer_ref', 'email', 'contact_name', 'postcode', 'company_number', 'phone'].map(said).join(' || ')})
    || array[${['customer_ref', 'postcode', 'phone'].map(inOne).join(', ')}], null))`;

/** Whom charges and invoices have named so far. */
const THEIRS = `
  insert into customer (customer_ref, name, email, card_ref, created_as)
  select distinct on (c.customer_ref) c.customer_ref, c.customer_name, c.customer_email, c.card_ref, 'created with a charge'
  from charge c order by c.customer_ref, c.due_on desc
  on conflict do nothing`;
