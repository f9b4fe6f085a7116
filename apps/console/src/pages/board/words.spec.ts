import type { Entry, Explanation } from '../../api/boards';
import { answer, gap, lineCan, linesOf, question, shortRef } from './explain-words';
import { missingAbove, moveInWords, movesSince } from './moves';

const pounds = (minor: number) => ({ minor, currency: 'GBP' });
const place = (consultantId: string, ranking: number, minor: number) => ({
  ranking,
  consultantId,
  consultant: `Consultant ${consultantId}`,
  teamId: 't',
  team: 'Falcon',
  unitsSold: 1,
  salesRevenue: pounds(minor),
});
const entry = (kind: Entry['kind'], ref: string, occurredAt: string): Entry => ({
  kind,
  ref,
  saleRef: `S-${ref}`,
  product: 'Broadband',
  channel: 'offline',
  origin: 'sold',
  units: 1,
  amount: pounds(100),
  team: 'Falcon',
  day: '2026-11-17',
  occurredAt,
  knownAt: occurredAt,
  late: false,
  cancelled: false,
  reason: null,
  by: null,
});
const ewan = {
  consultant: 'Ewan Fraser',
  ranking: 4,
  unitsSold: 5,
  salesRevenue: pounds(294000),
  entries: [] as Entry[],
  above: null,
} as unknown as Explanation;
const above = (by: 'revenue' | 'reached-first' | 'name', minor: number): Explanation => ({
  ...ewan,
  above: { by, missing: pounds(minor), sentence: '', position: { ...place('a', 3, 0), reachedAt: '2026-11-17T12:05:00Z' } },
});

describe('moves', () => {
  it('are told against an earlier ranking, and who stayed is not in them', () => {
    const moves = movesSince(
      [place('a', 1, 9), place('b', 2, 8), place('c', 3, 7)],
      [place('b', 1, 9), place('a', 2, 9), place('c', 3, 7), place('d', 4, 1)],
    );
    expect([...moves]).toEqual([
      ['b', 1],
      ['a', -1],
      ['d', 'new'],
    ]);
    expect([undefined, 1, -2, 'new' as const].map(moveInWords)).toEqual(['Same place', 'Up 1 place', 'Down 2 places', 'New on the board']);
  });

  it('are none while the earlier ranking was empty', () => expect(movesSince([], [place('a', 1, 9)]).size).toBe(0));
});

it('what is missing to the place above is 0 in a tie and nothing for the first', () => {
  const places = [place('a', 1, 500), place('b', 2, 500), place('c', 3, 200)];
  expect([0, 1, 2].map((index) => missingAbove(places, index))).toEqual([undefined, 0, 300]);
});

describe('why somebody stands there', () => {
  it('is asked and answered in words', () => {
    expect(question(ewan)).toBe('Why is Ewan Fraser fourth?');
    expect(question({ ...ewan, ranking: null })).toBe('Why is Ewan Fraser not on the board?');
    expect(answer({ ...ewan, entries: [entry('adjustment', 'x', '2026-11-17T09:00:00Z')] })).toBe(
      '£2,940.00 from 5 sales and 1 correction.',
    );
  });

  it.each([
    [above('revenue', 33500), '£335.00 behind Consultant a, third.'],
    [above('reached-first', 0), 'The same revenue as Consultant a, third, who reached it first, at 12:05.'],
    [above('name', 0), 'The same revenue at the same moment as Consultant a, third; names decide.'],
    [ewan, 'Nobody is above.'],
    [{ ...ewan, ranking: null }, undefined],
  ])('says what separates it from the place above', (explained, words) => expect(gap(explained, 'Europe/London')).toBe(words));

  it('has a sale once, with its taking back in the same line, the newest first', () => {
    const [sale, later] = [entry('sale', '1', '2026-11-17T09:00:00Z'), entry('sale', '2', '2026-11-17T10:00:00Z')];
    const taken = entry('void', '1', '2026-11-17T11:00:00Z');
    const lines = linesOf([sale, later, taken]);
    expect(lines).toEqual([{ entry: later }, { entry: sale, takenBack: taken }]);
    expect(lines.map(lineCan.takeBack)).toEqual([true, false]);
  });

  it('shows a taking back whose sale counts elsewhere as a line of its own', () => {
    const taken = entry('void', '1', '2026-11-17T11:00:00Z');
    expect(linesOf([taken])).toEqual([{ entry: taken }]);
  });

  it('shortens references that we made, and no others', () => {
    expect(shortRef('DEMO-SALE-0041')).toBe('DEMO-SALE-0041');
    expect(shortRef('S-80be64d0-69cf-4e49-94c8-12926c8d4f13')).toBe('S-80be64d0-…');
  });
});
