import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever asks in vain again and again is told of once for each route and day: the audit stays readable, and does not grow with the attempts. */
export class AuditRefusals1763700000101 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create unique index audit_refused_once on audit (about, (detail ->> 'person'), (detail ->> 'day')) where action = 'access refused'`);
  }

  async down(db: QueryRunner) {
    await db.query('drop index audit_refused_once');
  }
}
