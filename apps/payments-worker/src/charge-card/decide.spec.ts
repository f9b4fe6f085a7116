import { BankAsked, DebitFailed, DebitHeld, DebitUncertain, InvoicePaid, StuckRaised, StuckSettled } from '@takings/contracts';
import { anAttempt } from '../testing/samples';
import { ASK_FOR_EVER_MS, patienceMs, waitBefore } from './asking';
import type { AttemptRow } from './attempt.row';
import { decide, NOTHING } from './decide';
import type { Outcome } from './outcome';

const answer = { gatewayCode: null, bankCode: null, says: 'So it is.' };
const booked: Outcome = { ...answer, kind: 'booked', gatewayCode: '0', transactionReference: '55-9-1', bookedAt: null };
const refused: Outcome = { ...answer, kind: 'refused', gatewayCode: '70000', bankCode: '51', failure: 'insufficient-funds' };
const held: Outcome = { ...answer, kind: 'held', gatewayCode: '60500' };
const unknown: Outcome = { ...answer, kind: 'unknown', gatewayCode: '60010' };
const notFound: Outcome = { ...answer, kind: 'not-found' };
const notAsked: Outcome = { ...answer, kind: 'not-asked' };

const askAfterMs = [60_000, 300_000, 900_000, 3_600_000];
const start = new Date('2026-11-21T08:00:00Z');
const at = (ms: number) => ({ now: new Date(start.getTime() + ms), askAfterMs });
const types = ({ facts }: { facts: readonly { type: string }[] }) => facts.map(({ type }) => type);
const asking = (changes: Partial<AttemptRow> = {}) => anAttempt({ state: 'asking', sender: null, askingSince: start, ...changes });

describe('an attempt that was sent', () => {
  it('is paid when the bank debited, and the fact carries the bill', () => {
    const attempt = anAttempt();
    const { change, facts } = decide(attempt, booked, at(0));
    expect(change).toMatchObject({ state: 'paid', transactionReference: '55-9-1', closedAt: start, nextAskAt: null, sender: null });
    expect(facts).toEqual([expect.objectContaining({ type: InvoicePaid.type, subject: attempt.invoiceId })]);
    expect(facts[0]?.data).toMatchObject({ paidMinor: 14_400, orderReference: 'TK-1-1', attempt: 1, paidAt: start.toISOString() });
  });

  it('has failed when the bank refused, and the fact says why', () => {
    const { change, facts } = decide(anAttempt(), refused, at(0));
    expect(change).toMatchObject({ state: 'failed', failure: 'insufficient-funds' });
    expect(facts[0]).toMatchObject({ type: DebitFailed.type, data: { attempt: 1, failure: 'insufficient-funds', bankCode: '51' } });
  });

  it('is void without a word when our request was at fault', () => {
    expect(decide(anAttempt(), { ...answer, kind: 'rejected' }, at(0))).toMatchObject({ change: { state: 'void' }, facts: [] });
  });

  it.each([unknown, notFound, notAsked])('is asked after when the outcome is $kind, and told once', (outcome) => {
    const { change, facts } = decide(anAttempt(), outcome, at(0));
    expect(change).toMatchObject({ state: 'asking', askingSince: start, nextAskAt: new Date(start.getTime() + 60_000) });
    expect(facts).toEqual([expect.objectContaining({ type: DebitUncertain.type })]);
  });

  it('is shown to people at once when it is held, and still asked after', () => {
    const attempt = anAttempt();
    const decision = decide(attempt, held, at(0));
    expect(types(decision)).toEqual([DebitHeld.type, StuckRaised.type]);
    expect(decision.facts[1]?.data).toMatchObject({ stuckId: attempt.id, kind: 'held', actions: [], round: 1 });
    expect(decision.change).toMatchObject({ state: 'held', nextAskAt: new Date(start.getTime() + 60_000) });
  });
});

describe('an uncertain attempt', () => {
  it('is asked after by the schedule, then every six hours for ever', () => {
    expect([0, 1, 2, 3, 4, 5, 99].map((asks) => waitBefore(asks, askAfterMs))).toEqual([
      ...askAfterMs,
      ASK_FOR_EVER_MS,
      ASK_FOR_EVER_MS,
      ASK_FOR_EVER_MS,
    ]);
  });

  it('tells each question without an answer, and when the next one is', () => {
    const { change, facts } = decide(asking(), unknown, at(60_000));
    expect(facts).toEqual([expect.objectContaining({ type: BankAsked.type })]);
    expect(facts[0]?.data).toMatchObject({ answer: 'no-answer', nextAskAt: new Date(start.getTime() + 360_000).toISOString() });
    expect(change).toEqual({ asks: 1, nextAskAt: new Date(start.getTime() + 360_000) });
  });

  it('keeps its place in the schedule when the bank could not be asked', () => {
    expect(decide(asking({ asks: 1 }), notAsked, at(60_000)).change).toMatchObject({ asks: 1 });
  });

  it.each([unknown, notFound, notAsked])('is shown to people once when the schedule is used up with $kind', (outcome) => {
    const attempt = asking({ asks: 3 });
    const patience = patienceMs(askAfterMs);
    expect(types(decide(attempt, outcome, at(patience - 1)))).toEqual([BankAsked.type]);
    const { change, facts } = decide(attempt, outcome, at(patience));
    expect(types({ facts })).toEqual([BankAsked.type, StuckRaised.type]);
    expect(facts[1]?.data).toMatchObject({
      stuckId: attempt.id,
      kind: 'uncertain',
      actions: ['discard'],
      subject: attempt.invoiceId,
      round: 1,
    });
    expect(types(decide({ ...attempt, ...change }, outcome, at(patience * 2)))).toEqual([BankAsked.type]);
  });

  it.each([
    [booked, InvoicePaid.type],
    [refused, DebitFailed.type],
  ])('comes right when the bank says at last: $kind', (outcome, type) => {
    expect(types(decide(asking(), outcome, at(0)))).toEqual([type]);
    const late = decide(asking({ stuckRound: 1 }), outcome, at(0));
    expect(types(late)).toEqual([type, StuckSettled.type]);
    expect(late.facts[1]?.data).toMatchObject({ outcome: 'came-right', round: 1, settledBy: 'Takings' });
  });

  it('is the same stuck item, one round on, when it turns out to be held', () => {
    const { change, facts } = decide(asking({ stuckRound: 1 }), held, at(0));
    expect(facts[1]?.data).toMatchObject({ kind: 'held', round: 2 });
    expect(change).toMatchObject({ state: 'held', stuckRound: 2 });
  });
});

describe('a held attempt', () => {
  const attempt = anAttempt({ state: 'held', sender: null, stuckRound: 1 });

  it.each([held, unknown, notFound, notAsked])('stays held while the gateway says $kind', (outcome) => {
    const { change, facts } = decide(attempt, outcome, at(0));
    expect(types({ facts })).toEqual([BankAsked.type]);
    expect(change).not.toHaveProperty('state');
  });

  it('comes right when it is released or cancelled at the gateway', () => {
    expect(types(decide(attempt, booked, at(0)))).toEqual([InvoicePaid.type, StuckSettled.type]);
    expect(types(decide(attempt, refused, at(0)))).toEqual([DebitFailed.type, StuckSettled.type]);
  });
});

it.each(['paid', 'failed', 'void'] as const)('an attempt that is %s stays so, whatever is answered later', (state) => {
  for (const outcome of [booked, refused, held, unknown, notFound, notAsked]) {
    expect(decide(anAttempt({ state }), outcome, at(0))).toBe(NOTHING);
  }
});
