import { Logger } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import type { DataSource } from 'typeorm';
import type { OutboxRow, Publisher } from './publisher';

type StoredRow = Omit<OutboxRow, 'body'> & { readonly body: string };

const AT_MOST = 500;
const UNROUTABLE_AGAIN_MS = 15_000;

const rescued = new Counter({ name: 'takings_outbox_rescued_total', help: 'Facts that a crash or an absent broker left over, sent again' });
const unroutable = new Gauge({ name: 'takings_outbox_unroutable', help: 'Facts kept in the outbox because no queue takes them' });

/**
 * The safety net. A row belongs to the process that wrote it until its lease (`claimed_until`) ends; then any relay may claim it for
 * another lease. It is a lease, not a lock: a process whose broker was silent for longer than a lease may still deliver its copy.
 * Such a duplicate has the same id, so each stage's inbox drops it.
 */
export class OutboxRelay {
  private readonly log = new Logger('outbox');
  private timer?: NodeJS.Timeout;
  private round?: Promise<void>;

  constructor(
    private readonly db: DataSource,
    private readonly publisher: Publisher,
    private readonly leaseMs: number,
    private readonly everyMs: number,
  ) {}

  start() {
    this.timer = setInterval(() => {
      this.round ??= this.sweep()
        .catch((error: Error) => this.log.warn(`cannot sweep now: ${error.message}`))
        .finally(() => {
          this.round = undefined;
        });
    }, this.everyMs).unref();
  }

  async stop() {
    clearInterval(this.timer);
    await this.round;
    await this.tidy().catch((error: Error) => this.log.warn(`what is confirmed stays in the outbox and is sent again: ${error.message}`));
  }

  private async sweep() {
    await this.tidy();
    if (!this.publisher.ready) return;
    const [rows] = await this.db.query<[StoredRow[], number]>(
      `update outbox set claimed_until = now() + $1 * interval '1 ms' where id in (
         select id from outbox where claimed_until < now() and id <> all($2::uuid[]) order by claimed_until limit ${AT_MOST} for update skip locked
       ) returning id, type, queue, body`,
      [this.leaseMs, [...this.publisher.inFlight]],
    );
    if (rows.length === 0) return;
    rescued.inc(rows.length);
    this.log.warn(`${rows.length} left-over facts are sent again`);
    this.publisher.send(rows.sort((a, b) => (a.id < b.id ? -1 : 1)).map((row) => ({ ...row, body: Buffer.from(row.body) })));
  }

  /** Confirmed rows that found no batch to ride on are deleted; unroutable ones kept and tried again; unsent ones given back. */
  private async tidy() {
    const { publisher } = this;
    const { confirmed, unroutable: kept, unsent } = publisher;
    Object.assign(publisher, { confirmed: [], unroutable: [], unsent: [] });
    try {
      if (confirmed.length > 0) await this.db.query('delete from outbox where id = any($1::uuid[])', [confirmed]);
      if (unsent.length > 0) await this.db.query('update outbox set claimed_until = now() where id = any($1::uuid[])', [unsent]);
      if (kept.length > 0) await this.keep(kept);
    } catch (error) {
      publisher.confirmed.push(...confirmed);
      publisher.unroutable.push(...kept);
      publisher.unsent.push(...unsent);
      throw error;
    }
    if (kept.length > 0 || this.alarmed) await this.countUnroutable();
  }

  private alarmed = false;

  private async keep(ids: string[]) {
    this.log.error(`ALARM: ${ids.length} facts that no queue takes are kept in the outbox; is a queue of flow.ts missing at the broker?`);
    await this.db.query(
      `update outbox set claimed_until = now() + ${UNROUTABLE_AGAIN_MS} * interval '1 ms', returned = returned + 1 where id = any($1::uuid[])`,
      [ids],
    );
  }

  private async countUnroutable() {
    const [{ count }] = await this.db.query<[{ count: string }]>('select count(*) from outbox where returned > 0');
    unroutable.set(Number(count));
    this.alarmed = Number(count) > 0;
  }
}
