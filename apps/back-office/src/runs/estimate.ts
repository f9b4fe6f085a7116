/** What Xero allows, as last seen. */
export interface Pace {
  readonly minuteLimit: number;
  readonly usedByOthers: number;
  readonly dayRemaining: number;
  readonly dayResetsAt: Date;
}
export interface Left {
  readonly toFile: number;
  readonly toRecord: number;
}
export interface Pause {
  readonly stage: string;
  readonly reason: string;
  readonly until: Date;
}

/** Xero's guidance for one call, and its limit for each organisation: developer.xero.com, API limits. */
const IN_ONE_CALL = 50;
const USUAL_MINUTE_LIMIT = 60;
const MINUTE_MS = 60_000;
/** A batch of invoices takes two calls: its contacts, then the invoices. */
const CALLS_TO_FILE = 2;

export interface Estimate {
  readonly at: Date;
  /** Calls to Xero that are left. */
  readonly calls: number;
  readonly callsAMinute: number;
}

/** When Xero's limits let the rest be done, which is what a run waits for. Mail and cards take their share of seconds beside it. */
export function estimateEnd({ toFile, toRecord }: Left, now: Date, pace?: Pace, pauses: readonly Pause[] = []): Estimate {
  const calls = CALLS_TO_FILE * Math.ceil(toFile / IN_ONE_CALL) + Math.ceil(toRecord / IN_ONE_CALL);
  const callsAMinute = Math.max(1, pace ? pace.minuteLimit - pace.usedByOthers : USUAL_MINUTE_LIMIT);
  const resumes = Math.max(now.getTime(), ...pauses.map(({ until }) => until.getTime()));
  const today = pace && pace.dayResetsAt > now ? Math.min(calls, pace.dayRemaining) : calls;
  const untilToday = resumes + (today / callsAMinute) * MINUTE_MS;
  const tomorrow = calls - today;
  const end = tomorrow > 0 ? Math.max(untilToday, pace!.dayResetsAt.getTime()) + (tomorrow / callsAMinute) * MINUTE_MS : untilToday;
  return { at: new Date(end), calls, callsAMinute };
}
