import type { Consultant } from '../api/consultants';
import type { Screen } from '../api/screens';
import type { Team } from '../api/teams';
import { boardSearch } from '../search';
import { consultantChanges } from './consultants/consultant-changes';
import { found } from './consultants/found';
import { draftOf, screenInput } from './screens/screen-draft';
import { isHeardOf, showsInWords } from './screens/screen-words';
import { teamChanges } from './teams/team-changes';

const consultant = (name: string, team = 'Falcon'): Consultant => ({
  consultantId: name,
  name,
  team: { teamId: team, name: team },
  hiddenFromScreens: false,
  active: true,
  revision: 1,
  history: [],
});
const falcon: Team = {
  teamId: 'f',
  name: 'Falcon',
  displayName: 'Falcon',
  timeZone: 'Europe/London',
  target: null,
  active: true,
  revision: 1,
  consultants: 2,
  history: [],
};
const asItIs = { name: 'Falcon', display_name: 'Falcon', time_zone: 'Europe/London', target: null, currency: null, active: true };

describe('before a team is saved', () => {
  it('nothing is foretold when nothing of weight changes', () => expect(teamChanges(falcon, asItIs, String)).toEqual([]));

  it('a new name, a new time zone and people who stay behind are foretold', () => {
    const sentences = teamChanges(falcon, { ...asItIs, name: 'Merlin', time_zone: 'UTC', active: false }, String);
    expect(sentences).toEqual([
      expect.stringContaining('“Merlin”'),
      expect.stringContaining('UTC'),
      expect.stringContaining('2 consultants'),
    ]);
  });
});

it('before a consultant moves, it is foretold which sales go along', () => {
  const input = { name: 'Ewan', team: 'Merlin', hidden_from_screens: true, active: false };
  expect(consultantChanges(consultant('Ewan'), input)).toEqual([
    'From the next sale on, what Ewan sells counts for Merlin. Everything sold so far stays with Falcon.',
    expect.stringContaining('“Somebody in Merlin”'),
    expect.stringContaining('No more sales'),
  ]);
});

it('people are found by parts of their names, however these are written, and by team', () => {
  const all = [consultant('José Álvarez'), consultant('Anna Price', 'Merlin')];
  expect(found(all, { q: 'alvarez jose' }).map(({ name }) => name)).toEqual(['José Álvarez']);
  expect(found(all, { in: 'Merlin' }).map(({ name }) => name)).toEqual(['Anna Price']);
  expect(found(all, {})).toHaveLength(2);
});

describe('a screen', () => {
  const shows = { boards: ['floor', 'Falcon'], everySeconds: 30, currency: null, myTeam: 'Falcon' };
  const boards = [{ board: 'Falcon', title: 'Falcon (London)', scope: 'team' as const, teamId: 'f', timeZone: 'UTC', currencies: [] }];
  const screen = { name: 'Reception', shows, hideAmounts: true } as unknown as Screen;

  it('is said in words', () => {
    expect(showsInWords(shows, boards)).toBe('Slideshow: Whole floor, Falcon (London), every 30 s; sales of Falcon (London) pop up');
    expect(showsInWords({ ...shows, boards: [] }, boards)).toBe('Nothing: its board is gone');
  });

  it('goes into the form and back unchanged', () =>
    expect(screenInput(draftOf(screen))).toEqual({
      name: 'Reception',
      shows: { boards: ['floor', 'Falcon'], everySeconds: 30, myTeam: 'Falcon' },
      hide_amounts: true,
    }));

  it('of one board has no seconds and no team', () =>
    expect(screenInput({ ...draftOf(screen), kind: 'board' }).shows).toEqual({ boards: ['floor'] }));

  it('is on as long as it was noted in the last minutes', () => {
    const at = '2026-11-17T13:00:00Z';
    expect([60_000, 180_000].map((passed) => isHeardOf(at, Date.parse(at) + passed))).toEqual([true, false]);
  });
});

it('what is mistyped in an address counts as not said', () => {
  expect(boardSearch({ period: 'year', on: '2026-13-45', at: 'noon', currency: 'pounds', view: 'x', who: '' })).toEqual({});
  expect(boardSearch({ period: 'week', on: '2026-11-17', currency: 'GBP' })).toEqual({ period: 'week', on: '2026-11-17', currency: 'GBP' });
});
