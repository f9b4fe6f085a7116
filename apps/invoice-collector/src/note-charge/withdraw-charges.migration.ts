import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A sale that is taken back withdraws its charges. Its batch has the sale's id, and remembers it even when the sale itself has not come yet. */
export class WithdrawCharges1763700000003 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query('alter table charge_batch add column withdrawn integer not null default 0, add column withdrawn_at timestamptz');
    await db.query('alter table charge add column withdrawn_at timestamptz');
    await db.query('drop index charge_open');
    await db.query('create index charge_open on charge (due_on) where run_id is null and withdrawn_at is null');
    // What is withdrawn is in no run, whatever goes wrong in the code above.
    await db.query('alter table charge add check (run_id is null or withdrawn_at is null)');
  }

  async down(db: QueryRunner) {
    await db.query('drop index charge_open');
    await db.query('alter table charge drop column withdrawn_at');
    await db.query('create index charge_open on charge (due_on) where run_id is null');
    await db.query('alter table charge_batch drop column withdrawn, drop column withdrawn_at');
  }
}
