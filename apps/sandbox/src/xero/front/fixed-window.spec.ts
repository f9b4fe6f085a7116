import fc from 'fast-check';
import { countAt, MINUTE_MS, remaining, retryAfterSeconds, windowStart } from './fixed-window';

const shape = { lengthMs: MINUTE_MS, phaseMs: 17_300, limit: 60 };

it("begins at the tenant's own moment of the minute", () => {
  expect(new Date(windowStart(Date.parse('2026-11-21T10:00:17.299Z'), shape)).toISOString()).toBe('2026-11-21T09:59:17.300Z');
  expect(new Date(windowStart(Date.parse('2026-11-21T10:00:17.300Z'), shape)).toISOString()).toBe('2026-11-21T10:00:17.300Z');
});

it('holds every moment in exactly one window', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1e12, max: 4e12 }), fc.integer({ min: 0, max: 1e6 }), (now, phaseMs) => {
      const start = windowStart(now, { ...shape, phaseMs });
      expect(start).toBeLessThanOrEqual(now);
      expect(now - start).toBeLessThan(MINUTE_MS);
      expect((start - (phaseMs % MINUTE_MS)) % MINUTE_MS).toBe(0);
    }),
  ));

it('forgets the old window at once and whole', () => {
  const now = Date.parse('2026-11-21T10:00:20Z');
  const used = { startedAt: windowStart(now, shape), used: 60, byOthers: 3 };
  expect(countAt(used, now + 1000, shape)).toBe(used);
  expect(countAt(used, now + MINUTE_MS, shape)).toEqual({ startedAt: used.startedAt + MINUTE_MS, used: 0, byOthers: 0 });
});

it('never shows less than nothing remaining', () => {
  expect(remaining({ startedAt: 0, used: 75, byOthers: 0 }, shape)).toBe(0);
});

it('says whole seconds until the window ends, and never none', () => {
  const startedAt = 1_000_000;
  const count = { startedAt, used: 60, byOthers: 0 };
  expect(retryAfterSeconds(count, startedAt + 100, shape)).toBe(60);
  expect(retryAfterSeconds(count, startedAt + MINUTE_MS - 1, shape)).toBe(1);
});
