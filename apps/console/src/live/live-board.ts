import { io, type Socket } from 'socket.io-client';
import { type BoardEvent, type BoardState, begun, isSilent, reduced } from '../tv/board-state';
import { type Change, type Heartbeat, NAMESPACE, type Snapshot } from '../tv/protocol';
import type { FreshnessState } from '../pieces/freshness';

const LOOKS_EVERY_MS = 1_000;

export interface Live {
  readonly state: BoardState;
  readonly freshness: FreshnessState;
}

/** One board's line: a snapshot, then its changes, with what was missed asked for. It is open as long as somebody listens. */
export class LiveBoard {
  private close: (() => void) | undefined;
  private readonly listeners = new Set<() => void>();
  private state = begun(performance.now());
  private live: Live;
  private asked: string | undefined;

  constructor(
    private readonly board: string,
    private readonly currency: string | undefined,
  ) {
    this.live = this.seen();
  }

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
    const { board, currency } = this;
    const socket = io(NAMESPACE, {
      transports: ['websocket', 'polling'],
      // Who comes back says what it saw last.
      auth: (told) => told({ board, currency, ...(this.state.board && { lastSeq: this.state.seq }) }),
      forceNew: true,
    });
    const take = (event: BoardEvent) => this.take(event, socket);
    socket.on('snapshot', (snapshot: Snapshot) => take({ type: 'snapshot', snapshot, nowMs: performance.now() }));
    socket.on('change', (change: Change) => take({ type: 'change', change, nowMs: performance.now() }));
    socket.on('heartbeat', (heartbeat: Heartbeat) => take({ type: 'heartbeat', heartbeat, nowMs: performance.now() }));
    const timer = setInterval(() => take({ type: 'tick', nowMs: performance.now() }), LOOKS_EVERY_MS);
    return () => {
      clearInterval(timer);
      socket.disconnect();
    };
  }

  private take(event: BoardEvent, socket: Socket) {
    this.state = reduced(this.state, event);
    this.ask(socket);
    this.tell();
  }

  /** Once for each thing that is missing, not at every change that comes meanwhile. */
  private ask(socket: Socket) {
    const { wants, seq } = this.state;
    const question = wants === 'nothing' ? undefined : `${wants} ${seq}`;
    if (question && question !== this.asked) socket.emit('resume', { lastSeq: wants === 'gap' ? seq : 0 });
    this.asked = question;
  }

  private tell() {
    const next = this.seen();
    if (next.state === this.live.state && JSON.stringify(next.freshness) === JSON.stringify(this.live.freshness)) return;
    this.live = next;
    for (const listener of this.listeners) listener();
  }

  private seen(): Live {
    return { state: this.state, freshness: freshnessOf(this.state, performance.now(), Date.now(), navigator.onLine) };
  }
}

/** `nowMs` is of the clock of the state, `wallMs` that of the wall. */
export function freshnessOf(state: BoardState, nowMs: number, wallMs: number, online: boolean): FreshnessState {
  // Of whole seconds, so that it is the same until it is another one.
  const since = Math.round((wallMs - (nowMs - state.heardAtMs)) / 1_000) * 1_000;
  if (!online) return { is: 'offline', since };
  if (isSilent(state, nowMs)) return { is: 'not live', since };
  if (!state.board || state.catchingUp || state.wants !== 'nothing') return { is: 'catching up' };
  return { is: 'live' };
}
