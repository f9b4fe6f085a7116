import { type FixedWindow, learnt, type Mark, markOf, refusedUntil, rolled } from './fixed-window';
import type { Limits } from './limits';

/** A call granted and not answered yet. */
interface OpenCall {
  readonly id: string;
  readonly stage: string;
  readonly grantedAt: number;
  readonly leaseUntil: number;
  readonly minute: Mark;
  readonly day: Mark;
}

interface Caller {
  readonly askedAt: number;
  readonly grantedAt: number;
  /** Calls granted in the present minute. */
  readonly calls: number;
}

/** All that is known of the quota, as kept in the database. Moments are milliseconds since 1970 by the database's clock. */
export interface BookState {
  minute: FixedWindow | null;
  day: FixedWindow | null;
  open: OpenCall[];
  callers: Record<string, Caller>;
  dayAskedAt: number;
  /** Our answered calls of the present minute, and others' calls of the last minute that had answers. */
  ours: number;
  usedByOthers: number;
  /** When an answer came last. */
  seenAt: number;
}

export const emptyBook = (): BookState => ({
  minute: null,
  day: null,
  open: [],
  callers: {},
  dayAskedAt: 0,
  ours: 0,
  usedByOthers: 0,
  seenAt: 0,
});

export type Decision =
  | { readonly go: true }
  | { readonly go: false; readonly why: 'day' | 'minute' | 'at once' | 'turn'; readonly askAgainAt: number };

/** What the headers of an answer said. */
export interface Seen {
  readonly minuteLeft?: number;
  readonly dayLeft?: number;
  /** Set when the answer was 429. */
  readonly refused?: { readonly limit: 'minute' | 'day' | 'at once'; readonly retryAfterMs?: number };
}

const GO: Decision = { go: true };
/** A caller that waits asks more often than this; one that does not has died, and nobody gives way to it. */
const ASKS_WITHIN_MS = 5000;
const SOON_MS = 50;
/** A small batch waits this long for the stage's call under way, and no longer: its answer may never come. */
const ANSWERS_WITHIN_MS = 2000;

/**
 * Decides which call may go. A plain state machine: no clock and no database of its own.
 * A call whose answer is outstanding counts as used; a window nothing is known of gets one call, whose answer tells what is left.
 */
export class CallBook {
  constructor(
    readonly state: BookState,
    private readonly limits: Limits,
  ) {}

  /** Asks for one call and, if it may go, books it under `id`. */
  ask(id: string, stage: string, now: number): Decision {
    this.roll(now);
    const caller = this.caller(stage);
    const decision = this.decide(stage, now);
    this.state.callers[stage] = decision.go ? { askedAt: 0, grantedAt: now, calls: caller.calls + 1 } : { ...caller, askedAt: now };
    if (decision.go) {
      const marks = { minute: markOf(this.state.minute), day: markOf(this.state.day) };
      this.state.open.push({ id, stage, grantedAt: now, leaseUntil: now + this.limits.leaseMs, ...marks });
    }
    return decision;
  }

  /**
   * May a stage take `waiting` facts now? A full batch goes as soon as a call may. A smaller one waits for the answer of the stage's call
   * under way, and what comes meanwhile goes along: calls are dear, and one more would not be done much sooner. When less than half of the
   * minute's calls are left it waits for its turn, so that they last to the minute's end. Out of the day's calls it may go, to be told so.
   */
  turn(stage: string, waiting: number, fullBatch: number, now: number): Decision {
    this.roll(now);
    const decision = this.decide(stage, now);
    if (!decision.go) {
      if (decision.why === 'day') return GO;
      this.state.callers[stage] = { ...this.caller(stage), askedAt: now };
      return decision;
    }
    if (waiting >= fullBatch) return GO;
    const underWay = this.state.open.some((call) => call.stage === stage && now - call.grantedAt < ANSWERS_WITHIN_MS);
    if (underWay) return { go: false, why: 'turn', askAgainAt: now + SOON_MS };
    const left = this.minuteLeft();
    if (left === null || left * 2 >= this.limits.callsAMinute) return GO;
    const paceMs = (this.state.minute!.endsBy - now) / Math.max(1, left - this.limits.reserve);
    const dueAt = Math.max(...Object.values(this.state.callers).map(({ grantedAt }) => grantedAt)) + paceMs;
    return dueAt <= now ? GO : { go: false, why: 'turn', askAgainAt: dueAt };
  }

