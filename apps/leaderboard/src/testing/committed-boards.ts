import type { BoardChange, Snapshot } from '../boards/board-change';
import type { BoardStream } from '../boards/board-stream';
import type { Boards } from '../gateway/live-stream';
import { changeOf, snapshotOf } from './board-samples';

/** One board as the database has it: days of numbered sales of a consultant. Reads take a turn of the event loop, and fail when told to. */
export class CommittedBoards implements Boards {
  private readonly changes: BoardChange[] = [];
  private day = 1;
  reads = 0;
  away = false;

  get lastSeq() {
    return this.changes.length;
  }

  get businessDay() {
    return `2026-03-${String(this.day).padStart(2, '0')}`;
  }

  /** Of today, as after each change. */
  totalAt(seq: number): number {
    const change = this.changes[seq - 1];
    return change?.businessDay === this.businessDay ? change.total.minor : 0;
  }

  sell(amount: number): BoardChange {
    const seq = this.lastSeq + 1;
    const change = changeOf({ seq, amount, total: this.totalAt(this.lastSeq) + amount, businessDay: this.businessDay });
    this.changes.push(change);
    return change;
  }

  endDay() {
    this.day++;
  }

  async snapshot(stream: BoardStream): Promise<Snapshot> {
    await this.read();
    const seen = {
      ...snapshotOf({ seq: this.lastSeq, revenues: { c1: this.totalAt(this.lastSeq) }, businessDay: this.businessDay }),
      ...stream,
    };
    await answered();
    return seen;
  }

  async changesAfter(_stream: BoardStream, seq: number, atMost: number): Promise<readonly BoardChange[] | null> {
    await this.read();
    const found = seq > this.lastSeq || this.lastSeq - seq > atMost ? null : this.changes.slice(seq);
    await answered();
    return found;
  }

  private async read() {
    this.reads++;
    await answered();
    if (this.away) throw new Error('the database is away');
  }
}

const answered = () => new Promise((resolve) => setImmediate(resolve));
