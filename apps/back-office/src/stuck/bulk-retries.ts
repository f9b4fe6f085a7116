import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { StuckResolved } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { Conflict, Forbidden } from '@takings/runtime';
import { hasRole, type Person } from '@takings/runtime/http';
import { DataSource } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { titleOf } from './cause';
import { DESKS, type Desk } from './desks';
import { StuckWords } from './stuck-words';

/** Items in one transaction. */
const AT_ONCE = 200;
/** How often each process looks whether something was left half done. */
const LOOK_EVERY_MS = 2_000;

interface Bulk {
  readonly bulk_id: string;
  readonly cause: string;
  readonly because: string;
  readonly asked_by: string;
  readonly asked_by_id: string;
  readonly desks: string[];
  readonly asked_at: Date;
}

export const desksOf = (person: Person): Desk[] => (Object.keys(DESKS) as Desk[]).filter((desk) => hasRole(person, DESKS[desk]));

/**
 * Sends everything of one cause again, in the background: one decision, carried out part by part. Each part is a transaction of its own, so
 * that after a crash any process goes on where it stopped, and nothing is decided twice. What comes back meanwhile is left for people.
 */
@Injectable()
export class BulkRetries implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(BulkRetries.name);
  private timer?: NodeJS.Timeout;
  private working?: Promise<void>;
  private stopping = false;

  constructor(
    private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly words: StuckWords,
  ) {}

  onApplicationBootstrap() {
    this.timer = setInterval(() => void this.goOn(), LOOK_EVERY_MS).unref();
  }

  async onModuleDestroy() {
    this.stopping = true;
    clearInterval(this.timer);
    await this.working;
  }

  /** How many will be sent again. Throws `Conflict` while others of the cause are being sent, or when there is nothing to send. */
  async ask(cause: string, because: string, person: Person): Promise<number> {
    const desks = desksOf(person);
    if (desks.length === 0) throw new Forbidden('You may look at what is stuck, not decide about it.', 'role');
    const items = await this.db.transaction(async (db) => {
      const bulkId = randomUUID();
      const [asked] = await db.query(
        `insert into stuck_bulk (bulk_id, cause, because, asked_by, asked_by_id, desks, items) values ($1, $2, $3, $4, $5, $6, 0)
         on conflict (cause) where finished_at is null do nothing returning asked_at`,
        [bulkId, cause, because, person.name, person.id, desks],
      );
      if (!asked) throw new Conflict('These are being sent again already.');
      const [{ items }] = await db.query(`select count(*)::int as items from stuck_item s where ${MAY_GO}`, [
        ...[cause, desks, person.id, asked.asked_at],
      ]);
      if (items === 0) throw new Conflict('Nothing of this waits for you any more.');
      await db.query('update stuck_bulk set items = $2 where bulk_id = $1', [bulkId, items]);
      const what = `sent all ${items} again of "${titleOf(cause)}": ${because}`;
      await keepAudit(db, { actor: person.name, action: 'stuck items retried', about: cause, detail: { what, because, items } });
      return items;
    });
    void this.goOn();
    return items;
  }

  /** Until nothing is left to do; resolves at once while this process is at it. */
  goOn(): Promise<void> {
    this.working ??= this.work().finally(() => (this.working = undefined));
    return this.working;
  }

  private async work(): Promise<void> {
    try {
      while (!this.stopping && (await this.part())) this.words.changed();
    } catch (error) {
      this.log.warn(`what is sent again goes on in a moment: ${(error as Error).message}`);
    }
  }

  /** False when there is nothing to do, or others are at it. */
  private part(): Promise<boolean> {
    return this.outbox.during(async (db, give) => {
      const [bulk]: Bulk[] = await db.query(
        'select * from stuck_bulk where finished_at is null order by asked_at limit 1 for update skip locked',
      );
      if (!bulk) return false;
      const [rows]: [{ stuckId: string; app: string; round: number }[], number] = await db.query(DECIDE, [
        ...[bulk.cause, bulk.desks, bulk.asked_by_id, bulk.asked_at, AT_ONCE, bulk.asked_by, bulk.because],
      ]);
      const [action, resolvedBy, because] = ['retry' as const, bulk.asked_by, bulk.because];
      give(...rows.map((row) => StuckResolved.of({ ...row, action, resolvedBy, because })));
      await db.query(
        `insert into stuck_event (stuck_id, round, what, at, by, words)
         select stuck_id, round, 'retry', clock_timestamp(), $3, $4 from unnest($1::uuid[], $2::int[]) as e(stuck_id, round)`,
        [rows.map(({ stuckId }) => stuckId), rows.map(({ round }) => round), resolvedBy, `Sent again with others: ${because}`],
      );
      await db.query(
        'update stuck_bulk set done = done + $2, finished_at = case when $2 < $3 then clock_timestamp() end where bulk_id = $1',
        [bulk.bulk_id, rows.length, AT_ONCE],
      );
      return true;
    });
  }
}

/** What the table of legal actions lets this person send again, as far as it was stuck when they asked. */
const MAY_GO = `
  s.open and s.cause = $1 and s.waits = 'person' and s.desk = any($2) and 'retry' = any(s.actions)
    and (s.owner_id is null or s.owner_id = $3) and s.asked_round is distinct from s.round and s.raised_at <= $4`;

const DECIDE = `
  update stuck_item u set decided_round = u.round, decided_action = 'retry', decided_by = $6, decided_because = $7, decided_at = now()
  from (select s.stuck_id from stuck_item s where ${MAY_GO} order by s.raised_at, s.stuck_id limit $5 for update skip locked) n
  where u.stuck_id = n.stuck_id
  returning u.stuck_id as "stuckId", u.app, u.round`;
