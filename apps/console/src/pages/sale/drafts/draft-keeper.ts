import { type Answers, sameValue } from '@takings/sale-flow';
import { ApiError, UNREACHED } from '../../../api/api-error';
import type { PlaceOfDraft, SentDraft, Unsaved, UnsavedDrafts } from './unsaved';

/** No more often than that while somebody types, and no later than that after the last keystroke. */
export const EVERY_MS = 1_000;
/** Leaves the server's answer room within that second. */
const QUIET_MS = 300;
const AGAIN_AFTER_MS = 2_000;

export type SaveState =
  | { readonly is: 'saved'; readonly atMs: number | null }
  | { readonly is: 'saving' }
  | { readonly is: 'waiting'; readonly because: 'offline' | 'unreached' | 'signed out' }
  /** The server will not have it, in its words. */
  | { readonly is: 'refused'; readonly says: string; readonly field?: string }
  /** Something newer was typed elsewhere: nobody overwrites it unseen. */
  | { readonly is: 'overtaken'; readonly says: string };

/** To the server. Throws `ApiError`. */
export type SendDraft = (place: PlaceOfDraft, sent: SentDraft, leaving: boolean) => Promise<{ readonly version: number }>;

interface Surroundings {
  readonly kept: UnsavedDrafts;
  readonly send: SendDraft;
  readonly now: () => number;
  readonly isOnline: () => boolean;
  readonly newId: () => string;
}

/**
 * Saves what is typed into one step. It is kept in the browser at once and dropped there when the server has it; one draft is on its way
 * at a time, and it is repeated under the same id until it is answered, so that drafts arrive in order and a lost answer overwrites nothing.
 */
export class DraftKeeper {
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private inHand: Promise<void> | undefined;
  private lastSentMs = Number.NEGATIVE_INFINITY;
  private draft: Answers | undefined;
  private sent: SentDraft | undefined;
  private paused = false;
  private state: SaveState;

  constructor(
    private readonly place: PlaceOfDraft,
    /** The version of the sale that what is shown comes from. */
    private version: number,
    savedAtMs: number | null,
    private readonly around: Surroundings,
  ) {
    this.state = { is: 'saved', atMs: savedAtMs };
  }

  readonly getState = (): SaveState => this.state;

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** What the server does not have yet. */
  get unsaved(): Answers | undefined {
    return this.draft;
  }

  /** The version that the next draft is held against. */
  get seen(): number {
    return this.version;
  }

  /** Goes on with what an earlier page has left behind. */
  resume({ draft, version, sent }: Unsaved) {
    this.draft = draft;
    this.sent = sent;
    this.version = version;
    this.become({ is: 'saving' });
    this.schedule(0);
  }

  typed(draft: Answers) {
    this.draft = draft;
    this.keep();
    if (this.state.is === 'overtaken') return;
    if (this.state.is !== 'waiting') this.become({ is: 'saving' });
    this.schedule(Math.max(QUIET_MS, this.lastSentMs + EVERY_MS - this.around.now()));
  }

  /** What is shown now comes from that version; nothing when something else is being typed. */
  saw(version: number, atMs: number | null) {
    if (this.draft || this.sent) return;
    this.version = Math.max(this.version, version);
    if (this.state.is === 'saved') this.become({ is: 'saved', atMs });
  }

  /** Both were seen, and this one is to be kept. */
  keepMine(version: number) {
    this.version = version;
    this.become({ is: 'saving' });
    this.schedule(0);
  }

  /** What is unsaved here was given up, or was answered. */
  forget(version: number, atMs: number) {
    this.stop();
    this.draft = undefined;
    this.sent = undefined;
    this.paused = false;
    this.version = Math.max(this.version, version);
    this.around.kept.drop(this.place);
    this.become({ is: 'saved', atMs });
  }

  /** Before the step itself is answered: no draft may come after the answer. Goes on by `typed`, `go` or `forget`. */
  async hold(): Promise<void> {
    this.paused = true;
    this.stop();
    await this.inHand;
  }

