import fc from 'fast-check';
import { AHEAD_AT_MOST, begun, type BoardState, FLASH_MS, isSilent, NEW_DAY_MS, reduced, SILENCE_MS } from './board-state';
import { restOf, unitsOf } from './board';
import { FakeFloor } from './testing/fake-floor';

const NOW = 1_000_000;

/** A floor of the given people, and the state of a client that has its first snapshot. */
function opened(...people: readonly string[]) {
  const floor = new FakeFloor(people.map((name) => [name, 'Falcon']));
  return { floor, state: reduced(begun(NOW), { type: 'snapshot', snapshot: floor.snapshot(), nowMs: NOW }) };
}
const after = (state: BoardState, ...changes: readonly ReturnType<FakeFloor['sale']>[]) =>
  changes.reduce((each, change) => reduced(each, { type: 'change', change, nowMs: NOW + 1 }), state);
const heartbeat = (state: BoardState, seq: number, nowMs = NOW) =>
  reduced(state, { type: 'heartbeat', heartbeat: { seq, at: new Date(nowMs).toISOString() }, nowMs });
const ranking = ({ board }: BoardState) => board?.rows.map(({ consultant }) => consultant);

describe('a sale', () => {
  it('takes its place, tells who went down, and is shown as just sold', () => {
    const { floor, state } = opened('Ann', 'Bob');
    const both = after(state, floor.sale('Ann', 100), floor.sale('Bob', 200));
    expect(ranking(both)).toEqual(['Bob', 'Ann']);
    expect(both.board?.rows.map(({ move }) => move?.places)).toEqual([undefined, -1]);
    expect(both.board?.total?.minor).toBe(300);
    expect(both.flashes.map(({ consultant }) => consultant)).toEqual(['Bob', 'Ann']);
  });

  it('is no longer just sold after its time, and stays the last sale', () => {
    const { floor, state } = opened('Ann');
    const sold = after(state, floor.sale('Ann', 100));
    expect(reduced(sold, { type: 'tick', nowMs: NOW + FLASH_MS }).flashes).toHaveLength(1);
    const later = reduced(sold, { type: 'tick', nowMs: NOW + 1 + FLASH_MS });
    expect(later.flashes).toEqual([]);
    expect(later.lastSale?.consultant).toBe('Ann');
  });

  it('adds to what its team has sold', () => {
    const { floor, state } = opened('Ann');
    expect(after(state, floor.sale('Ann', 100)).board?.teams[0]?.salesRevenue?.minor).toBe(100);
  });

  it("that takes its team over the team's goal is celebrated once", () => {
    const floor = new FakeFloor([['Ann', 'Falcon']], { Falcon: 150 });
    const state = reduced(begun(NOW), { type: 'snapshot', snapshot: floor.snapshot(), nowMs: NOW });
    const short = after(state, floor.sale('Ann', 149));
    expect(short.celebration).toBeNull();
    const reached = after(short, floor.sale('Ann', 1));
    expect(reached.celebration).toMatchObject({ of: 'team', name: 'Falcon', by: 'Ann', seq: 2 });
    expect(after(reached, floor.sale('Ann', 5)).celebration?.seq).toBe(2);
  });

  it('that reaches a target is celebrated by name', () => {
    const { floor, state } = opened('Ann');
    const sold = after(state, { ...floor.sale('Ann', 100), targetReached: 'team' });
    expect(sold.celebration).toMatchObject({ of: 'team', name: 'Falcon' });
  });
});

describe('midnight', () => {
  it('is left to the server, which sends the new day, and asked for when it does not', () => {
    const { floor, state } = opened('Ann');
    const sold = after(state, floor.sale('Ann', 100));
    const midnight = Date.parse(floor.snapshot().resetsAt);
    expect(heartbeat(sold, 1, midnight - 1).wants).toBe('nothing');
    expect(heartbeat(sold, 1, midnight + NEW_DAY_MS - 1).wants).toBe('nothing');
    const overdue = heartbeat(sold, 1, midnight + NEW_DAY_MS);
    expect(overdue.wants).toBe('snapshot');
    floor.nextDay();
    const anew = reduced(overdue, { type: 'snapshot', snapshot: floor.snapshot(), nowMs: NOW });
    expect([anew.wants, anew.board?.total?.minor, anew.lastSale]).toEqual(['nothing', 0, null]);
    expect(heartbeat(anew, 1, midnight + NEW_DAY_MS).wants).toBe('nothing');
  });
});

describe('a sale that is taken back', () => {
  it('lowers the sum and is no news; nothing is left of a consultant who has no other', () => {
    const { floor, state } = opened('Ann', 'Bob');
    const sold = reduced(after(state, floor.sale('Ann', 100), floor.sale('Bob', 50)), { type: 'tick', nowMs: NOW + 1 + FLASH_MS });
    const back = after(sold, floor.takenBack('Ann', 100));
    expect(ranking(back)).toEqual(['Bob']);
    expect(back.board?.total?.minor).toBe(50);
    expect(back.flashes).toEqual([]);
  });

  it('is not shown as just sold any more', () => {
    const { floor, state } = opened('Ann');
    const back = after(state, floor.sale('Ann', 100), floor.takenBack('Ann', 100));
    expect([back.flashes, back.lastSale]).toEqual([[], null]);
  });
});

