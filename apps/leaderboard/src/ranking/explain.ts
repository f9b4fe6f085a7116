import type { Money } from './position';
import type { Standing } from './standing';

/** What separates a standing from the one above it. */
export interface Apart {
  readonly by: 'revenue' | 'reached-first' | 'name';
  /** What is missing to the same revenue; 0 when it is equal. */
  readonly missing: Money;
}

/** Why `own` stands below `above`, by the rule of `compareStandings`. */
export function apart(own: Standing, above: Standing, currency: string): Apart {
  const missing = { minor: above.minor - own.minor, currency };
  if (missing.minor !== 0) return { by: 'revenue', missing };
  return { by: above.reachedAt < own.reachedAt ? 'reached-first' : 'name', missing };
}
