import { version } from '../../package.json';
import { flushSync } from 'react-dom';
import { io, type Socket } from 'socket.io-client';
import { begun, type BoardEvent, type BoardState, reduced } from './board-state';
import { type Clock, nowMs } from './clock';
import { type Change, type Handshake, type Heartbeat, NAMESPACE, type ScreenSettings, type Snapshot } from './protocol';

/** How long an unanswered question, or a refused connection, waits before the next try. */
const AGAIN_AFTER_MS = 5_000;

/** Why the server does not let us in, in its words. */
export interface Refusal {
  /** For a program: `unknown-token`, `withdrawn`, `unknown-pairing`, `invalid`, `too-many-connections`. */
  readonly code?: string;
  readonly message: string;
}

/** What a device is told beside its board. */
export interface DeviceEvents {
  screen?(settings: ScreenSettings): void;
  paired?(token: string): void;
  withdrawn?(): void;
  refused?(refusal: Refusal): void;
  /** Asks whether somebody is signed in here, which also renews what says so; without it the line asks by itself. */
  signedIn?(): Promise<boolean>;
}

/** Without a screen's token, it is a person who looks. */
const SIGN_IN = ['not-signed-in', 'session-expired'];
const signedIn = () => fetch('/api/session').then(({ ok }) => ok);
const WITHOUT_SIGN_IN = 'Sign in at the console in this browser, or open /tv.html to pair the screen.';

type RefusedConnection = Error & { readonly data?: { readonly code?: string } };

export interface LineState {
  readonly board: BoardState;
  readonly connected: boolean;
  readonly refusal: Refusal | null;
}

/** One board's connection: what comes in goes through the reducer, what the reducer wants goes out. */
export class BoardLine {
  private readonly socket: Socket;
  private readonly listeners = new Set<() => void>();
  private readonly leaveClock: () => void;
  private state: LineState = { board: begun(nowMs()), connected: false, refusal: null };
  private triedAtMs = 0;
  private closed = false;
  private resting = false;
  private unseen = false;

  constructor(
    handshake: Handshake,
    private readonly clock: Clock,
    device: DeviceEvents = {},
    url = '',
  ) {
    // Without a board it is the server that chooses, and another one's numbers would mean nothing to it.
    const lastSeq = () => (handshake.board === undefined ? undefined : this.lastSeq);
    const auth = (tell: (said: object) => void) => tell({ ...handshake, version, lastSeq: lastSeq() });
    this.socket = io(url + NAMESPACE, { auth, transports: ['websocket', 'polling'], tryAllTransports: true, multiplex: false, ...PACE });
    this.socket
      .on('connect', () => this.become({ connected: true, refusal: null }))
      .on('disconnect', () => this.become({ connected: false }))
      .on('connect_error', (error: RefusedConnection) => this.refusedBy(error, device))
      .on('snapshot', (snapshot: Snapshot) => this.take({ type: 'snapshot', snapshot, nowMs: nowMs() }))
      .on('change', (change: Change) => this.take({ type: 'change', change, nowMs: nowMs() }))
      .on('heartbeat', (heartbeat: Heartbeat) => {
        clock.heard(heartbeat.at);
        this.take({ type: 'heartbeat', heartbeat, nowMs: nowMs() });
      })
      .on('screen', (settings: ScreenSettings) => device.screen?.(settings))
      .on('paired', ({ token }: { token: string }) => device.paired?.(token))
      .on('withdrawn', () => device.withdrawn?.())
      .on('refused', (refusal: Refusal) => this.state.board.board ?? this.become({ refusal }));
    this.leaveClock = clock.subscribe(() => this.onTick());
  }

  readonly getState = () => this.state;

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  close() {
    this.closed = true;
    this.leaveClock();
    this.socket.close();
    this.listeners.clear();
  }

  private get lastSeq() {
    return this.state.board.board ? this.state.board.seq : undefined;
  }

  private refusedBy(error: RefusedConnection, device: DeviceEvents) {
    // Only the server's own refusal ends the client's tries; a line that is down does not.
    if (this.socket.active) return;
    const code = error.data?.code;
    const isSignIn = code !== undefined && SIGN_IN.includes(code);
    const refusal = { code, message: isSignIn ? WITHOUT_SIGN_IN : error.message };
    this.triedAtMs = nowMs();
    if (isSignIn) void this.comeBack(device.signedIn ?? signedIn);
    this.become({ connected: false, refusal });
    device.refused?.(refusal);
  }

  /** What says who is signed in counts for some minutes only: it may just be worn. */
  private async comeBack(ask: () => Promise<boolean>) {
    const mayCome = await ask().catch(() => false);
    if (mayCome && !this.closed) this.socket.connect();
  }

  private onTick() {
    const due = this.clock.nowMs - this.triedAtMs >= AGAIN_AFTER_MS;
    if (!this.socket.connected && !this.socket.active && due) {
      this.triedAtMs = this.clock.nowMs;
      this.socket.connect();
    }
    this.take({ type: 'tick', nowMs: this.clock.nowMs });
  }

  private take(event: BoardEvent) {
    const board = reduced(this.state.board, event);
    if (board !== this.state.board) this.become({ board });
    this.ask(event.nowMs);
  }

  private ask(atMs: number) {
    const { wants, seq } = this.state.board;
    if (wants === 'nothing' || !this.socket.connected || atMs - this.triedAtMs < AGAIN_AFTER_MS) return;
    this.triedAtMs = atMs;
    // There is nothing after "nothing": the answer to 0 is a snapshot.
    this.socket.emit('resume', { lastSeq: wants === 'gap' ? seq : 0 });
  }

  /** Drawn at once, and then at most once in each frame: a sale is on the wall in the frame in which it comes, a thousand cost one drawing. */
  private become(news: Partial<LineState>) {
    this.state = { ...this.state, ...news };
    if (this.resting) {
      this.unseen = true;
      return;
    }
    this.resting = true;
    flushSync(() => {
      for (const listener of this.listeners) listener();
    });
    requestAnimationFrame(() => {
      this.resting = false;
      if (!this.unseen) return;
      this.unseen = false;
      this.become({});
    });
  }
}

const PACE = { reconnectionDelay: 500, reconnectionDelayMax: AGAIN_AFTER_MS, randomizationFactor: 0.5, timeout: AGAIN_AFTER_MS };
