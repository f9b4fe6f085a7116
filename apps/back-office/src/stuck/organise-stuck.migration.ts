import type { MigrationInterface, QueryRunner } from 'typeorm';
import { causeOf } from './cause';
import { deskOf } from './desks';
import { creditsOf } from './seen-in-invoices';
import type { StuckKind } from './stuck-row';

/**
 * Stuck items as people work on them: what they are about stands in the row, so that lists need no other table; causes group them; and what
 * counts and sums say is kept as rows come and go, so that it costs the same however many wait.
 */
export class OrganiseStuck1763700000410 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table stuck_item
        add column cause text,
        add column desk text,
        add column run_id uuid,
        add column customer text,
        add column label text,
        add column currency char(3),
        add column risk_minor bigint not null default 0,
        add column next_at timestamptz,
        add column owner_id uuid,
        add column owner text,
        add column owner_since timestamptz,
        add column asked_round integer,
        add column asked_by_id uuid,
        add column asked_by text,
        add column asked_because text,
        add column asked_at timestamptz,
        add column waits text not null generated always as (
          case when kind in ('asking', 'uncertain', 'held') or decided_round = round then 'itself' else 'person' end) stored`);
    await this.sayCauses(db);
    await db.query('create index stuck_oldest on stuck_item (raised_at, stuck_id) where open');
    await db.query('create index stuck_dearest on stuck_item ((-risk_minor), raised_at, stuck_id) where open');
    await db.query('create index stuck_raised on stuck_item (raised_at, stuck_id)');
    await db.query('create index stuck_by_wait on stuck_item (waits, raised_at, stuck_id) where open');
    await db.query('create index stuck_by_cause on stuck_item (cause, raised_at, stuck_id) where open');
    await db.query('create index stuck_of_run on stuck_item (run_id, raised_at, stuck_id) where open');
    await db.query('create index stuck_of_owner on stuck_item (owner_id, raised_at, stuck_id) where open and owner_id is not null');
    await db.query('create index stuck_settled on stuck_item (settled_at desc, stuck_id) where settled_at is not null');
    await db.query('drop index stuck_open');
    await this.keepTallies(db);
    await db.query(`
      create table stuck_event (
        id bigint generated always as identity primary key,
        stuck_id uuid not null,
        round integer not null,
        what text not null,
        at timestamptz not null,
        by text not null,
        words text not null
      )`);
    await db.query(`create unique index stuck_event_once on stuck_event (stuck_id, round, what) where what in ('raised', 'settled')`);
    await db.query('create index stuck_event_of on stuck_event (stuck_id, id)');
    await db.query(`
      create table stuck_bulk (
        bulk_id uuid primary key,
        cause text not null,
        because text not null,
        asked_by text not null,
        asked_by_id uuid not null,
        desks text[] not null,
        asked_at timestamptz not null default clock_timestamp(),
        items integer not null,
        done integer not null default 0,
        finished_at timestamptz
      )`);
    // One at a time for each cause.
    await db.query('create unique index stuck_bulk_running on stuck_bulk (cause) where finished_at is null');
    await db.query(creditsOf('true'));
  }

  async down(db: QueryRunner) {
    await db.query('drop table stuck_bulk, stuck_event');
    await db.query(
      'drop trigger stuck_came on stuck_item; drop trigger stuck_changed on stuck_item; drop trigger stuck_emptied on stuck_item',
    );
    await db.query('drop function tally_stuck_came(), tally_stuck_changed(), tally_stuck_emptied()');
    await db.query('drop table stuck_tally');
    await db.query(
      'drop index stuck_oldest, stuck_dearest, stuck_raised, stuck_by_wait, stuck_by_cause, stuck_of_run, stuck_of_owner, stuck_settled',
    );
    await db.query(`delete from stuck_item where kind in ('asking', 'withheld', 'credit')`);
    const added = ['waits', 'cause', 'desk', 'run_id', 'customer', 'label', 'currency', 'risk_minor', 'next_at', 'owner_id', 'owner'];
    const columns = [...added, 'owner_since', 'asked_round', 'asked_by_id', 'asked_by', 'asked_because', 'asked_at'];
    await db.query(`alter table stuck_item ${columns.map((column) => `drop column ${column}`).join(', ')}`);
    await db.query('create index stuck_open on stuck_item (raised_at desc, stuck_id) where open');
  }

  /** Of what had been raised before there were causes. */
  private async sayCauses(db: QueryRunner) {
    const kinds: { stage: string; kind: StuckKind; reason: string }[] = await db.query(
      'select distinct stage, kind, reason from stuck_item where round is not null',
    );
    for (const item of kinds) {
      await db.query('update stuck_item set cause = $4, desk = $5 where stage = $1 and kind = $2 and reason = $3', [
        ...[item.stage, item.kind, item.reason, causeOf(item), deskOf(item)],
      ]);
    }
    await db.query(`
      update stuck_item s set run_id = i.run_id, customer = i.customer_name, label = i.invoice_number, currency = i.currency,
        risk_minor = coalesce(i.amount_due_minor, i.total_minor)
      from invoice i where i.invoice_id::text = s.subject`);
  }

  /** What is open, counted and summed by all that a list tells apart. Nobody's is the zero uuid. */
  private async keepTallies(db: QueryRunner) {
    await db.query(`
      create table stuck_tally (
        cause text not null,
        desk text not null,
        waits text not null,
        owner_id uuid not null,
        currency text not null,
        items bigint not null,
        risk_minor bigint not null,
        primary key (cause, desk, waits, owner_id, currency)
      )`);
    await db.query(functionOf('tally_stuck_came', tallied(`select ${OF_ROW}, 1 as n from added where open`)));
    await db.query(
      functionOf(
        'tally_stuck_changed',
        tallied(`select ${OF_ROW}, 1 as n from added where open union all select ${OF_ROW}, -1 from removed where open`),
      ),
    );
    await db.query(functionOf('tally_stuck_emptied', 'truncate stuck_tally'));
    const each = (name: string, when: string, what: string) =>
      db.query(`create trigger ${name} after ${when} for each statement execute function ${what}()`);
    await each('stuck_came', 'insert on stuck_item referencing new table as added', 'tally_stuck_came');
    await each('stuck_changed', 'update on stuck_item referencing old table as removed new table as added', 'tally_stuck_changed');
    await each('stuck_emptied', 'truncate on stuck_item', 'tally_stuck_emptied');
    await db.query(
      `${UPSERT} select ${KEYS}, count(*), coalesce(sum(risk_minor), 0) from (select ${OF_ROW} from stuck_item where open) o group by ${KEYS}`,
    );
  }
}

const KEYS = 'cause, desk, waits, owner_id, currency';
const OF_ROW = `coalesce(cause, '') as cause, coalesce(desk, '') as desk, waits,
  coalesce(owner_id, '00000000-0000-0000-0000-000000000000') as owner_id, coalesce(currency, '') as currency, risk_minor`;
const UPSERT = `insert into stuck_tally as t (${KEYS}, items, risk_minor)`;

/** In the order of their keys, so that two who change the same tallies wait for each other instead of deadlocking. */
const tallied = (changes: string) => `
  ${UPSERT}
  select ${KEYS}, sum(n), sum(n * risk_minor) from (${changes}) changes group by ${KEYS}
  having sum(n) <> 0 or sum(n * risk_minor) <> 0 order by ${KEYS}
  on conflict (${KEYS}) do update set items = t.items + excluded.items, risk_minor = t.risk_minor + excluded.risk_minor`;

const functionOf = (name: string, statement: string) => `
  create function ${name}() returns trigger language plpgsql as $body$ begin ${statement}; return null; end $body$`;
