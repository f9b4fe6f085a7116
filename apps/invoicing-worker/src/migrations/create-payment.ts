import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePayment1763700000102 implements MigrationInterface {
  readonly name = 'CreatePayment1763700000102';

  async up(db: QueryRunner) {
    await db.query(`
      create table payment (
        transaction_reference text primary key,
        invoice_id uuid not null,
        state text not null check (state in ('sending', 'recorded', 'rejected')),
        tries int not null check (tries > 0),
        xero_payment_id text check (state <> 'recorded' or xero_payment_id is not null)
      );
      create index payment_invoice on payment (invoice_id);
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table payment;');
  }
}
