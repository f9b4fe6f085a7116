import { BankAsked, type DataOf, DebitFailed, DebitHeld, DebitUncertain, type Given, InvoicePaid } from '@takings/contracts';
import { later, patienceMs, waitBefore } from './asking';
import { type AttemptRow, CLOSED_STATES } from './attempt.row';
import type { Booked, Held, NotAsked, NotFound, Outcome, Refused, Unknown } from './outcome';
import { cameRight, heldIsStuck, uncertainIsStuck } from './stuck-attempt';

/** What may change of an attempt once it is sent. */
export type Change = Partial<
  Pick<
    AttemptRow,
    'state' | 'sender' | 'asks' | 'nextAskAt' | 'askingSince' | 'stuckRound' | 'transactionReference' | 'failure' | 'closedAt'
  >
>;

/** What an answer makes of an attempt, and the facts that tell it. */
export interface Decision {
  readonly change: Change;
  readonly facts: readonly Given[];
}

export interface Now {
  readonly now: Date;
  readonly askAfterMs: readonly number[];
}

export const NOTHING: Decision = { change: {}, facts: [] };

export const isClosed = ({ state }: AttemptRow) => (CLOSED_STATES as readonly string[]).includes(state);
/** The sweep alone speaks for these. */
export const isSwept = ({ state }: AttemptRow) => state === 'asking' || state === 'held';

/**
 * Pure. Gives each fact once: what is closed stays closed, and what is uncertain or held already is not told again, but each question is.
 * Nothing leads back from uncertain to "may be sent".
 */
export function decide(attempt: AttemptRow, outcome: Outcome, now: Now): Decision {
  if (isClosed(attempt)) return NOTHING;
  switch (outcome.kind) {
    case 'booked':
      return paid(attempt, outcome, now);
    case 'refused':
      return failed(attempt, outcome, now);
    case 'rejected':
      return { change: { state: 'void', ...closing(now) }, facts: cameRight(attempt) };
    case 'held':
      return attempt.state === 'held' ? askAgain(attempt, outcome, now) : held(attempt, outcome, now);
    case 'unknown':
    case 'not-found':
    case 'not-asked':
      return isSwept(attempt) ? askAgain(attempt, outcome, now) : uncertain(attempt, outcome, now);
  }
}

const closing = ({ now }: Now) => ({ closedAt: now, sender: null, nextAskAt: null });

function paid(attempt: AttemptRow, { transactionReference, bookedAt }: Booked, now: Now): Decision {
  const fact = InvoicePaid.of({
    ...attempt.bill,
    attempt: attempt.attempt,
    orderReference: attempt.orderReference,
    paidMinor: attempt.amountMinor,
    transactionReference,
    paidAt: (bookedAt ?? now.now).toISOString(),
  });
  return { change: { state: 'paid', transactionReference, ...closing(now) }, facts: [fact, ...cameRight(attempt)] };
}

function failed(attempt: AttemptRow, { failure, gatewayCode, bankCode }: Refused, now: Now): Decision {
  const fact = DebitFailed.of({ ...attempt.bill, attempt: attempt.attempt, failure, gatewayCode, bankCode });
  return { change: { state: 'failed', failure, ...closing(now) }, facts: [fact, ...cameRight(attempt)] };
}

function held(attempt: AttemptRow, outcome: Held, { now, askAfterMs }: Now): Decision {
  const nextAskAt = later(now, waitBefore(0, askAfterMs));
  const stuckRound = attempt.stuckRound + 1;
  return {
    change: { state: 'held', sender: null, asks: 0, nextAskAt, stuckRound },
    facts: [DebitHeld.of(toldOf(attempt, outcome, nextAskAt)), heldIsStuck({ ...attempt, stuckRound }, outcome.says, now)],
  };
}

function uncertain(attempt: AttemptRow, outcome: Unknown | NotFound | NotAsked, { now, askAfterMs }: Now): Decision {
  const nextAskAt = later(now, waitBefore(0, askAfterMs));
  return {
    change: { state: 'asking', sender: null, asks: 0, nextAskAt, askingSince: now },
    facts: [DebitUncertain.of(toldOf(attempt, outcome, nextAskAt))],
  };
}

const ANSWERS = {
  unknown: 'no-answer',
  'not-found': 'not-found',
  held: 'held',
  'not-asked': 'could-not-ask',
} as const satisfies Record<string, DataOf<typeof BankAsked>['answer']>;

function askAgain(attempt: AttemptRow, outcome: Held | Unknown | NotFound | NotAsked, { now, askAfterMs }: Now): Decision {
  // A question that could not be put does not count: when the bank is back it is asked as closely as before.
  const asks = attempt.asks + (outcome.kind === 'not-asked' ? 0 : 1);
  const nextAskAt = later(now, waitBefore(asks, askAfterMs));
  const change = { asks, nextAskAt };
  const asked = BankAsked.of({ ...toldOf(attempt, outcome, nextAskAt), answer: ANSWERS[outcome.kind], askedAt: now.toISOString() });
  const waited = now.getTime() - (attempt.askingSince ?? now).getTime();
  if (attempt.stuckRound > 0 || waited < patienceMs(askAfterMs)) return { change, facts: [asked] };
  const stuckRound = attempt.stuckRound + 1;
  return { change: { ...change, stuckRound }, facts: [asked, uncertainIsStuck({ ...attempt, stuckRound }, outcome.says, now)] };
}

const toldOf = (attempt: AttemptRow, { gatewayCode, bankCode }: Outcome, nextAskAt: Date) => ({
  ...attempt.bill,
  attempt: attempt.attempt,
  orderReference: attempt.orderReference,
  gatewayCode,
  bankCode,
  nextAskAt: nextAskAt.toISOString(),
});
