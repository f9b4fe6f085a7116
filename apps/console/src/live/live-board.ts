import { lookWhoIsIn } from '../api/session';
import { BoardLine } from '../tv/board-line';
import { type BoardState, begun, isSilent } from '../tv/board-state';
import { clock, nowMs } from '../tv/clock';
import type { FreshnessState } from '../pieces/freshness';

export interface Live {
  readonly state: BoardState;
  readonly freshness: FreshnessState;
}

/** One board's line and how fresh it is. It is open as long as somebody listens. */
export class LiveBoard {
  private close: (() => void) | undefined;
  private readonly listeners = new Set<() => void>();
  private live = liveOf(begun(nowMs()));

  constructor(
    private readonly board: string,
    private readonly currency: string | undefined,
  ) {}

  readonly get = (): Live => this.live;

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    this.close ??= this.open();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      this.close?.();
      this.close = undefined;
    };
  };

  private open(): () => void {
    const line = new BoardLine({ board: this.board, currency: this.currency }, clock, { signedIn: lookWhoIsIn });
    const look = () => this.become(liveOf(line.getState().board));
    const leaveClock = clock.subscribe(look);
    line.subscribe(look);
    return () => {
      leaveClock();
      line.close();
    };
  }

  private become(next: Live) {
    if (next.state === this.live.state && JSON.stringify(next.freshness) === JSON.stringify(this.live.freshness)) return;
    this.live = next;
    for (const listener of this.listeners) listener();
  }
}

const liveOf = (state: BoardState): Live => ({ state, freshness: freshnessOf(state, nowMs(), Date.now(), navigator.onLine) });

/** `nowMs` is of the clock of the state, `wallMs` that of the wall. */
export function freshnessOf(state: BoardState, nowMs: number, wallMs: number, online: boolean): FreshnessState {
  // Of whole seconds, so that it is the same until it is another one.
  const since = Math.round((wallMs - (nowMs - state.heardAtMs)) / 1_000) * 1_000;
  if (!online) return { is: 'offline', since };
  if (isSilent(state, nowMs)) return { is: 'not live', since };
  if (!state.board || state.catchingUp || state.wants !== 'nothing') return { is: 'catching up' };
  return { is: 'live' };
}
