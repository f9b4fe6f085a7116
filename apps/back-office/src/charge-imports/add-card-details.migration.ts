import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the gateway says of a stored card beside its reference: when it ends, and the digits that may be shown. */
export class AddCardDetails1763700000102 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query('alter table customer add column card_expires char(7), add column card_masked text');
  }

  async down(db: QueryRunner) {
    await db.query('alter table customer drop column card_expires, drop column card_masked');
  }
}
