import { CallBook, type Decision, emptyBook, type Seen } from './call-book';
import { type Limits, XERO_LIMITS } from './limits';

const LIMITS: Limits = { ...XERO_LIMITS, leaseMs: 60_000 };
const INVOICES = 'file-in-xero';
const PAYMENTS = 'record-payment';
const HOUR_MS = 3_600_000;

/** A book at a moment, to which calls happen one after the other. */
class Days {
  readonly book = new CallBook(emptyBook(), LIMITS);
  private calls = 0;
  constructor(public now = Date.UTC(2026, 10, 21)) {}

  ask(stage = INVOICES): { id: string; decision: Decision } {
    const id = String(++this.calls);
    return { id, decision: this.book.ask(id, stage, this.now) };
  }

  /** A call that is granted and answered after 100 ms. */
  call(seen: Seen, stage = INVOICES) {
    const { id, decision } = this.ask(stage);
    expect(decision).toEqual({ go: true });
    this.now += 100;
    this.book.answered(id, this.now, seen);
  }
}

describe('the minute', () => {
  it('begins with one call alone, whose answer says what is left', () => {
    const days = new Days();
    const first = days.ask();
    expect(first.decision.go).toBe(true);
    expect(days.ask().decision).toMatchObject({ go: false, why: 'minute' });
    days.book.answered(first.id, days.now + 50, { minuteLeft: 41 });
    expect(days.ask().decision.go).toBe(true);
    expect(days.ask().decision.go).toBe(true);
  });

  it('counts a call without an answer as used, and leaves the reserve alone', () => {
    const days = new Days();
    days.call({ minuteLeft: 3 });
    days.ask();
    days.ask();
    expect(days.ask().decision).toMatchObject({ go: false, why: 'minute' });
  });

  it('waits a whole minute after the answer of its first call when nothing more is known', () => {
    const days = new Days();
    days.call({ minuteLeft: 2 });
    const answeredAt = days.now;
    days.call({ minuteLeft: 1 });
    expect(days.ask().decision).toEqual({ go: false, why: 'minute', askAgainAt: answeredAt + 60_001 });
  });

  it('learns when it begins from a number that did not fall', () => {
    const days = new Days();
    days.call({ minuteLeft: 30 });
    days.now += 5_000;
    days.call({ minuteLeft: 59 });
    const seenBy = days.now;
    days.call({ minuteLeft: 1 });
    expect(days.ask().decision).toEqual({ go: false, why: 'minute', askAgainAt: seenBy + 60_001 });
  });

  it('takes no step on a belief that an answer contradicts', () => {
    const days = new Days();
    days.call({ minuteLeft: 10 });
    days.call({ minuteLeft: 1 });
    days.now += 61_000;
    days.call({ minuteLeft: 0 });
    expect(days.ask().decision).toEqual({ go: false, why: 'minute', askAgainAt: days.now + 60_001 });
  });

  it('waits as long as a refusal says', () => {
    const days = new Days();
    days.call({ refused: { limit: 'minute', retryAfterMs: 17_000 } });
    expect(days.ask().decision).toEqual({ go: false, why: 'minute', askAgainAt: days.now + 17_001 });
    days.now += 17_001;
    expect(days.ask().decision.go).toBe(true);
  });

  it('says how many calls of the last one were not ours', () => {
    const days = new Days();
    days.call({ minuteLeft: 48 });
    days.call({ minuteLeft: 40 });
    days.now += 60_001;
    days.call({ minuteLeft: 59 });
    expect(days.book.state.usedByOthers).toBe(18);
  });
});

describe('calls at once', () => {
  it('are five, and a killed process gives its place back when its lease is over', () => {
    const days = new Days();
    days.call({ minuteLeft: 59 });
    for (let i = 0; i < 5; i++) expect(days.ask().decision.go).toBe(true);
    expect(days.ask().decision).toMatchObject({ go: false, why: 'at once' });
    days.now += LIMITS.leaseMs;
    expect(days.ask().decision.go).toBe(true);
  });

  it('do not count one that was never sent', () => {
    const days = new Days();
    days.call({ minuteLeft: 2 });
    const { id } = days.ask();
    expect(days.ask().decision.go).toBe(false);
    days.book.neverSent(id, days.now);
    expect(days.ask().decision.go).toBe(true);
  });
});

