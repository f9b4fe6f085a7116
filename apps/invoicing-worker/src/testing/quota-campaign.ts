import { type BookState, CallBook, emptyBook, type Seen } from '../quota/call-book';
import { type Limits, XERO_LIMITS } from '../quota/limits';
import { VirtualTime } from './virtual-time';

export interface Campaign {
  /** When Xero's minute begins, unknown to the caller. */
  readonly phaseMs: number;
  /** Of one call, there and back, from the least to the most. */
  readonly latencyMs: readonly [number, number];
  /** Somebody else's calls, each so long after the one before; none when undefined. */
  readonly othersEveryMs?: readonly [number, number];
  readonly minutes: number;
  /** Processes that share the book, and calls that each wants to have under way. */
  readonly replicas: number;
  readonly callersEach: number;
  readonly stages: readonly string[];
  readonly random: () => number;
  /** This share of calls gets no answer, though Xero counted them. */
  readonly lostShare?: number;
}

export interface Outcome {
  readonly refused: number;
  readonly mostAtOnce: number;
  /** Our calls and others', of all whole minutes of Xero but the first. */
  readonly ours: number;
  readonly others: number;
  readonly windows: number;
  readonly byStage: Record<string, number>;
}

const LIMITS: Limits = { ...XERO_LIMITS, leaseMs: 20_000 };
const DAY_LIMIT = 100_000;

/** Replicas with endless work share one book before a provider with windows of a fixed length, in virtual time. */
export function runCampaign(campaign: Campaign): Outcome {
  const time = new VirtualTime();
  const xero = new MinuteWindows(campaign.phaseMs);
  const replicas = Array.from({ length: campaign.replicas }, () => new Replica(campaign, time, xero));
  const shared: Shared = { state: emptyBook(), calls: 0, underWay: 0, mostAtOnce: 0, refused: 0 };
  for (const replica of replicas) replica.begin(shared);
  others(campaign, time, xero);
  time.runUntil(campaign.minutes * LIMITS.minuteMs);
  return { refused: shared.refused, mostAtOnce: shared.mostAtOnce, ...xero.wholeWindows(time.now) };
}

interface Shared {
  state: BookState;
  calls: number;
  underWay: number;
  mostAtOnce: number;
  refused: number;
}

class Replica {
  private shared: Shared;
  private sleeping: (() => void)[] = [];

  constructor(
    private readonly campaign: Campaign,
    private readonly time: VirtualTime,
    private readonly xero: MinuteWindows,
  ) {}

  begin(shared: Shared) {
    this.shared = shared;
    for (let i = 0; i < this.campaign.callersEach; i++) {
      const stage = this.campaign.stages[i % this.campaign.stages.length]!;
      this.time.at(this.campaign.random() * 1000, () => this.want(stage));
    }
  }

  private want(stage: string) {
    const id = String(++this.shared.calls);
    const decision = this.book((book) => book.ask(id, stage, this.time.now));
    if (!decision.go) return this.sleep(stage, decision.askAgainAt);
    this.shared.mostAtOnce = Math.max(this.shared.mostAtOnce, ++this.shared.underWay);
    const latency = between(this.campaign.latencyMs, this.campaign.random);
    let seen: Seen = {};
    this.time.at(this.time.now + latency * this.campaign.random(), () => {
      seen = this.xero.take(this.time.now, stage);
      if (seen.refused) this.shared.refused++;
    });
    this.time.at(this.time.now + latency, () => {
      this.shared.underWay--;
      const isLost = this.campaign.random() < (this.campaign.lostShare ?? 0);
      if (!isLost) this.book((book) => book.answered(id, this.time.now, seen));
      for (const wake of this.sleeping.splice(0)) wake();
      this.want(stage);
    });
  }

  /** Wakes up by itself, or when a call of this process was answered. */
  private sleep(stage: string, until: number) {
    let awake = false;
    const wake = () => {
      if (awake) return;
      awake = true;
      this.sleeping = this.sleeping.filter((other) => other !== wake);
      this.want(stage);
    };
    this.sleeping.push(wake);
    this.time.at(Math.min(Math.max(until, this.time.now + 1), this.time.now + 1000), wake);
  }

  /** Through JSON, as the database keeps it. */
  private book<T>(use: (book: CallBook) => T): T {
    const book = new CallBook(JSON.parse(JSON.stringify(this.shared.state)) as BookState, LIMITS);
    const result = use(book);
    this.shared.state = book.state;
    return result;
  }
}

function others({ othersEveryMs, random }: Campaign, time: VirtualTime, xero: MinuteWindows) {
  if (!othersEveryMs) return;
  const call = () => {
    xero.take(time.now, 'others');
    time.at(time.now + between(othersEveryMs, random), call);
  };
  time.at(between(othersEveryMs, random), call);
}

/** Sixty calls in each window, whoever makes them. */
class MinuteWindows {
  private readonly taken = new Map<number, Record<string, number>>();

  constructor(private readonly phaseMs: number) {}

  take(now: number, who: string): Seen {
    const index = this.indexAt(now);
    const window = this.taken.get(index) ?? {};
    this.taken.set(index, window);
    const used = sum(window);
    if (used >= LIMITS.callsAMinute) {
      const retryAfterMs = Math.ceil(((index + 1) * LIMITS.minuteMs - this.phaseMs - now) / 1000) * 1000;
      return { refused: { limit: 'minute', retryAfterMs } };
    }
    window[who] = (window[who] ?? 0) + 1;
    return { minuteLeft: LIMITS.callsAMinute - used - 1, dayLeft: DAY_LIMIT };
  }

  wholeWindows(end: number): Pick<Outcome, 'ours' | 'others' | 'windows' | 'byStage'> {
    const whole = [...this.taken].filter(([index]) => index > this.indexAt(0) && index < this.indexAt(end)).map(([, window]) => window);
    const byStage: Record<string, number> = {};
    for (const window of whole) for (const [who, calls] of Object.entries(window)) byStage[who] = (byStage[who] ?? 0) + calls;
    const { others = 0, ...mine } = byStage;
    return { ours: sum(mine), others, windows: whole.length, byStage: mine };
  }

  private indexAt = (now: number) => Math.floor((now + this.phaseMs) / LIMITS.minuteMs);
}

const between = ([least, most]: readonly [number, number], random: () => number) => least + random() * (most - least);
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);
