import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTransactions1763700000005 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table transactions (
        seq bigint generated always as identity primary key,
        transaction_reference text not null unique,
        request_type text not null,
        order_reference text not null,
        parent_reference text not null,
        card_reference text not null,
        site_reference text not null,
        account_type text not null,
        error_code text not null,
        settle_status text not null,
        acquirer_code text not null,
        auth_code text not null,
        base_amount bigint not null check (base_amount > 0),
        currency char(3) not null,
        masked_pan text not null,
        booked_at timestamptz not null
      );
      create index on transactions (order_reference);
      create index on transactions (parent_reference);
      create index on transactions (booked_at);
      create sequence transaction_references start 1200100;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop table transactions; drop sequence transaction_references');
  }
}
