import { gatewayTime, settleStatusAt } from './transaction';

const booked = new Date('2026-11-21T08:01:12Z');
const times = { settlingAfterMs: 3_600_000, settledAfterMs: 86_400_000 };
const at = (stored: string, ageMs: number) => settleStatusAt(stored, booked, new Date(booked.getTime() + ageMs), times);

it('settles a charge by the clock: 0, 10, 100', () => {
  expect([at('0', 0), at('0', 3_600_000), at('0', 86_400_000)]).toEqual(['0', '10', '100']);
});

it('cancels a suspended charge after seven days', () => {
  expect([at('2', 7 * 86_400_000 - 1), at('2', 7 * 86_400_000)]).toEqual(['2', '3']);
});

it('never settles a cancelled charge', () => {
  expect(at('3', 86_400_000)).toBe('3');
});

it('writes moments in UTC without a zone', () => {
  expect(gatewayTime(booked)).toBe('2026-11-21 08:01:12');
});