describe('the numbers', () => {
  it('let a repeated change count once', () => {
    const { floor, state } = opened('Ann');
    const sale = floor.sale('Ann', 100);
    const once = after(state, sale);
    expect(after(once, sale)).toEqual({ ...once, heardAtMs: NOW + 1 });
  });

  it('show a gap, which is asked for and closed by what comes', () => {
    const { floor, state } = opened('Ann', 'Bob');
    const [first, second, third] = [floor.sale('Ann', 100), floor.sale('Bob', 300), floor.sale('Ann', 10)];
    const waiting = after(state, third!);
    expect([waiting.wants, waiting.seq, ranking(waiting)]).toEqual(['gap', 0, []]);
    const closed = after(waiting, first!, second!);
    expect([closed.wants, closed.seq, ranking(closed)]).toEqual(['nothing', 3, ['Bob', 'Ann']]);
    expect(closed.board?.total?.minor).toBe(410);
  });

  it('of a heartbeat show a gap, too', () => {
    const { state } = opened('Ann');
    expect(heartbeat(state, 0).wants).toBe('nothing');
    expect(heartbeat(state, 1).wants).toBe('gap');
  });

  it('that run too far ahead are given up for a snapshot, so that nothing grows', () => {
    const { floor, state } = opened('Ann');
    floor.sale('Ann', 1);
    const far = after(state, ...Array.from({ length: AHEAD_AT_MOST + 1 }, () => floor.sale('Ann', 1)));
    expect([far.ahead.length, far.wants]).toEqual([0, 'snapshot']);
  });
});

describe('a new day', () => {
  it('begins with its snapshot: nothing of yesterday is shown', () => {
    const { floor, state } = opened('Ann');
    const yesterday = after(state, floor.sale('Ann', 100));
    floor.nextDay();
    const today = reduced(yesterday, { type: 'snapshot', snapshot: floor.snapshot(), nowMs: NOW + 2 });
    expect([ranking(today), today.board?.total?.minor, today.flashes, today.lastSale]).toEqual([[], 0, [], null]);
    expect(ranking(after(today, floor.sale('Ann', 5)))).toEqual(['Ann']);
  });

  it('whose snapshot is missing is asked for, and its sales are not added to yesterday', () => {
    const { floor, state } = opened('Ann');
    const yesterday = after(state, floor.sale('Ann', 100));
    floor.nextDay();
    const early = after(yesterday, floor.sale('Ann', 5));
    expect([early.wants, early.board?.total?.minor]).toEqual(['snapshot', 100]);
  });
});

describe('a silent line', () => {
  it('is noticed after 15 seconds', () => {
    const { state } = opened('Ann');
    expect([isSilent(state, NOW + SILENCE_MS - 1), isSilent(state, NOW + SILENCE_MS)]).toEqual([false, true]);
  });

  it('brings its sales quietly when it speaks again; those after it are news', () => {
    const { floor, state } = opened('Ann', 'Bob');
    const missed = reduced(state, { type: 'change', change: floor.sale('Ann', 100), nowMs: NOW + 60_000 });
    expect([missed.catchingUp, missed.flashes, missed.lastSale?.consultant]).toEqual([true, [], 'Ann']);
    const level = heartbeat(missed, 1, NOW + 61_000);
    const live = reduced(level, { type: 'change', change: floor.sale('Bob', 5), nowMs: NOW + 62_000 });
    expect([live.catchingUp, live.flashes[0]?.consultant]).toEqual([false, 'Bob']);
  });
});

describe('any order and repetition', () => {
  const people = ['Ann', 'Bob', 'Cid', 'Dee'];
  const sales = fc.array(fc.tuple(fc.constantFrom(...people), fc.integer({ min: 1, max: 500 })), { minLength: 1, maxLength: 30 });

  it('ends with the board of the server', () =>
    fc.assert(
      fc.property(sales, fc.infiniteStream(fc.nat()), (sold, picks) => {
        const { floor, state } = opened(...people);
        const changes = sold.map(([name, minor]) => floor.sale(name, minor));
        const noisy = changes.flatMap((change) => [change, change]).sort(() => (picks.next().value % 3) - 1);
        const all = after(state, ...noisy);
        expect(all.board?.rows.map(({ move: _, ...position }) => position)).toEqual(floor.snapshot().rankings);
        expect(all.board?.total).toEqual(floor.snapshot().total);
        expect(all.wants).toBe('nothing');
      }),
    ));
});

it('a hundred thousand changes leave a state as small as one', () => {
  const people = Array.from({ length: 10 }, (_, n) => `Person ${n}`);
  const { floor, state } = opened(...people);
  let now = NOW;
  let each = state;
  for (let n = 0; n < 100_000; n++) {
    now += 30;
    const name = people[(n * 7) % people.length]!;
    const change = n % 10 === 9 ? floor.takenBack(name, 50) : floor.sale(name, 100 + (n % 13));
    // Some are lost, so that the gap is asked for and closed.
    if (n % 1000 !== 500) each = reduced(each, { type: 'change', change, nowMs: now });
    else each = reduced(each, { type: 'tick', nowMs: now });
    if (each.wants === 'gap') each = reduced(each, { type: 'snapshot', snapshot: floor.snapshot(), nowMs: now });
  }
  expect(JSON.stringify(each).length).toBeLessThan(20_000);
  expect(each.board?.total).toEqual(floor.snapshot().total);
});

it('what is shown and the hidden rest add up to the header', () => {
  const people = Array.from({ length: 12 }, (_, n) => `Person ${n}`);
  const { floor, state } = opened(...people);
  const { board } = after(state, ...people.map((name, n) => floor.sale(name, 1_000 + n * 10)));
  const rest = restOf(board!, 8);
  expect([rest.people, rest.unitsSold]).toEqual([4, 4]);
  const shown = board!.rows.slice(0, 8);
  expect(shown.reduce((all, row) => all + row.salesRevenue!.minor, rest.salesRevenue!.minor)).toBe(board!.total!.minor);
  expect(unitsOf(board!.rows)).toBe(12);
});