  go() {
    this.paused = false;
    if (this.draft) this.schedule(0);
  }

  /** Sends what is left and waits for its answer; false when it could not be. */
  async flush(): Promise<boolean> {
    this.stop();
    await this.inHand;
    if (!this.draft && !this.sent) return true;
    if (this.state.is === 'overtaken') return false;
    await this.sendNow();
    if (this.draft && this.getState().is === 'saving') await this.sendNow();
    return this.draft === undefined;
  }

  /** The page goes away: what is unsaved goes with a request that outlives it, and stays in the browser should that one fail. */
  leave() {
    if (!this.draft || this.state.is === 'overtaken') return;
    const { version, ...last } = this.nextSent(this.draft);
    // Whichever of the two comes first, the newer one stays: the older one is held against its version.
    this.sent = this.inHand ? last : { ...last, version };
    this.keep();
    void this.around.send(this.place, this.sent, true).catch(() => undefined);
  }

  /** The line may be back. */
  readonly wake = () => {
    if (this.state.is === 'waiting') this.schedule(0);
  };

  close() {
    this.stop();
    this.listeners.clear();
  }

  private schedule(delayMs: number) {
    if (this.paused) return;
    if (this.timer !== undefined && delayMs > 0) return;
    this.stop();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      // What is on its way schedules what comes after it.
      if (!this.inHand) void this.sendNow();
    }, delayMs);
  }

  private stop() {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private sendNow(): Promise<void> {
    if (this.inHand) return this.inHand;
    if (!this.draft && !this.sent) return Promise.resolve();
    this.sent ??= this.nextSent(this.draft!);
    this.keep();
    this.lastSentMs = this.around.now();
    this.inHand = this.deliver(this.sent).finally(() => {
      this.inHand = undefined;
    });
    return this.inHand.then(() => this.goOn());
  }

  private nextSent = (draft: Answers): SentDraft => ({ commandId: this.around.newId(), draft, version: this.version });

  private async deliver(sent: SentDraft): Promise<void> {
    try {
      const { version } = await this.around.send(this.place, sent, false);
      this.sent = undefined;
      this.version = Math.max(this.version, version);
      if (this.draft && sameValue(this.draft, sent.draft)) this.draft = undefined;
      if (this.draft) this.keep();
      else this.around.kept.drop(this.place);
      this.become(this.draft ? { is: 'saving' } : { is: 'saved', atMs: this.around.now() });
    } catch (error) {
      this.failed(error);
    }
  }

  /** After an answer: what was typed meanwhile, or the same again when there was none. */
  private goOn() {
    if (this.state.is === 'saving' && this.draft) this.schedule(Math.max(0, this.lastSentMs + EVERY_MS - this.around.now()));
    if (this.state.is === 'waiting') this.schedule(AGAIN_AFTER_MS);
  }

  private failed(error: unknown) {
    const status = error instanceof ApiError ? error.status : UNREACHED;
    const says = error instanceof Error ? error.message : '';
    if (status === UNREACHED || status === 408 || status === 429 || status >= 500) {
      this.become({ is: 'waiting', because: this.around.isOnline() ? 'unreached' : 'offline' });
      return;
    }
    if (status === 401) return this.become({ is: 'waiting', because: 'signed out' });
    this.sent = undefined;
    this.keep();
    if (status === 409) return this.become({ is: 'overtaken', says });
    this.become({ is: 'refused', says, ...(error instanceof ApiError && error.field && { field: error.field }) });
  }

  private keep() {
    if (!this.draft) return;
    const { draft, version, sent } = this;
    this.around.kept.keep({ ...this.place, draft, version, ...(sent && { sent }), at: new Date(this.around.now()).toISOString() });
  }

  private become(next: SaveState) {
    if (JSON.stringify(next) === JSON.stringify(this.state)) return;
    this.state = next;
    for (const listener of this.listeners) listener();
  }
}
