import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateProducts1763700000032 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table product (
        product_id uuid primary key,
        sku text not null unique,
        name text not null,
        name_key text generated always as (plain(name)) stored,
        description text,
        vat_rate text not null,
        active boolean not null default true,
        revision integer not null default 1
      )`);
  }

  async down(db: QueryRunner) {
    await db.query('drop table product');
  }
}
