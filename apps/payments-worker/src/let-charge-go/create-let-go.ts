import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLetGo1763700000003 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query('alter table attempt add column "letGoAt" timestamptz check ("letGoAt" is null or "stuckRound" > 0)');
  }

  async down(db: QueryRunner) {
    await db.query('alter table attempt drop column "letGoAt"');
  }
}
