import type { BoardChange, Snapshot } from '../boards/board-change';
import type { BoardStream } from '../boards/board-stream';
import type { LiveBoards } from '../boards/live-boards';
import { RecentChanges } from './recent-changes';

/** A client that missed more gets a fresh snapshot: it is smaller, and nobody watches five hundred flashes. */
export const GAP_LIMIT = 500;
/** Changes that came before their turn. Beyond it they are let go and read from the database when their turn comes. */
const AHEAD_LIMIT = 1_000;
/** Clients that come within this time share a snapshot; what has changed since goes with it. */
const SNAPSHOT_SERVES_MS = 200;

export type Boards = Pick<LiveBoards, 'snapshot' | 'changesAfter'>;

/** Those who watch a stream; what they are sent at one call is on its way to all of them before the call ends. */
export interface Audience {
  changed(change: BoardChange): void;
  renewed(snapshot: Snapshot): void;
}

/** What brings a client to where everybody is. */
export interface Greeting {
  /** Undefined when the changes alone do it. */
  readonly snapshot: Snapshot | undefined;
  readonly changes: readonly BoardChange[];
}

export interface LiveStreamOptions {
  readonly stream: BoardStream;
  readonly boards: Boards;
  readonly audience: Audience;
  /** How long a missing change may take to come by itself, from another process, before the database is asked; in milliseconds. */
  readonly graceMs: number;
  /** Milliseconds; for the age of a shared snapshot. */
  readonly now: () => number;
  readonly failed: (error: unknown) => void;
}

/**
 * The one place of this process from which a stream's changes go out: each once, in the order of their numbers, without a gap, whoever
 * told of them first. A client joins in the same tick in which what it was sent ends with the number that everybody was sent last, so
 * that all this holds for it too.
 */
export class LiveStream {
  readonly stream: BoardStream;
  /** The number that everybody has been sent last; undefined until the first snapshot. */
  private sent: number | undefined;
  private day = '';
  private ends = '';
  /** The highest number heard of. */
  private heardOf = 0;
  private readonly ahead = new Map<number, BoardChange>();
  private readonly recent = new RecentChanges();
  /** `at`: when it was read, in milliseconds; infinite while it is being read. */
  private shared: { readonly snapshot: Promise<Snapshot>; at: number } | undefined;
  private opening: Promise<void> | undefined;
  private catching: Promise<void> | undefined;
  private renewing: Promise<void> | undefined;
  private renewingNext: Promise<void> | undefined;

  constructor(private readonly options: LiveStreamOptions) {
    this.stream = options.stream;
  }

  get lastSent() {
    return this.sent;
  }

  /** When the day of the last snapshot ends, ISO 8601; empty until the first. */
  get resetsAt() {
    return this.ends;
  }

  get businessDay() {
    return this.day;
  }

  /** A change that was committed here or elsewhere, in any order, any number of times. */
  offer(change: BoardChange) {
    if (this.sent !== undefined && change.seq <= this.sent) return;
    if (this.ahead.size >= AHEAD_LIMIT) this.ahead.clear();
    this.ahead.set(change.seq, change);
    this.heard(change.seq);
  }

  /** There is a change of this number. */
  heard(seq: number) {
    this.heardOf = Math.max(this.heardOf, seq);
    if (this.sent === undefined || this.renewing) return;
    this.sendWhatIsNext();
    if (this.behind) this.catchUp().catch(this.options.failed);
  }

  /**
   * Calls `welcome` when what it is given ends with the number that everybody was sent last: who joins in that very tick misses nothing
   * and gets nothing twice. Throws what the database throws.
   */
  async greet(lastSeq: number | undefined, welcome: (greeting: Greeting) => void): Promise<void> {
    await this.opened();
    if (lastSeq !== undefined && (await this.welcomeBack(lastSeq, welcome))) return;
    for (;;) {
      const snapshot = await this.sharedSnapshot();
      if (snapshot.seq > this.sent!) await this.reach(snapshot.seq);
      const changes = snapshot.businessDay === this.day ? this.recent.after(snapshot.seq, this.sent!) : undefined;
      if (changes) return welcome({ snapshot, changes });
      // Of another day than everybody's, or too far from it: all are brought to the same.
      await this.renew();
    }
  }

  /**
   * A new snapshot for everybody: the day has ended, a name has changed, or the gap is too wide. A call while one is being read may know
   * of something that this one does not: it shares the next.
   */
  renew(): Promise<void> {
    if (this.renewing) {
      this.renewingNext ??= this.renewing
        .catch(() => undefined)
        .then(() => {
          this.renewingNext = undefined;
          return this.renew();
        });
      return this.renewingNext;
    }
    this.renewing = this.replaceAll().then(
      () => {
        this.renewing = undefined;
        this.heard(0);
      },
      (error: unknown) => {
        // Not at once again: the next change or heartbeat comes back to it.
        this.renewing = undefined;
        throw error;
      },
    );
    return this.renewing;
  }

  /** How many changes it has heard of that everybody has yet to be sent. */
  get behindBy() {
    return this.sent === undefined ? 0 : Math.max(0, this.heardOf - this.sent);
  }

