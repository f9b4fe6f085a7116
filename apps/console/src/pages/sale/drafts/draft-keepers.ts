import { DraftKeeper, type SendDraft } from './draft-keeper';
import { StoredDrafts } from './stored-drafts';
import type { PlaceOfDraft } from './unsaved';

/**
 * One keeper for each step of a sale that something was typed into, as long as this window lives: it goes on saving when its page is left,
 * and whoever comes back finds the same one.
 */
export class DraftKeepers {
  private readonly kept = new StoredDrafts(localStorage);
  private readonly keepers = new Map<string, DraftKeeper>();

  constructor(private readonly send: SendDraft) {
    addEventListener('online', this.wake);
    addEventListener('focus', this.wake);
    addEventListener('pagehide', () => {
      for (const keeper of this.keepers.values()) keeper.leave();
    });
  }

  of(place: PlaceOfDraft, seen: { readonly version: number; readonly savedAtMs: number | null }): DraftKeeper {
    const key = keyOf(place);
    const known = this.keepers.get(key);
    if (known) return known;
    const keeper = new DraftKeeper(place, seen.version, seen.savedAtMs, {
      kept: this.kept,
      send: this.send,
      now: Date.now,
      isOnline: () => navigator.onLine,
      newId: () => crypto.randomUUID(),
    });
    this.keepers.set(key, keeper);
    const left = this.kept.read(place);
    if (left) keeper.resume(left);
    return keeper;
  }

  /** What an earlier window of this browser could not save any more. */
  goOn(person: string) {
    for (const left of this.kept.allOf(person)) this.of(left, { version: left.version, savedAtMs: null });
  }

  /** The line, or the session, may be back. */
  readonly wake = () => {
    for (const keeper of this.keepers.values()) keeper.wake();
  };
}

const keyOf = ({ person, flowId, step }: PlaceOfDraft) => `${person} ${flowId} ${step}`;
