import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each row is a version of a list, and stays as it was entered: a change is a further version. In force for a currency is the one that became
 * valid last; of two that became valid at the same moment, the one entered last.
 */
export class CreatePriceLists1763700000033 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table price_list (
        price_list_id uuid primary key,
        number bigint generated always as identity unique,
        name text not null,
        name_key text not null,
        currency char(3) not null,
        version integer not null,
        valid_from timestamptz not null,
        reason text,
        entered_by text not null,
        entered_at timestamptz not null default now(),
        unique (name_key, currency, version)
      )`);
    await db.query('create index price_list_in_force on price_list (currency, valid_from, number)');
    await db.query(`
      create table price_list_entry (
        price_list_id uuid not null references price_list,
        sku text not null references product (sku),
        unit_price text not null,
        primary key (price_list_id, sku)
      )`);
  }

  async down(db: QueryRunner) {
    await db.query('drop table price_list_entry, price_list');
  }
}
