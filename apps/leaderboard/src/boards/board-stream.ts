/** A live board: today's ranking of the whole floor or of one team, in one currency. Its changes are numbered without gaps, over days. */
export interface BoardStream {
  /** `floor`, or our id of a team. */
  readonly scope: string;
  readonly currency: string;
}

export const FLOOR = 'floor';

/** One text for one stream: a key of maps, a room of a socket; locks are taken in its order. */
export const streamKey = ({ scope, currency }: BoardStream) => `${scope}:${currency}`;
