import { type PlaceOfDraft, type Unsaved, UnsavedDrafts } from './unsaved';

const PREFIX = 'takings.draft.';

/**
 * In the browser's local storage: written before the next keystroke is taken, there after a crash. Where it is full or forbidden the draft
 * is still sent; only the crash of the browser is no longer covered.
 */
export class StoredDrafts extends UnsavedDrafts {
  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>) {
    super();
  }

  keep(unsaved: Unsaved) {
    try {
      this.storage.setItem(keyOf(unsaved), JSON.stringify(unsaved));
    } catch {
      // An older text would come back after a crash as if it were the newest.
      this.drop(unsaved);
    }
  }

  read(place: PlaceOfDraft): Unsaved | undefined {
    return this.parsed(keyOf(place));
  }

  drop(place: PlaceOfDraft) {
    this.storage.removeItem(keyOf(place));
  }

  allOf(person: string): readonly Unsaved[] {
    const prefix = `${PREFIX}${person}.`;
    const keys = Array.from({ length: this.storage.length }, (_, at) => this.storage.key(at)).filter((key) => key?.startsWith(prefix));
    return keys.flatMap((key) => this.parsed(key!) ?? []);
  }

  private parsed(key: string): Unsaved | undefined {
    const text = this.storage.getItem(key);
    if (text === null) return undefined;
    try {
      return JSON.parse(text) as Unsaved;
    } catch {
      this.storage.removeItem(key);
      return undefined;
    }
  }
}

const keyOf = ({ person, flowId, step }: PlaceOfDraft) => `${PREFIX}${person}.${flowId}.${step}`;