  answered(id: string, now: number, seen: Seen): void {
    const call = this.close(id, now);
    if (!call) return;
    this.state.seenAt = now;
    const when = { grantedAt: call.grantedAt, answeredAt: now };
    if (call.minute.epoch === (this.state.minute?.epoch ?? 0)) this.state.ours++;
    const { minuteMs, dayMs } = this.limits;
    const { refused, minuteLeft, dayLeft } = seen;
    if (refused?.limit === 'minute') this.setMinute(refusedUntil(this.state.minute, when, refused.retryAfterMs ?? minuteMs));
    else if (minuteLeft !== undefined && !refused) {
      this.setMinute(learnt(this.state.minute, { ...when, mark: call.minute, left: minuteLeft }, minuteMs), 1);
    }
    if (refused?.limit === 'day') this.state.day = refusedUntil(this.state.day, when, refused.retryAfterMs ?? dayMs);
    else if (dayLeft !== undefined && !refused) this.state.day = learnt(this.state.day, { ...when, mark: call.day, left: dayLeft }, dayMs);
  }

  /** It never reached Xero: it counts for nothing. */
  neverSent(id: string, now: number): void {
    this.close(id, now);
  }

  private close(id: string, now: number): OpenCall | undefined {
    this.roll(now);
    const call = this.state.open.find((open) => open.id === id);
    this.state.open = this.state.open.filter((open) => open !== call);
    return call;
  }

  private decide(stage: string, now: number): Decision {
    const { open, minute, day, callers } = this.state;
    const held = open.filter(({ leaseUntil }) => leaseUntil > now);
    if (held.length >= this.limits.callsAtOnce) return { go: false, why: 'at once', askAgainAt: now + SOON_MS };
    const unknown = held.some(
      (call) =>
        (isUnknown(minute) && call.minute.epoch === (minute?.epoch ?? 0)) || (day && isUnknown(day) && call.day.epoch === day.epoch),
    );
    if (unknown) return { go: false, why: 'minute', askAgainAt: now + SOON_MS };
    const dayDecision = this.decideDay(now);
    if (!dayDecision.go) return dayDecision;
    const left = this.minuteLeft();
    if (left !== null && left <= this.limits.reserve) return { go: false, why: 'minute', askAgainAt: minute!.endsBy + 1 };
    const mine = this.caller(stage).calls;
    const behind = Object.entries(callers).some(
      ([other, { askedAt, grantedAt, calls }]) => other !== stage && askedAt > grantedAt && now - askedAt < ASKS_WITHIN_MS && calls < mine,
    );
    return behind ? { go: false, why: 'turn', askAgainAt: now + SOON_MS } : GO;
  }

  private decideDay(now: number): Decision {
    const { day, open, dayAskedAt } = this.state;
    if (!day || day.left === null || day.left - open.length > this.limits.dayReserve) return GO;
    const askAt = Math.max(day.endsAfter, dayAskedAt + this.limits.askDayMs);
    if (day.left - open.length <= 0 || askAt >= day.endsBy) return { go: false, why: 'day', askAgainAt: day.endsBy + 1 };
    if (askAt > now) return { go: false, why: 'day', askAgainAt: askAt };
    this.state.dayAskedAt = now;
    return GO;
  }

  /** Calls left of this minute if every outstanding call is one that the last answer did not count. */
  private minuteLeft(): number | null {
    const { minute, open } = this.state;
    return minute?.left == null ? null : minute.left - open.length;
  }

  private roll(now: number) {
    const { minute, day } = this.state;
    if (minute) this.setMinute(rolled(minute, now, this.limits.minuteMs));
    if (day) this.state.day = rolled(day, now, this.limits.dayMs);
    // A call that never gets an answer counts until its lease is over and a later call's answer has told what is left without it.
    const { epoch, seenAt } = { epoch: 0, seenAt: 0, ...this.state.minute };
    this.state.open = this.state.open.filter(
      ({ leaseUntil, minute: mark }) => leaseUntil > now || (mark.epoch === epoch && leaseUntil > seenAt),
    );
  }

  /** `oursInIt`: our calls already known to lie in the new window, when it is one. */
  private setMinute(next: FixedWindow, oursInIt = 0) {
    const before = this.state.minute;
    this.state.minute = next;
    if (!before || next.epoch === before.epoch) return;
    if (before.left !== null) {
      this.state.usedByOthers = Math.max(0, this.limits.callsAMinute - before.left - this.state.ours + oursInIt);
    }
    this.state.ours = oursInIt;
    for (const [stage, caller] of Object.entries(this.state.callers)) this.state.callers[stage] = { ...caller, calls: 0 };
  }

  private caller(stage: string): Caller {
    return this.state.callers[stage] ?? { askedAt: 0, grantedAt: 0, calls: 0 };
  }
}

/** What is left is told by the answer to one call, which goes alone. A day that no answer ever spoke of limits nothing. */
const isUnknown = (window: FixedWindow | null) => window === null || window.left === null;
