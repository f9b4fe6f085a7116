import { Injectable } from '@nestjs/common';
import { InvalidInput } from '@takings/runtime';
import type { BoardStream } from '../boards/board-stream';
import { FLOOR, streamKey } from '../boards/board-stream';
import { type Board, LiveBoards } from '../boards/live-boards';

/** Of a board on which nothing has been sold yet, when nobody says otherwise. */
const FIRST_CURRENCY = 'GBP';

export interface Place {
  readonly stream: BoardStream;
  /** `floor`, or the team's unique name. */
  readonly board: string;
}

/** Which boards there are, by the names that people and screens know them by. */
@Injectable()
export class BoardDirectory {
  private boards: readonly Board[] = [];
  private reading: Promise<void> | undefined;
  private counting: Promise<ReadonlyMap<string, number>> | undefined;

  constructor(private readonly live: LiveBoards) {}

  /** Asks the database; those who ask meanwhile share the answer. */
  refresh(): Promise<void> {
    this.reading ??= this.read().finally(() => (this.reading = undefined));
    return this.reading;
  }

  /** As of the last look. */
  knows(scope: string): boolean {
    return this.boards.some((board) => board.scope === scope);
  }

  nameOf(scope: string): string {
    return this.boards.find((board) => board.scope === scope)?.board ?? scope;
  }

  /**
   * The floor when no board is named, and when no currency is, the one that most was sold in. Throws `InvalidInput`, which lists the
   * boards there are.
   */
  async find(name: string = FLOOR, currency?: string): Promise<Place> {
    const board = await this.board(name);
    return { stream: { scope: board.scope, currency: currency ?? (await this.usualCurrency(board)) }, board: board.board };
  }

  /** Throws `InvalidInput`. */
  async board(name: string): Promise<Board> {
    const known = this.named(name);
    if (known) return known;
    await this.refresh();
    const found = this.named(name);
    if (found) return found;
    const names = this.boards.map(({ board }) => board);
    throw new InvalidInput(`there is no board ${JSON.stringify(name)}; expected ${listed(names.length > 0 ? names : [FLOOR])}`, 'board');
  }

  private named(name: string) {
    return this.boards.find(({ board }) => board === name);
  }

  private async usualCurrency({ scope }: Board): Promise<string> {
    const currencies = () => this.boards.find((board) => board.scope === scope)?.currencies ?? [];
    if (currencies().length === 0) await this.refresh();
    const [only, ...others] = currencies();
    if (only === undefined || others.length === 0) return only ?? FIRST_CURRENCY;
    const seqs = await this.lastSeqs();
    const changes = (currency: string) => seqs.get(streamKey({ scope, currency })) ?? 0;
    return [only, ...others].sort((a, b) => changes(b) - changes(a))[0]!;
  }

  private lastSeqs() {
    this.counting ??= this.live.lastSeqs().finally(() => (this.counting = undefined));
    return this.counting;
  }

  private async read() {
    this.boards = await this.live.all();
  }
}

const listed = (names: readonly string[]) => (names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : names.join());
