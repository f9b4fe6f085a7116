import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people want: apart from `hold`, which a credit makes and nobody lifts. */
export class CreateDebitStops1764000000001 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(
      `create table debit_stop ("invoiceId" uuid primary key, turn int not null check (turn > 0), stopped boolean not null, bill jsonb)`,
    );
  }

  async down(db: QueryRunner) {
    await db.query('drop table debit_stop');
  }
}
