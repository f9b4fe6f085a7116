import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A run waits at a gate: its invoices are seen one by one, left out, approved by as many as the policy wants, paused and stopped. */
export class GateRuns1763700000071 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table run
        add column requested_by_id uuid,
        add column period text unique,
        add column version integer not null default 1,
        add column decisions integer not null default 0,
        add column turns integer not null default 0,
        add column proposed integer not null default 0,
        add column ready_at timestamptz,
        add column paused_by text,
        add column paused_at timestamptz,
        add column stopped_by text,
        add column stopped_at timestamptz,
        add column stop_because text,
        add column cut_short_at timestamptz`);
    await db.query('update run set ready_at = gathered_at');
    // Who has approved it so far; the run itself names whose approval let it go.
    await db.query(`
      create table run_approval (
        run_id uuid not null references run,
        person_id uuid not null,
        name text not null,
        at timestamptz not null default clock_timestamp(),
        primary key (run_id, person_id)
      )`);
    await db.query(`
      create table run_invoice (
        invoice_id uuid primary key,
        run_id uuid not null,
        seq integer not null,
        customer_ref text not null,
        customer_name text not null,
        has_card boolean not null,
        currency char(3) not null,
        lines integer not null,
        net_minor bigint not null,
        vat_minor bigint not null,
        total_minor bigint not null,
        credit boolean not null,
        anomalies text[] not null,
        figures jsonb not null,
        left_out_by text,
        left_out_at timestamptz,
        because text,
        unique (run_id, seq)
      )`);
    await db.query('create index run_invoice_unusual on run_invoice (run_id, seq) where cardinality(anomalies) > 0');
    await db.query('create index run_invoice_without_card on run_invoice (run_id, seq) where not has_card');
    await db.query('create index run_invoice_left_out on run_invoice (run_id, seq) where left_out_at is not null');
    await db.query('alter table customer add column vat_number text');
  }

  async down(db: QueryRunner) {
    await db.query('alter table customer drop column vat_number');
    await db.query('drop table run_invoice, run_approval');
    const added = ['requested_by_id', 'period', 'version', 'decisions', 'turns', 'proposed', 'ready_at', 'paused_by', 'paused_at'];
    const columns = [...added, 'stopped_by', 'stopped_at', 'stop_because', 'cut_short_at'];
    await db.query(`alter table run ${columns.map((column) => `drop column ${column}`).join(', ')}`);
  }
}
