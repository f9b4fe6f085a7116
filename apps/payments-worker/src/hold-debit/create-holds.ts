import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateHolds1763700000002 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query('create table hold ("invoiceId" uuid primary key, reason text not null, "heldAt" timestamptz not null)');
  }

  async down(db: QueryRunner) {
    await db.query('drop table hold');
  }
}
