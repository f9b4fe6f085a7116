import { Injectable } from '@nestjs/common';
import { type DataOf, InvoiceDue, InvoicePaid, RevenueAdjusted, SaleCompleted, SaleVoided } from '@takings/contracts';
import type { Done, Stage } from '@takings/messaging';
import type { EntityManager } from 'typeorm';
import type { BoardChange } from '../boards/board-change';
import { BoardFeed } from '../boards/board-feed';
import { BoardRules } from '../boards/board-rules';
import { FLOOR, streamKey } from '../boards/board-stream';
import { Clock } from '../clock';
import { dayGoingOn } from '../ranking/business-days';
import { BoardRows, type LockedBoard, type Wanted } from './board-rows';
import { CollectedRows } from './collected-rows';
import { EntryRows } from './entry-rows';
import { RankingsInMemory } from './rankings-in-memory';
import { type Open, rankedChanges } from './ranked-changes';
import { type Told, type ToldEntry, toldEntry } from './told-entry';

type Fact = typeof SaleCompleted | typeof SaleVoided | typeof RevenueAdjusted | typeof InvoiceDue | typeof InvoicePaid;

/**
 * Safe to repeat: an entry is known by its sale and kind and is added once; numbers and ranks are given in the entry's own transaction,
 * under a lock on each board's row, so that a repeat finds nothing new to number.
 */
@Injectable()
export class RankSeller implements Stage<Fact> {
  readonly name = 'rank-seller';
  readonly takes = [SaleCompleted, SaleVoided, RevenueAdjusted, InvoiceDue, InvoicePaid];
  private changes: BoardChange[] = [];
  private locked: LockedBoard[] = [];

  constructor(
    private readonly rules: BoardRules,
    private readonly clock: Clock,
    private readonly boards: BoardRows,
    private readonly entries: EntryRows,
    private readonly rankings: RankingsInMemory,
    private readonly collected: CollectedRows,
    private readonly feed: BoardFeed,
  ) {}

  key(data: DataOf<Fact>) {
    if ('adjustmentId' in data) return `rank-seller:adjustment:${data.adjustmentId}`;
    if ('saleId' in data) return `rank-seller:${'voidedAt' in data ? 'void' : 'sale'}:${data.saleId}`;
    return `rank-seller:${'paidAt' in data ? 'paid' : 'due'}:${data.invoiceId}`;
  }

  async recordAll(fresh: Done<Fact>[], db: EntityManager) {
    this.rankings.begin();
    this.changes = [];
    this.locked = [];
    await this.collected.noteInvoiced(ofType(fresh, InvoiceDue), db);
    await this.collected.notePaid(ofType(fresh, InvoicePaid), db);
    const told = fresh.flatMap(({ data, event }) => (isTold(data) ? toldEntry(data, Date.parse(event.time)) : []));
    if (told.length > 0) await this.rank(told, db);
    return fresh.map(() => []);
  }

  recorded() {
    this.rankings.committed();
    this.boards.committed(this.locked);
    if (this.changes.length > 0) this.feed.next(this.changes);
  }

  private async rank(told: readonly ToldEntry[], db: EntityManager) {
    this.locked = await this.boards.lock(boardsOf(told), db);
    const now = this.clock.now().getTime();
    const open: Open[] = [];
    // Before the entries are added, or a ranking that is read anew would have them already.
    for (const board of this.locked) {
      const day = dayGoingOn(now, board.timeZone, board.day);
      open.push({ board, day, ranking: await this.rankings.of(board, day, db), seq: board.seq });
    }
    const caused = rankedChanges(await this.entries.add(told, db), open, this.rules.voids);
    await this.boards.write(caused, db);
    for (const { board, seq } of open) this.rankings.moveTo(board, seq);
    this.changes = caused.map(({ change }) => change);
  }
}

const isTold = (data: DataOf<Fact>): data is Told => 'consultantId' in data;

/** By their type, since a fact's data does not say what it is. */
function ofType<F extends Fact>(fresh: readonly Done<Fact>[], { type }: F): DataOf<F>[] {
  return fresh.filter(({ event }) => event.type === type).map(({ data }) => data as DataOf<F>);
}

/** The floor and the teams, in every currency sold in. */
function boardsOf(told: readonly ToldEntry[]): Wanted[] {
  const boards = new Map<string, Wanted>();
  for (const { teamId, team, timeZone, currency } of told) {
    boards.set(streamKey({ scope: teamId, currency }), { scope: teamId, currency, team, timeZone });
    boards.set(streamKey({ scope: FLOOR, currency }), { scope: FLOOR, currency, team: null, timeZone });
  }
  return [...boards.values()];
}