  private get behind() {
    return this.behindBy > 0;
  }

  private opened(): Promise<void> {
    this.opening ??= this.open().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }

  private async open() {
    const snapshot = await this.sharedSnapshot();
    const from = Math.max(0, snapshot.seq - GAP_LIMIT);
    const before = snapshot.seq > 0 ? await this.options.boards.changesAfter(this.stream, from, AHEAD_LIMIT) : [];
    this.standAt(snapshot);
    // After a restart thousands come back, each with a number of its own: they are served from here.
    for (const change of before ?? []) if (change.seq <= snapshot.seq) this.recent.keep(change);
    this.heard(0);
  }

  /** By the gap alone. False when it is too wide, unknown, or begins on another day, whose ranking the client still shows. */
  private async welcomeBack(lastSeq: number, welcome: (greeting: Greeting) => void): Promise<boolean> {
    if (lastSeq > this.sent!) await this.reach(lastSeq);
    if (lastSeq < 1 || lastSeq > this.sent!) return false;
    const [seen, ...missed] = this.recent.after(lastSeq - 1, this.sent!) ?? [];
    if (!seen || missed.length > GAP_LIMIT || [seen, ...missed].some(({ businessDay }) => businessDay !== this.day)) return false;
    welcome({ snapshot: undefined, changes: missed });
    return true;
  }

  /** Resolves when everybody has been sent `seq`, or it cannot be found. */
  private async reach(seq: number): Promise<void> {
    this.heardOf = Math.max(this.heardOf, seq);
    await this.renewing;
    this.sendWhatIsNext();
    if (this.behind) await this.catchUp(0);
  }

  private sendWhatIsNext() {
    for (let next = this.ahead.get(this.sent! + 1); next && !this.renewing; next = this.ahead.get(this.sent! + 1)) {
      if (next.businessDay === this.day) {
        this.send(next);
        continue;
      }
      // The snapshot of its day has it already.
      this.ahead.delete(next.seq);
      this.renew().catch(this.options.failed);
    }
  }

  private send(change: BoardChange) {
    this.ahead.delete(change.seq);
    this.sent = change.seq;
    this.recent.keep(change);
    this.options.audience.changed(change);
  }

  private catchUp(graceMs = this.options.graceMs): Promise<void> {
    this.catching ??= this.readTheGap(graceMs).then(
      () => {
        this.catching = undefined;
        // What was heard of while the last answer was on its way.
        this.heard(0);
      },
      (error: unknown) => {
        this.catching = undefined;
        throw error;
      },
    );
    return this.catching;
  }

  private async readTheGap(graceMs: number) {
    if (graceMs > 0) await new Promise((resume) => setTimeout(resume, graceMs));
    while (this.behind && !this.renewing) {
      const from = this.sent!;
      const gap = await this.options.boards.changesAfter(this.stream, from, GAP_LIMIT);
      if (this.renewing || !this.behind) return;
      if (gap === null) return this.renew();
      for (const change of gap) this.ahead.set(change.seq, change);
      this.sendWhatIsNext();
      // What the database has not got was only rumour.
      if (this.sent === from) this.forgetWhatIsNot(from + gap.length);
    }
  }

  private forgetWhatIsNot(last: number) {
    this.heardOf = Math.min(this.heardOf, last);
    for (const seq of this.ahead.keys()) if (seq > last) this.ahead.delete(seq);
  }

  /** Nothing goes out while it reads, so that the snapshot cannot be older than what went out before it. */
  private async replaceAll() {
    await this.opened();
    const snapshot = await this.options.boards.snapshot(this.stream);
    const gap = snapshot.seq > this.sent! ? await this.options.boards.changesAfter(this.stream, this.sent!, GAP_LIMIT) : [];
    for (const change of gap ?? []) {
      if (change.seq <= snapshot.seq && change.businessDay === this.day) this.send(change);
    }
    this.standAt(snapshot);
    this.shared = { snapshot: Promise.resolve(snapshot), at: this.options.now() };
    this.options.audience.renewed(snapshot);
  }

  private standAt({ seq, businessDay, resetsAt }: Snapshot) {
    // Lower only when the database was restored from a backup.
    if (this.sent !== undefined && seq < this.sent) this.heardOf = seq;
    if (seq !== this.sent) this.recent.clear();
    for (const known of this.ahead.keys()) if (known <= seq) this.ahead.delete(known);
    this.sent = seq;
    this.day = businessDay;
    this.ends = resetsAt;
  }

  private sharedSnapshot(): Promise<Snapshot> {
    if (this.shared && this.options.now() - this.shared.at < SNAPSHOT_SERVES_MS) return this.shared.snapshot;
    const shared = { snapshot: this.options.boards.snapshot(this.stream), at: Number.POSITIVE_INFINITY };
    this.shared = shared;
    shared.snapshot.then(
      () => (shared.at = this.options.now()),
      () => this.shared === shared && (this.shared = undefined),
    );
    return shared.snapshot;
  }
}
