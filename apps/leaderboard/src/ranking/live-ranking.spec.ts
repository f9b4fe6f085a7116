import fc from 'fast-check';
import { countedIn, effectOn } from './counted';
import type { Entry, VoidsCount } from './entry';
import { LiveRanking } from './live-ranking';
import { positionsOf, type Ranks } from './ranks';
import { standingsOf } from './standing';
import { histories, toldInAnyOrder } from './testing/histories';

const DAY = '2026-03-29';
const everyRanks = fc.constantFrom<Ranks>('unique', 'competition', 'dense');
const everyVoids = fc.constantFrom<VoidsCount>('on-day-of-sale', 'on-day-of-void');

const recomputed = (entries: readonly Entry[], ranks: Ranks, voids: VoidsCount) =>
  positionsOf(standingsOf(countedIn(entries, { from: DAY, to: DAY }, voids)), ranks, 'GBP');

/** Entry by entry, as a process that ranks them does; a repeated one is known by its kind and id. */
function live(told: readonly Entry[], ranks: Ranks, voids: VoidsCount, each?: (ranking: LiveRanking) => void) {
  const ranking = new LiveRanking('GBP', ranks);
  const known = new Map<string, Entry>();
  for (const entry of told) {
    if (known.has(`${entry.kind} ${entry.ref}`)) continue;
    known.set(`${entry.kind} ${entry.ref}`, entry);
    const other = known.get(`${entry.kind === 'sale' ? 'void' : 'sale'} ${entry.ref}`);
    const effect = effectOn(DAY, entry, other, voids);
    if (effect) ranking.apply(effect);
    each?.(ranking);
  }
  return ranking;
}

it('is the same for any order and repetition of sales, voids and corrections', () =>
  fc.assert(
    fc.property(toldInAnyOrder, everyRanks, everyVoids, ({ entries, told }, ranks, voids) => {
      expect(recomputed(told, ranks, voids)).toEqual(recomputed(entries, ranks, voids));
      expect(live(told, ranks, voids).positions).toEqual(recomputed(entries, ranks, voids));
    }),
  ));

it('equals the ranking recomputed from the entries after each of them', () =>
  fc.assert(
    fc.property(histories, everyRanks, everyVoids, (entries, ranks, voids) => {
      let n = 0;
      live(entries, ranks, voids, (ranking) => {
        expect(ranking.positions).toEqual(recomputed(entries.slice(0, ++n), ranks, voids));
        expect(ranking.totalMinor).toBe(ranking.positions.reduce((sum, { salesRevenue }) => sum + salesRevenue.minor, 0));
      });
    }),
  ));

it('says of each entry exactly whose ranking is another one', () =>
  fc.assert(
    fc.property(histories, everyRanks, everyVoids, (entries, ranks, voids) => {
      const ranking = new LiveRanking('GBP', ranks);
      for (const entry of countedIn(entries, { from: DAY, to: DAY }, voids)) {
        const before = new Map(ranking.positions.map((position) => [position.consultantId, position.ranking]));
        const shift = ranking.apply({ counts: entry });
        const changed = ranking.positions.filter(({ consultantId, ranking: now }) => before.get(consultantId) !== now);
        expect(shift.moved).toEqual(changed.filter(({ consultantId }) => consultantId !== entry.consultantId));
        expect(shift.previousRanking).toBe(before.get(entry.consultantId) ?? null);
      }
    }),
  ));

it('is the same when it begins with what counts already', () =>
  fc.assert(
    fc.property(histories, everyRanks, everyVoids, (entries, ranks, voids) => {
      const counted = countedIn(entries, { from: DAY, to: DAY }, voids);
      expect(LiveRanking.of(counted, 'GBP', ranks).positions).toEqual(recomputed(entries, ranks, voids));
    }),
  ));
