import { Injectable } from '@nestjs/common';
import { CURRENCIES } from '@takings/money';
import { InvalidInput, NotFound } from '@takings/runtime';
import { Clock } from '../clock';
import { businessDay, dayEnds, type Period, spanOf } from '../ranking/business-days';
import { FLOOR } from './board-stream';
import type { Which } from './counted-sql';
import { type Board, LiveBoards } from './live-boards';

export interface Query {
  readonly period?: Period;
  readonly on?: string;
  readonly at?: string;
  readonly currency?: string;
}

/** What a person asks for, made definite. `which` is null as long as nothing was ever sold on the board. */
export interface Asked {
  readonly board: Board;
  readonly which: Which | null;
  readonly resetsAt: string;
  /** As every answer says it. */
  readonly said: {
    readonly board: string;
    readonly title: string;
    readonly timeZone: string;
    readonly period: Period;
    readonly on: string;
    readonly from: string;
    readonly to: string;
    readonly at: string | null;
    readonly currency: string | null;
  };
}

/** Finds the board, the currency and the days that a request means. */
@Injectable()
export class Asking {
  constructor(
    private readonly boards: LiveBoards,
    private readonly clock: Clock,
  ) {}

  /** Throws `NotFound` with the boards there are, `InvalidInput` when there are several currencies and none is chosen. */
  async for(name: string, { period = 'day', on, at, currency }: Query): Promise<Asked> {
    const all = await this.boards.all();
    const board = all.find((one) => one.board === name);
    if (!board) throw new NotFound(`There is no board ${JSON.stringify(name)}; there are ${all.map((one) => one.board).join(', ')}`);
    const chosen = currencyOf(board, currency);
    const known = at === undefined ? null : new Date(at).toISOString();
    const day = on ?? businessDay(known ? Date.parse(known) : this.clock.now().getTime(), board.timeZone);
    const { from, to } = spanOf(period, day);
    const { title, timeZone } = board;
    return {
      board,
      which: chosen === null ? null : { currency: chosen, from, to, at: known, teamId: board.scope === FLOOR ? null : board.scope },
      resetsAt: new Date(dayEnds(to, timeZone)).toISOString(),
      said: { board: board.board, title, timeZone, period, on: day, from, to, at: known, currency: chosen },
    };
  }
}

function currencyOf({ board, currencies }: Board, asked: string | undefined): string | null {
  const there = currencies.join(', ');
  if (asked !== undefined) {
    if (CURRENCIES.has(asked)) return asked;
    throw new InvalidInput(`currency: ${asked} is not one we know; expected ${there || 'an ISO 4217 code such as GBP'}`, 'currency');
  }
  if (currencies.length > 1) throw new InvalidInput(`currency: ${board} has sales in several; expected one of ${there}`, 'currency');
  return currencies[0] ?? null;
}
