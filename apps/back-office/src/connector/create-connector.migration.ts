import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each source has been pulled. A source that is asked for something else begins anew; references make a row once all the same. */
export class CreateConnector1763700000103 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table crm_watermark (
        source text primary key,
        watermark text not null,
        changed_at timestamptz not null default now()
      )`);
    // One pull at a time, in whatever process.
    await db.query(`create unique index crm_pull_open on charge_import (source) where source = 'crm' and state = 'entering'`);
  }

  async down(db: QueryRunner) {
    await db.query('drop index crm_pull_open');
    await db.query('drop table crm_watermark');
  }
}
