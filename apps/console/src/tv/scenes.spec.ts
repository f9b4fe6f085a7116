import { heardBoards, SCENE_SECONDS, sceneAt, scenesIn, scenesOf } from './scenes';

describe('the address', () => {
  it('names one board, or several in turn', () => {
    expect(scenesIn('#/floor')).toMatchObject({ boards: ['floor'], everySeconds: SCENE_SECONDS });
    expect(scenesIn('#/floor,St.%20Mary?every=30&my-team=Falcon&currency=EUR')).toEqual({
      boards: ['floor', 'St. Mary'],
      everySeconds: 30,
      myTeam: 'Falcon',
      currency: 'EUR',
    });
  });

  it.each(['', '#', '#/'])('%j names none, so that the device asks to be paired', (hash) => expect(scenesIn(hash)).toBeNull());

  it('that is spelt wrong is taken as it stands', () => expect(scenesIn('#/100%')?.boards).toEqual(['100%']));

  it('never turns faster than can be read', () => expect(scenesIn('#/a,b?every=1')?.everySeconds).toBe(SCENE_SECONDS));
});

describe('scenes', () => {
  const scenes = scenesOf({ name: 'North wall', shows: { boards: ['floor', 'Falcon'], myTeam: 'Merlin' }, hideAmounts: false });

  it('take turns every 20 seconds, at the same moment on every wall', () =>
    expect([0, 19_999, 20_000, 40_000].map((ms) => sceneAt(scenes, ms))).toEqual(['floor', 'floor', 'Falcon', 'floor']));

  it('listen to my team beside what they show', () => expect(heardBoards(scenes)).toEqual(['floor', 'Falcon', 'Merlin']));
});
