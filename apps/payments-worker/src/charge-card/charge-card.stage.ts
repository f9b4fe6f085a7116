import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DebitFailed, DebitResumed, DebitWithheld, type Given, InvoiceMailed } from '@takings/contracts';
import { type Done, type Park, pausable, type Stage, type Work } from '@takings/messaging';
import { Conflict, InvalidInput, Unavailable } from '@takings/runtime';
import type { EntityManager } from 'typeorm';
import { Holds } from '../hold-debit/holds';
import { DebitStops } from '../stop-debit/debit-stops';
import type { AttemptRow, Bill } from './attempt.row';
import { Attempts } from './attempts';
import { CardGateway } from './card-gateway';
import { ChargePolicy } from './charge-policy';
import type { Charged, Found } from './outcome';

/** The attempt, and who is about to send it. Null when there is no card to try. */
type Sending = { readonly attempt: AttemptRow; readonly sender: string } | null;
/** Null when there was nothing to ask the bank for: no card, or an attempt that is settled or in the sweep's care. */
type Answer = Charged | Found | Withheld | Stopped | null;
/** Not sent to the bank, since the invoice is held. Its attempt stays prepared. */
interface Withheld {
  readonly kind: 'withheld';
  readonly reason: string;
}
/** A person does not want it debited for now. Its attempt stays prepared, and the bill waits until it is let go on. */
interface Stopped {
  readonly kind: 'stopped';
}
type Takes = typeof InvoiceMailed | typeof DebitResumed;

/** The gateway's limit on `baseamount` is 13 digits (help.trustpayments.com 6743917116945). */
const MAX_AMOUNT_MINOR = 9_999_999_999_999;

/**
 * Safe to repeat: the attempt is written before the call, one process alone may take it from prepared to sending, and an attempt that may
 * have reached the bank is asked after, never sent again. While its sender may still get an answer that answer is waited for, since the
 * sender alone can know that nothing was sent. Whatever is uncertain after that belongs to the row, and the sweep asks about it.
 */
@Injectable()
export class ChargeCard implements Stage<Takes, Sending, Answer> {
  readonly name = 'charge-card';
  readonly takes = [InvoiceMailed, DebitResumed];
  readonly actsAtOnce: number;

  constructor(
    private readonly cards: CardGateway,
    private readonly attempts: Attempts,
    private readonly policy: ChargePolicy,
    private readonly holds: Holds,
    private readonly stops: DebitStops,
  ) {
    this.actsAtOnce = policy.cardsAtOnce;
  }

  key({ invoiceId }: Bill) {
    return `charge-card:${invoiceId}:1`;
  }

  pausedWith({ runId }: Bill) {
    return [pausable.run(runId)];
  }

  async prepareAll(all: Work<Takes>[], db: EntityManager): Promise<Sending[]> {
    const billed = all.filter(({ data }) => data.cardRef !== null);
    for (const { data } of billed) mustBeChargeable(data);
    const attempts = await this.attempts.openForAll(
      billed.map(({ data, event }) => ({ bill: data, correlationId: event.correlationid })),
      db,
    );
    const sendings = new Map(billed.map((work, i) => [work, { attempt: attempts[i]!, sender: randomUUID() }]));
    return all.map((work) => sendings.get(work) ?? null);
  }

  async act({ data, prepared }: Work<Takes, Sending>): Promise<Answer> {
    if (prepared === null) return this.withheld(data);
    const { attempt, sender } = prepared;
    if (attempt.state === 'sending') return this.askAfter(attempt);
    if (attempt.state !== 'prepared') return null;
    if (attempt.sends > 0 || this.policy.askEverythingFirst) {
      const found = await this.cards.find(attempt);
      if (found.kind !== 'not-found') return found;
    }
    if (await this.attempts.startSending(attempt, sender)) return this.cards.charge(attempt);
    const withheld = await this.withheld(data);
    if (withheld) return withheld;
    throw new Conflict(`Another process has charged ${attempt.orderReference} meanwhile, or is about to.`);
  }

  async withdraw({ prepared }: Work<Takes, Sending>, db: EntityManager) {
    if (prepared) await this.attempts.takeBack(prepared.attempt, prepared.sender, db);
  }

  async recordAll(all: Done<Takes, Sending, Answer>[], db: EntityManager, park: Park): Promise<Given[][]> {
    const learnt = all.flatMap(({ prepared, result }) =>
      prepared && result && result.kind !== 'withheld' && result.kind !== 'stopped' ? { attempt: prepared.attempt, outcome: result } : [],
    );
    const given = (await this.attempts.answered(learnt, db)).values();
    const resumed = await this.resumed(all, db);
    return all.map((done) => {
      const { data, prepared, result } = done;
      if (result?.kind === 'stopped') return resumed.has(done) ? [DebitResumed.of(data)] : [];
      if (result?.kind === 'withheld')
        return [DebitWithheld.of({ ...data, attempt: prepared?.attempt.attempt ?? 1, reason: result.reason })];
      if (prepared === null) return [DebitFailed.of({ ...data, attempt: 0, failure: 'no-card', gatewayCode: null, bankCode: null })];
      if (result === null) return [];
      if (result.kind === 'rejected') park(done, 'rejected', result.says);
      return given.next().value ?? [];
    });
  }

  private async withheld({ invoiceId }: Bill): Promise<Withheld | Stopped | null> {
    const reason = await this.holds.reasonFor(invoiceId);
    if (reason !== undefined) return { kind: 'withheld', reason };
    return (await this.stops.isStopped(invoiceId)) ? { kind: 'stopped' } : null;
  }

  /** Those that were found stopped and have been let go on since: nobody has kept their bill, so they come again at once. */
  private async resumed(all: readonly Done<Takes, Sending, Answer>[], db: EntityManager): Promise<Set<unknown>> {
    const resumed = new Set<unknown>();
    for (const done of all) {
      if (done.result?.kind === 'stopped' && !(await this.stops.keepBill(done.data, db))) resumed.add(done);
    }
    return resumed;
  }

  /** Of one that somebody sent, perhaps this moment: that the gateway does not know it yet proves nothing. */
  private async askAfter(attempt: AttemptRow): Promise<Found> {
    const found = await this.cards.find(attempt);
    if (found.kind !== 'not-found' || !this.attempts.mayBeUnderWay(attempt)) return found;
    throw new Unavailable(`Another process is charging ${attempt.orderReference}; its answer is waited for.`);
  }
}

function mustBeChargeable({ invoiceNumber, amountDueMinor, currency }: Bill) {
  if (amountDueMinor >= 1 && amountDueMinor <= MAX_AMOUNT_MINOR) return;
  throw new InvalidInput(
    `${invoiceNumber} cannot be debited: ${amountDueMinor} minor units of ${currency} are due; expected 1 to ${MAX_AMOUNT_MINOR}.`,
    'amountDueMinor',
  );
}
