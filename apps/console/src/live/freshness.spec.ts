import { begun, reduced } from '../tv/board-state';
import type { Snapshot } from '../tv/protocol';
import { freshnessOf } from './live-board';

const snapshot: Snapshot = {
  board: 'floor',
  title: 'Whole floor',
  currency: 'GBP',
  seq: 7,
  businessDay: '2026-11-17',
  resetsAt: '2026-11-18T00:00:00Z',
  timeZone: 'Europe/London',
  rankings: [],
  total: { minor: 0, currency: 'GBP' },
  target: null,
};
const WALL_MS = Date.parse('2026-11-17T13:29:00Z');
const opened = reduced(begun(1_000), { type: 'snapshot', snapshot, nowMs: 1_000 });

it('a board that was just heard of is live', () => expect(freshnessOf(opened, 5_000, WALL_MS, true)).toEqual({ is: 'live' }));

it('a board that was never heard of is catching up', () =>
  expect(freshnessOf(begun(1_000), 5_000, WALL_MS, true)).toEqual({ is: 'catching up' }));

it('a heartbeat that knows more than the board makes it catch up', () => {
  const behind = reduced(opened, { type: 'heartbeat', heartbeat: { seq: 9, at: '2026-11-17T13:28:56Z' }, nowMs: 2_000 });
  expect(freshnessOf(behind, 2_000, WALL_MS, true)).toEqual({ is: 'catching up' });
});

it('after fifteen silent seconds it is not live, and says of when it is', () =>
  expect(freshnessOf(opened, 16_000, WALL_MS, true)).toEqual({ is: 'not live', since: WALL_MS - 15_000 }));

it('without a network it says so', () => expect(freshnessOf(opened, 2_000, WALL_MS, false)).toMatchObject({ is: 'offline' }));
