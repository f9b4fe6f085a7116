import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What Ctrl K finds of finance's: runs by their day, invoices by their address, charges by their reference. */
export class SearchFinance1763700000440 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query('create index run_by_day on run (run_on desc, run_id)');
    await db.query('create index invoice_by_email on invoice (lower(customer_email) text_pattern_ops)');
    // What of a run a person had to see to, whether it still waits or not.
    await db.query('create index stuck_ever_of_run on stuck_item (run_id) where run_id is not null');
    await db.query('create index customer_closed on customer (name_key collate "C", customer_id) where not active');
    await db.query('create index if not exists charge_by_ref on charge (lower(charge_ref) text_pattern_ops)');
  }

  async down(db: QueryRunner) {
    await db.query('drop index if exists charge_by_ref');
    await db.query('drop index customer_closed, stuck_ever_of_run, invoice_by_email, run_by_day');
  }
}
