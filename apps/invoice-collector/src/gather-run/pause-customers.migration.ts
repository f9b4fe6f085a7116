import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A run tells whose charges it left alone since the customer is paused, and tells the same when it is asked again. */
export class PauseCustomers1763700000440 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`alter table run add column paused jsonb not null default '[]'`);
  }

  async down(db: QueryRunner) {
    await db.query('alter table run drop column paused');
  }
}
