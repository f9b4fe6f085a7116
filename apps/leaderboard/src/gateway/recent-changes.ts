import type { BoardChange } from '../boards/board-change';

/** Changes, and rows of boards in them: a change at the top of a long board moves all its rows, and memory must not grow with that. */
const CHANGES = 500;
const ROWS = 20_000;

/** The last changes of a stream, one after the other without a gap: what most clients have missed that come back. */
export class RecentChanges {
  private changes: BoardChange[] = [];
  private rows = 0;

  /** `change` follows the one kept last, or everything before it is let go. */
  keep(change: BoardChange) {
    if (this.changes.length > 0 && change.seq !== this.changes.at(-1)!.seq + 1) this.clear();
    this.changes.push(change);
    this.rows += rowsOf(change);
    // Halved now and then, since taking one off the front moves all the others.
    if (this.changes.length >= 2 * CHANGES || (this.rows >= 2 * ROWS && this.changes.length > 1)) this.halve();
  }

  /** Those after `seq` up to the last one, whose number is `last`; undefined when they are not all here. */
  after(seq: number, last: number): readonly BoardChange[] | undefined {
    if (seq === last) return [];
    const first = this.changes[0]?.seq;
    if (first === undefined || seq + 1 < first || seq > last) return undefined;
    return this.changes.slice(seq + 1 - first);
  }

  clear() {
    this.changes = [];
    this.rows = 0;
  }

  private halve() {
    this.changes = this.changes.slice(Math.ceil(this.changes.length / 2));
    this.rows = this.changes.reduce((sum, change) => sum + rowsOf(change), 0);
  }
}

const rowsOf = ({ moved }: BoardChange) => 1 + moved.length;
