import type { Answers } from '@takings/sale-flow';

/** A draft on its way: repeated with its id until it is answered, so that a repeat changes nothing. */
export interface SentDraft {
  readonly commandId: string;
  readonly draft: Answers;
  /** Of the sale, as it was seen; none where an earlier draft of this page may arrive first. */
  readonly version?: number;
}

/** What was typed into one step and is not known to have reached the server. */
export interface Unsaved {
  readonly person: string;
  readonly flowId: string;
  readonly step: string;
  readonly draft: Answers;
  /** The version of the sale that it was typed on. */
  readonly version: number;
  readonly sent?: SentDraft;
  readonly at: string;
}

export type PlaceOfDraft = Pick<Unsaved, 'person' | 'flowId' | 'step'>;

/** Keeps at once what is typed, so that a crash of the browser loses none of it. */
export abstract class UnsavedDrafts {
  abstract keep(unsaved: Unsaved): void;
  abstract read(place: PlaceOfDraft): Unsaved | undefined;
  abstract drop(place: PlaceOfDraft): void;
  /** Of one person: others may use the same browser. */
  abstract allOf(person: string): readonly Unsaved[];
}
