import { Injectable } from '@nestjs/common';
import type { BoardChange, Snapshot } from './board-change';
import type { BoardStream } from './board-stream';

/** What people may ask for. */
export interface Board {
  /** `floor`, or our id of a team. */
  readonly scope: string;
  /** `floor`, or the team's unique name. */
  readonly board: string;
  readonly title: string;
  readonly timeZone: string;
  /** Those in which something was sold, sorted. */
  readonly currencies: readonly string[];
}

/** Today's rankings, as all processes of this app have committed them. */
@Injectable()
export class LiveBoards {
  /** Every board there is: the floor, then the teams by name. */
  async all(): Promise<readonly Board[]> {
    return [];
  }

  /** A stream that nothing was ever sold on has an empty ranking and seq 0. */
  async snapshot(_stream: BoardStream): Promise<Snapshot> {
    throw new Error('no board yet');
  }

  /** What came after `seq`, in order, without gaps; null when that is more than `atMost`, no longer kept, or `seq` was never given. */
  async changesAfter(_stream: BoardStream, _seq: number, _atMost: number): Promise<readonly BoardChange[] | null> {
    return null;
  }

  /** The number of the last change of every stream, by `streamKey`. */
  async lastSeqs(): Promise<ReadonlyMap<string, number>> {
    return new Map();
  }
}
