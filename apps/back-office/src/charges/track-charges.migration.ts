import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What became of each charge, as far as it has been told: the state is derived, so that the order in which facts arrive cannot matter. A
 * number of its own is what lists go by and addresses name.
 */
export class TrackCharges1763700000100 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table charge
        add column charge_id bigint generated always as identity,
        add column source text not null default 'csv',
        add column entered_at timestamptz not null default now(),
        add column edited_content bytea,
        add column revision integer not null default 1,
        add column run_id uuid,
        add column invoice_id uuid,
        add column invoice_number text,
        add column invoiced_at timestamptz,
        add column withdrawn_at timestamptz,
        add column withdrawn_by text,
        add column withdrawn_because text,
        add column state text not null generated always as (
          case
            when invoice_id is not null then 'invoiced'
            when run_id is not null then 'in-run'
            when withdrawn_at is not null then 'withdrawn'
            else 'waiting'
          end) stored`);
    for (const sql of SO_FAR) await db.query(sql);
    await db.query('alter table charge alter column source drop default');
    await db.query('create unique index charge_by_id on charge (charge_id)');
    await db.query('create index charge_by_source on charge (source, state, charge_id)');
    await db.query('create index charge_by_customer on charge (customer_ref, state, charge_id)');
    await db.query('create index if not exists charge_by_ref on charge (lower(charge_ref) text_pattern_ops)');
    await db.query('create index charge_in_run on charge (run_id) where run_id is not null and invoice_id is null');
    await db.query('alter table run add column charges_settled boolean not null default false');
    await db.query('update run set charges_settled = true where issued_at is not null or cut_short_at is not null');
    await db.query(`
      create table charge_change (
        change_id uuid primary key,
        charge_ref text not null,
        charge jsonb,
        because text not null,
        requested_by text not null,
        requested_at timestamptz not null default now(),
        decided_at timestamptz,
        refusal text
      )`);
    // Of two persons at once the second is told of the first.
    await db.query('create unique index charge_change_open on charge_change (charge_ref) where decided_at is null');
    await db.query('create index charge_change_of on charge_change (charge_ref, requested_at desc)');
  }

  async down(db: QueryRunner) {
    await db.query('drop table charge_change');
    await db.query('alter table run drop column charges_settled');
    await db.query('drop index if exists charge_in_run, charge_by_ref, charge_by_customer, charge_by_source, charge_by_id');
    const added = [
      'withdrawn_because',
      'withdrawn_by',
      'withdrawn_at',
      'invoiced_at',
      'invoice_number',
      'invoice_id',
      'run_id',
      'revision',
    ];
    const columns = ['state', ...added, 'edited_content', 'entered_at', 'source', 'charge_id'];
    await db.query(`alter table charge ${columns.map((column) => `drop column ${column}`).join(', ')}`);
  }
}

/** What is known of the charges that are there: who entered them, on which invoice they went out, and which sales were taken back. */
const SO_FAR = [
  'update charge c set source = b.source, entered_at = b.entered_at from charge_batch b where b.batch_id = c.batch_id',
  `update charge c set run_id = i.run_id, invoice_id = i.invoice_id, invoice_number = i.invoice_number, invoiced_at = i.due_at
   from invoice_lines l join invoice i using (invoice_id), jsonb_array_elements(l.lines) line
   where c.charge_ref = line ->> 'chargeRef'`,
  `update charge c set withdrawn_at = s.voided_at, withdrawn_by = s.voided_by, withdrawn_because = s.void_reason
   from sale s, generate_series(1, s.charges) n
   where s.voided_at is not null and c.charge_ref = s.sale_ref || '/' || n`,
];