describe('the turn of a batch', () => {
  const waiting = (days: Days, facts: number) => days.book.turn(INVOICES, facts, 50, days.now);

  it('comes at once while half of the calls are left', () => {
    const days = new Days();
    days.call({ minuteLeft: 31 });
    expect(waiting(days, 1)).toEqual({ go: true });
  });

  it('comes at a pace that lasts to the end of the minute when less is left and the batch is small', () => {
    const days = new Days();
    days.call({ minuteLeft: 21 });
    const grantedAt = days.now - 100;
    const paceMs = 60_000 / 20;
    expect(waiting(days, 49)).toEqual({ go: false, why: 'turn', askAgainAt: grantedAt + paceMs });
    days.now += 3_000;
    expect(waiting(days, 49)).toEqual({ go: true });
  });

  it('comes at once for a full batch', () => {
    const days = new Days();
    days.call({ minuteLeft: 21 });
    expect(waiting(days, 50)).toEqual({ go: true });
  });

  it('comes with the answer of the call under way when the batch is small', () => {
    const days = new Days();
    days.call({ minuteLeft: 50 });
    const { id } = days.ask();
    expect(waiting(days, 49)).toMatchObject({ go: false, why: 'turn' });
    expect(waiting(days, 50)).toEqual({ go: true });
    expect(days.book.turn(PAYMENTS, 1, 50, days.now)).toEqual({ go: true });
    days.book.answered(id, days.now, { minuteLeft: 49 });
    expect(waiting(days, 49)).toEqual({ go: true });
  });

  it('does not wait long for an answer that never comes', () => {
    const days = new Days();
    days.call({ minuteLeft: 50 });
    days.ask();
    days.now += 2_000;
    expect(waiting(days, 1)).toEqual({ go: true });
  });

  it('comes when the day is used up, so that the stage hears of it', () => {
    const days = new Days();
    days.call({ minuteLeft: 50, dayLeft: 0 });
    expect(waiting(days, 50)).toEqual({ go: true });
  });
});

describe('two stages', () => {
  it('take turns when both wait', () => {
    const days = new Days();
    days.call({ minuteLeft: 40 });
    days.call({ minuteLeft: 39 });
    const full = [1, 2, 3, 4, 5].map(() => days.ask(INVOICES));
    expect(days.ask(PAYMENTS).decision).toMatchObject({ why: 'at once' });
    days.book.answered(full[0]!.id, days.now, { minuteLeft: 34 });
    expect(days.ask(INVOICES).decision).toMatchObject({ go: false, why: 'turn' });
    expect(days.ask(PAYMENTS).decision).toEqual({ go: true });
  });

  it('do not wait for one that has stopped asking', () => {
    const days = new Days();
    days.call({ minuteLeft: 1 });
    expect(days.ask(PAYMENTS).decision.go).toBe(false);
    days.now += 60_001;
    days.call({ minuteLeft: 59 });
    expect(days.ask(INVOICES).decision).toEqual({ go: true });
  });
});

describe('the day', () => {
  it('keeps its last calls, to ask every two hours whether a new day has begun', () => {
    const days = new Days();
    days.call({ minuteLeft: 50, dayLeft: 12 });
    days.call({ minuteLeft: 49, dayLeft: 11 });
    expect(days.ask().decision).toEqual({ go: false, why: 'day', askAgainAt: days.now - 100 + 2 * HOUR_MS });
    days.now += 2 * HOUR_MS;
    days.call({ minuteLeft: 59, dayLeft: 999 });
    expect(days.ask().decision.go).toBe(true);
  });

  it('knows its hour once it has seen a day begin', () => {
    const days = new Days();
    days.call({ minuteLeft: 50, dayLeft: 13 });
    days.now += HOUR_MS;
    days.call({ minuteLeft: 59, dayLeft: 999 });
    const begunBy = days.now;
    days.call({ minuteLeft: 58, dayLeft: 12 });
    expect(days.book.state.day!.endsBy).toBe(begunBy + 24 * HOUR_MS);
    expect(days.ask().decision).toEqual({ go: false, why: 'day', askAgainAt: days.book.state.day!.endsAfter });
  });

  it('waits as long as a refusal says', () => {
    const days = new Days();
    days.call({ refused: { limit: 'day', retryAfterMs: 3 * HOUR_MS } });
    expect(days.ask().decision).toEqual({ go: false, why: 'day', askAgainAt: days.now + 3 * HOUR_MS + 1 });
  });
});
