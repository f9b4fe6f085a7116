import fc from 'fast-check';
import { businessDay } from '../business-days';
import type { Entry } from '../entry';

/** Two days around a night, so that sales and voids fall on both; few consultants and amounts, so that they tie. */
export const TEAMS = [
  { teamId: '00000007-0000-4000-8000-000000000001', team: 'Falcon', zone: 'Europe/London' },
  { teamId: '00000007-0000-4000-8000-000000000002', team: 'Kestrel', zone: 'America/New_York' },
] as const;
const START = Date.parse('2026-03-28T18:00:00Z');
const HOUR = 3_600_000;

export const zoneOf = (teamId: string) => TEAMS.find((team) => team.teamId === teamId)!.zone;

interface Made {
  readonly who: number;
  readonly team: number;
  readonly minor: number;
  readonly at: number;
  readonly toldAfter: number;
  readonly takenAfter: number | null;
  readonly isAdjustment: boolean;
}

const made: fc.Arbitrary<Made> = fc.record({
  who: fc.nat(4),
  team: fc.nat(1),
  minor: fc.constantFrom(100, 100, 200, 300, -100),
  at: fc.nat(40),
  toldAfter: fc.nat(30),
  takenAfter: fc.option(fc.nat(30), { nil: null, freq: 2 }),
  isAdjustment: fc.boolean(),
});

/** Entries of sales, some told late, some taken back, and corrections; none repeated. */
export const histories: fc.Arbitrary<Entry[]> = fc.array(made, { maxLength: 25 }).map((all) => all.flatMap(entriesOf));

/** Any order of them, some told again. */
export const toldInAnyOrder: fc.Arbitrary<{ entries: Entry[]; told: Entry[] }> = histories.chain((entries) =>
  fc
    .tuple(fc.shuffledSubarray(entries, { minLength: entries.length }), fc.subarray(entries))
    .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }))
    .map((told) => ({ entries, told })),
);

function entriesOf({ who, team, minor, at, toldAfter, takenAfter, isAdjustment }: Made, n: number): Entry[] {
  const { teamId, team: name, zone } = TEAMS[team]!;
  const occurredAt = START + at * HOUR;
  const day = businessDay(occurredAt, zone);
  const ref = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const seller = {
    ref,
    consultantId: `00000009-0000-4000-8000-00000000000${who}`,
    consultant: `Consultant ${4 - who}`,
    teamId,
    team: name,
    currency: 'GBP',
  };
  const known = { day, ownDay: day, occurredAt, knownAt: occurredAt + toldAfter * HOUR };
  if (isAdjustment) return [{ kind: 'adjustment', ...seller, ...known, units: 0, minor }];
  const size = Math.abs(minor);
  const sale: Entry = { kind: 'sale', ...seller, ...known, units: 1, minor: size };
  if (takenAfter === null) return [sale];
  const takenAt = sale.knownAt + takenAfter * HOUR;
  return [
    sale,
    { ...sale, kind: 'void', units: -1, minor: -size, ownDay: businessDay(takenAt, zone), occurredAt: takenAt, knownAt: takenAt },
  ];
}
