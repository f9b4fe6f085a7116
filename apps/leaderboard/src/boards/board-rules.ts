import type { Config } from '../config';
import type { VoidsCount } from '../ranking/entry';
import type { Ranks } from '../ranking/ranks';

/** How this company ranks; the same in all processes. */
export abstract class BoardRules {
  abstract readonly ranks: Ranks;
  abstract readonly voids: VoidsCount;
  /** IANA time zone in which the day of the whole floor ends. */
  abstract readonly floorZone: string;
}

export const rulesOf = ({ RANKS, VOIDS_COUNT, FLOOR_TIME_ZONE }: Config): BoardRules => ({
  ranks: RANKS,
  voids: VOIDS_COUNT,
  floorZone: FLOOR_TIME_ZONE,
});
