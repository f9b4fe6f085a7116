import { Injectable } from '@nestjs/common';
import type { Given } from '@takings/contracts';
import { together } from '@takings/database';
import { Conflict, InvalidInput, Unavailable } from '@takings/runtime';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Clock } from '../clock';
import { later } from './asking';
import { type AttemptRow as Attempt, AttemptRow, type Bill } from './attempt.row';
import { AttemptAnswerRow } from './attempt-answer.row';
import {
  type Claim,
  claimAttempts,
  insertAnswers,
  insertAttempts,
  lockAttempts,
  type NewAnswer,
  updateAttempts,
} from './attempt-statements';
import { ChargePolicy } from './charge-policy';
import { type Decision, decide, isSwept } from './decide';
import { orderReference } from './order-reference';
import type { Outcome } from './outcome';

export interface Billed {
  readonly bill: Bill;
  readonly correlationId: string;
}
export interface Learnt {
  readonly attempt: Attempt;
  readonly outcome: Outcome;
}
interface Learning extends Decision {
  /** Whether it is kept in the attempt's course. */
  readonly isAnswer: boolean;
}
type DecideOn = (row: Attempt, outcome: Outcome, now: Date) => Learning;

/** The attempts on disk, and every change of state they may undergo. */
@Injectable()
export class Attempts {
  /** Committed by itself; charges that begin at the same time share the statement. */
  private readonly claim = together((all: Claim[]) => this.claimAll(all));

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly policy: ChargePolicy,
  ) {}

  /** Each invoice's attempt: the one that is open or settled, or a new one when there is none or the last one was void. */
  async openForAll(all: readonly Billed[], db: EntityManager): Promise<Attempt[]> {
    const first = await this.open(
      all.map((billed) => ({ ...billed, attempt: 1 })),
      db,
    );
    const attempts: Attempt[] = [];
    for (const billed of all) attempts.push(first.get(billed.bill.invoiceId) ?? (await this.openAgain(billed, db)));
    return attempts;
  }

  /**
   * Right before the call, and the only way to it: of all who hold a prepared attempt one gets `true`, and only that one may send. Whoever
   * read it before a sending that was taken back gets `false`: that sending must be asked after first. So does everybody once the invoice is
   * held. A process that dies earlier has certainly sent nothing. Throws `Unavailable` when it cannot be noted, and then nobody may send.
   */
  async startSending({ id, sends }: Attempt, sender: string): Promise<boolean> {
    try {
      return await this.claim({ id, sends, sender });
    } catch (error) {
      throw new Unavailable(`No card is charged, as it cannot be noted first: ${(error as Error).message}`, { everybody: true });
    }
  }

  /** Certainly nothing was debited by this sender's call, so the same reference may be sent once more, after asking. */
  async takeBack({ id }: Attempt, sender: string, db: EntityManager): Promise<void> {
    const change = { state: 'prepared' as const, sender: null, nextAskAt: null };
    const { affected } = await db.update(AttemptRow, { id, state: 'sending', sender }, change);
    if (affected !== 1) return;
    const message = 'Nothing was debited: the gateway was not reached or refused before processing. To be tried again.';
    await db.insert(AttemptAnswerRow, { attemptId: id, at: this.clock.now(), outcome: 'taken-back', message });
  }

  /** Whether the sender's call may have no answer yet. */
  mayBeUnderWay({ state, nextAskAt }: Attempt): boolean {
    return state === 'sending' && nextAskAt !== null && nextAskAt > this.clock.now();
  }

  /**
   * What the stage learnt; the facts it gives, for each in order. Once an attempt is uncertain or held the sweep alone speaks for it, and is
   * called at once; but of what the gateway refused to process it has no record, so only the sender can tell. Throws `Conflict` when nothing
   * is known of an attempt that its sender has taken back meanwhile: it may be sent.
   */
  answered(all: readonly Learnt[], db: EntityManager): Promise<Given[][]> {
    return this.change(all, db, (row, outcome, now) => {
      if (row.state === 'prepared' && outcome.kind === 'not-found') throw new Conflict(`${row.orderReference} was not sent after all.`);
      if (!isSwept(row) || outcome.kind === 'rejected') return this.decide(row, outcome, now);
      return { change: { nextAskAt: now }, facts: [], isAnswer: false };
    });
  }

  /** What the sweep learnt. */
  async asked(attempt: Attempt, outcome: Outcome, db: EntityManager): Promise<readonly Given[]> {
    const [facts = []] = await this.change([{ attempt, outcome }], db, (row, outcome, now) => this.decide(row, outcome, now));
    return facts;
  }

  /** Attempts the bank is to be asked after now. They are ours for as long as a call may take; if we die somebody else gets them then. */
  async claimDue(atMost: number): Promise<Attempt[]> {
    const now = this.clock.now();
    const [claimed] = await this.db.query<[{ id: string }[], number]>(
      `update attempt set "nextAskAt" = $2 where id in (
         select id from attempt where state in ('sending', 'asking', 'held') and "nextAskAt" <= $1
         order by "nextAskAt" limit $3 for update skip locked) returning id`,
      [now, later(now, this.policy.callEndsWithinMs), atMost],
    );
    return this.db.manager.findBy(AttemptRow, { id: In(claimed.map(({ id }) => id)) });
  }

  /** Each row is locked, and decided on as it stands then. */
  private async change(all: readonly Learnt[], db: EntityManager, decideOn: DecideOn): Promise<Given[][]> {
    const now = this.clock.now();
    const rows = await lockAttempts(
      all.map(({ attempt }) => attempt.id),
      db,
    );
    const given: Given[][] = [];
    const answers: NewAnswer[] = [];
    const changed = new Set<string>();
    for (const { attempt, outcome } of all) {
      const row = rows.get(attempt.id);
      if (!row) throw new Error(`the attempt ${attempt.id} is gone`);
      const { change, facts, isAnswer } = decideOn(row, outcome, now);
      if (isAnswer) answers.push({ ...outcome, attemptId: row.id });
      if (Object.keys(change).length > 0) changed.add(row.id);
      rows.set(row.id, { ...row, ...change });
      given.push([...facts]);
    }
    await insertAnswers(answers, now, db);
    await updateAttempts(
      [...rows.values()].filter(({ id }) => changed.has(id)),
      db,
    );
    return given;
  }

  private decide(row: Attempt, outcome: Outcome, now: Date): Learning {
    return { ...decide(row, outcome, { now, askAfterMs: this.policy.askAfterMs }), isAnswer: true };
  }

  private claimAll(all: readonly Claim[]): Promise<boolean[]> {
    const now = this.clock.now();
    return claimAttempts(all, now, later(now, this.policy.callEndsWithinMs), this.db.manager);
  }

  private open(all: readonly (Billed & { attempt: number })[], db: EntityManager): Promise<Map<string, Attempt>> {
    const attempts = all.map((one) => ({ ...one, orderReference: orderReference(one.bill.invoiceNumber, one.attempt) }));
    return insertAttempts(attempts, this.clock.now(), db);
  }

  private async openAgain(billed: Billed, db: EntityManager): Promise<Attempt> {
    const latest = await latestOf(billed.bill, db);
    if (latest.state !== 'void') return latest;
    const next = await this.open([{ ...billed, attempt: latest.attempt + 1 }], db);
    return next.get(billed.bill.invoiceId) ?? latestOf(billed.bill, db);
  }
}

async function latestOf({ invoiceId, invoiceNumber }: Bill, db: EntityManager): Promise<Attempt> {
  const latest = await db.findOne(AttemptRow, { where: { invoiceId }, order: { attempt: 'desc' } });
  if (latest) return latest;
  throw new InvalidInput(
    `Another invoice was charged under the number ${invoiceNumber}, and a number must be unique at the gateway.`,
    'invoiceNumber',
  );
}
