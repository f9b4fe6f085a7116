import type { Place } from '../../api/boards';

/** How many places somebody went up (negative: down) since an earlier ranking, or that he was not on it. */
export type Move = number | 'new';

/** By consultant; nobody is in it who stayed, and nobody at all while the board was still empty. */
export function movesSince(earlier: readonly Place[], now: readonly Place[]): ReadonlyMap<string, Move> {
  if (earlier.length === 0) return new Map();
  const was = new Map(earlier.map(({ consultantId, ranking }) => [consultantId, ranking]));
  const moves = now.map(({ consultantId, ranking }): [string, Move] => {
    const before = was.get(consultantId);
    return [consultantId, before === undefined ? 'new' : before - ranking];
  });
  return new Map(moves.filter(([, move]) => move !== 0));
}

/** In words, for those who do not see the arrow. */
export function moveInWords(move: Move | undefined): string {
  if (move === undefined) return 'Same place';
  if (move === 'new') return 'New on the board';
  const places = Math.abs(move) === 1 ? '1 place' : `${Math.abs(move)} places`;
  return move > 0 ? `Up ${places}` : `Down ${places}`;
}

/** What is missing to the place above; undefined for the first. */
export function missingAbove(positions: readonly Place[], index: number): number | undefined {
  const [above, own] = [positions[index - 1], positions[index]];
  return above && own ? above.salesRevenue.minor - own.salesRevenue.minor : undefined;
}
