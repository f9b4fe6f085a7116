import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BoardRules } from '../boards/board-rules';
import { streamKey } from '../boards/board-stream';
import { type Effect, effectOn } from '../ranking/counted';
import { countingDay } from '../ranking/entry';
import { LiveRanking } from '../ranking/live-ranking';
import type { LockedBoard } from './board-rows';
import { EntryRows } from './entry-rows';
import type { ShownEntry } from './told-entry';

/** Beyond so many changes by other processes the day is read anew. */
const CATCHES_UP = 5_000;

interface Kept {
  seq: number;
  readonly day: string;
  readonly ranking: LiveRanking;
}

/**
 * Today's rankings, as this process has read or made them. One is good as long as its number is that of the board's locked row; what
 * other processes have committed since is read from their changes. Whatever a transaction touched that may not have been committed is
 * let go: its number may be given to another change.
 */
@Injectable()
export class RankingsInMemory {
  private readonly kept = new Map<string, Kept>();
  private readonly uncertain = new Set<string>();

  constructor(
    private readonly rules: BoardRules,
    private readonly entries: EntryRows,
  ) {}

  /** Before a transaction: what the one before has not confirmed may never have been. */
  begin() {
    for (const key of this.uncertain) this.kept.delete(key);
    this.uncertain.clear();
  }

  /** The ranking of a board, whose row is locked, on a day. It is good for this transaction, which says with `moveTo` how far it went. */
  async of(board: LockedBoard, day: string, db: EntityManager): Promise<LiveRanking> {
    const key = streamKey(board);
    this.uncertain.add(key);
    let kept = this.kept.get(key);
    if (kept?.day !== day || kept.seq > board.seq || board.seq - kept.seq > CATCHES_UP) kept = await this.read(board, day, db);
    else if (kept.seq < board.seq && !(await this.catchUp(kept, board, db))) kept = await this.read(board, day, db);
    this.kept.set(key, kept);
    return kept.ranking;
  }

  moveTo(board: LockedBoard, seq: number) {
    this.kept.get(streamKey(board))!.seq = seq;
  }

  committed() {
    this.uncertain.clear();
  }

  private async read(board: LockedBoard, day: string, db: EntityManager): Promise<Kept> {
    const counted = await this.entries.countedOn(day, board.scope, board.currency, db);
    return { seq: board.seq, day, ranking: LiveRanking.of(counted, board.currency, this.rules.ranks) };
  }

  /** False when some of the changes are no longer kept. */
  private async catchUp(kept: Kept, { scope, currency, seq }: LockedBoard, db: EntityManager): Promise<boolean> {
    const changed = await this.entries.changedAfter(kept.seq, scope, currency, db);
    if (changed.length !== seq - kept.seq) return false;
    for (const entry of changed) {
      const effect = this.effectOf(entry, kept);
      if (effect) kept.ranking.apply(effect);
    }
    kept.seq = seq;
    return true;
  }

  /** Each of these entries had an effect, on the day of its change; that of another day has none on this. */
  private effectOf(entry: ShownEntry, { day, ranking }: Kept): Effect<ShownEntry> | undefined {
    const sale = entry.kind === 'void' ? ranking.saleOf(entry.consultantId, entry.ref) : undefined;
    if (entry.kind === 'void' && !sale) return countingDay(entry, this.rules.voids) === day ? { counts: entry } : undefined;
    return effectOn(day, entry, sale as ShownEntry | undefined, this.rules.voids);
  }
}
