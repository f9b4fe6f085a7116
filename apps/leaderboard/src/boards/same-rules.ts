import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';
import { BoardRules } from './board-rules';

/** Of our advisory locks: those that say by which rules a living process ranks. */
const BY_RULES = 0x7261_6e6b;
const LOOKS_AGAIN_MS = 5_000;

/**
 * All processes rank by the same rules, or one would give other ranks than the next. Each holds a shared lock on its rules as long as it
 * lives, and does not start while another holds one on others; so rules are changed by stopping all, and nothing is left to tidy up.
 */
@Injectable()
export class SameRules implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger(SameRules.name);
  private readonly key: number;
  private runner?: QueryRunner;
  private watching?: NodeJS.Timeout;

  constructor(
    private readonly db: DataSource,
    private readonly rules: BoardRules,
  ) {
    const { ranks, voids, floorZone } = rules;
    this.key = createHash('sha256')
      .update(JSON.stringify([ranks, voids, floorZone]))
      .digest()
      .readInt32BE();
  }

  /** Throws a sentence when another process ranks by other rules. */
  async onModuleInit() {
    if (!(await this.hold())) throw new Error(this.disagreement());
    this.watching = setInterval(() => void this.holdOn(), LOOKS_AGAIN_MS).unref();
  }

  async onModuleDestroy() {
    clearInterval(this.watching);
    await this.letGo();
  }

  /** The lock is the connection's, so that it ends with the process. False, and nothing is held, when others hold other rules. */
  private async hold(): Promise<boolean> {
    const runner = this.db.createQueryRunner();
    this.runner = runner;
    // Two that start at the same moment look one after the other.
    await runner.query('select pg_advisory_lock($1, 0)', [BY_RULES]);
    const others: unknown[] = await runner.query(OTHERS, [BY_RULES, this.key]);
    if (others.length === 0) await runner.query('select pg_advisory_lock_shared($1, $2)', [BY_RULES, this.key]);
    await runner.query('select pg_advisory_unlock($1, 0)', [BY_RULES]);
    if (others.length > 0) await this.letGo();
    return others.length === 0;
  }

  /** A connection that was lost has lost the lock. */
  private async holdOn() {
    try {
      if (this.runner) return await this.runner.query('select 1');
      if (!(await this.hold())) this.log.error(this.disagreement());
    } catch (error) {
      this.log.debug(`the database is away: ${(error as Error).message}`);
      await this.letGo().catch(() => undefined);
    }
  }

  private async letGo() {
    const { runner } = this;
    this.runner = undefined;
    if (!runner) return;
    // The connection goes back to the pool, where it would hold the lock on.
    await runner.query('select pg_advisory_unlock_shared($1, $2)', [BY_RULES, this.key]).catch(() => undefined);
    await runner.release();
  }

  private disagreement() {
    const { ranks, voids, floorZone } = this.rules;
    return (
      `Another leaderboard process ranks by other rules than RANKS=${ranks}, VOIDS_COUNT=${voids} and FLOOR_TIME_ZONE=${floorZone}. ` +
      'Give all of them the same; to change a rule, stop all of them first.'
    );
  }
}

/** The ids of a lock are unsigned there. */
const OTHERS = `
  select 1 from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
    and classid::bigint = $1 and objid::bigint not in (0, $2::bigint & 4294967295) and objsubid = 2 and granted`;
