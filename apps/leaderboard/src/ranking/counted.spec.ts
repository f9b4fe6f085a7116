import { countedIn, effectOn } from './counted';
import type { Entry } from './entry';
import { LiveRanking } from './live-ranking';

const DAY = '2026-03-29';
const noon = Date.parse(`${DAY}T12:00:00Z`);

const sale = (ref: string, minor: number, changes: Partial<Entry> = {}): Entry => ({
  kind: 'sale',
  ref,
  consultantId: `id of ${ref[0]}`,
  consultant: ref[0]!,
  teamId: 'f',
  team: 'Falcon',
  currency: 'GBP',
  units: 1,
  minor,
  day: DAY,
  ownDay: DAY,
  occurredAt: noon,
  knownAt: noon,
  ...changes,
});
const takenBack = (of: Entry, ownDay = of.day): Entry => ({
  ...of,
  kind: 'void',
  units: -1,
  minor: -of.minor,
  ownDay,
  occurredAt: of.occurredAt + 1,
});

const ranked = (ranking: LiveRanking) => ranking.positions.map(({ consultant, ranking: place }) => `${place} ${consultant}`);
const rankingOf = (ranks: 'unique' | 'competition' | 'dense', ...entries: Entry[]) => LiveRanking.of(entries, 'GBP', ranks);

describe('a sale that was taken back before anybody told of it', () => {
  const of = sale('a1', 100);

  it('has no effect when its sale comes, and had none before', () => {
    expect(effectOn(DAY, takenBack(of), undefined, 'on-day-of-sale')).toBeUndefined();
    expect(effectOn(DAY, of, takenBack(of), 'on-day-of-sale')).toBeUndefined();
  });

  it('counts negative on the day of the taking back once the sale is known, when that is another day and the rule says so', () => {
    const later = takenBack(of, '2026-03-30');
    expect(effectOn('2026-03-30', later, undefined, 'on-day-of-void')).toBeUndefined();
    expect(effectOn('2026-03-30', of, later, 'on-day-of-void')).toEqual({ counts: later });
    expect(effectOn(DAY, later, of, 'on-day-of-void')).toBeUndefined();
  });
});

it('nets a sale and its taking back of two days in the week that has both, so that neither says when something was reached', () => {
  const of = sale('a1', 100);
  const both = [of, takenBack(of, '2026-03-30')];
  expect(countedIn(both, { from: DAY, to: DAY }, 'on-day-of-void')).toEqual([of]);
  expect(countedIn(both, { from: DAY, to: '2026-04-04' }, 'on-day-of-void')).toEqual([]);
});

it('goes back to when it was reached without the sale that is taken back', () => {
  const late = sale('a2', 50, { occurredAt: noon + 9 });
  const ranking = rankingOf('unique', sale('a1', 100), late, sale('b1', 100, { occurredAt: noon + 5 }));
  ranking.apply({ gone: late });
  expect(ranked(ranking)).toEqual(['1 a', '2 b']);
});

it('moves everybody below a tie down when one more joins it', () => {
  const ranking = rankingOf('competition', sale('a1', 100), sale('b1', 100), sale('c1', 50));
  const { moved } = ranking.apply({ counts: sale('d1', 100) });
  expect(ranked(ranking)).toEqual(['1 a', '1 b', '1 d', '4 c']);
  expect(moved.map(({ consultant }) => consultant)).toEqual(['c']);
});

it('moves everybody below up in dense ranks when a revenue of its own joins another', () => {
  const ranking = rankingOf('dense', sale('a1', 300), sale('b1', 200), sale('c1', 100), sale('d1', 50));
  const { moved } = ranking.apply({ counts: sale('b2', 100) });
  expect(ranked(ranking)).toEqual(['1 a', '1 b', '2 c', '3 d']);
  expect(moved.map(({ consultant }) => consultant)).toEqual(['c', 'd']);
});

it('takes whoever has nothing left off the board', () => {
  const of = sale('a1', 100);
  const ranking = rankingOf('unique', of, sale('b1', 50));
  const { ranking: own, previousRanking, moved } = ranking.apply({ gone: of });
  expect([own, previousRanking, ranked(ranking)]).toEqual([null, 1, ['1 b']]);
  expect(moved).toHaveLength(1);
});
