/** What counts on boards: a sale, a sale taken back, a correction. Entries are only ever added. */
export interface Entry {
  readonly kind: EntryKind;
  /** Our id of the sale or of the correction; a sale and its taking back share it. */
  readonly ref: string;
  readonly consultantId: string;
  readonly consultant: string;
  /** Where the consultant was at that moment. */
  readonly teamId: string;
  readonly team: string;
  readonly currency: string;
  /** 1, −1 for a sale taken back, 0 for a correction. */
  readonly units: number;
  /** In minor units; negative for a sale taken back. */
  readonly minor: number;
  /** Business day in the team's zone, `YYYY-MM-DD`; of a sale taken back, the day of the sale. */
  readonly day: string;
  /** The business day on which it happened: of a sale taken back, the day of the taking back. */
  readonly ownDay: string;
  /** Milliseconds since 1970: when it was sold, taken back, or to which moment it counts. */
  readonly occurredAt: number;
  /** Milliseconds since 1970: when it was told. */
  readonly knownAt: number;
}

export type EntryKind = 'sale' | 'void' | 'adjustment';

/** A sale taken back corrects its own day, or counts negative on the day it is taken back and leaves closed days as they were. */
export type VoidsCount = 'on-day-of-sale' | 'on-day-of-void';

export const countingDay = (entry: Entry, voids: VoidsCount) => (voids === 'on-day-of-void' ? entry.ownDay : entry.day);
