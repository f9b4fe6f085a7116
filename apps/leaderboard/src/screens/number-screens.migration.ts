import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a screen was changed, so that nobody overwrites what somebody else has saved meanwhile. */
export class NumberScreens1763700000021 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query('alter table screen add column revision integer not null default 1');
  }

  async down(db: QueryRunner) {
    await db.query('alter table screen drop column revision');
  }
}
