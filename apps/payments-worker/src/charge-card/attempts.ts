import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Given } from '@takings/contracts';
import { Conflict, InvalidInput, Unavailable } from '@takings/runtime';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Clock } from '../clock';
import { later } from './asking';
import { type AttemptRow as Attempt, AttemptRow, type Bill } from './attempt.row';
import { AttemptAnswerRow } from './attempt-answer.row';
import { ChargePolicy } from './charge-policy';
import { decide, isSwept } from './decide';
import { orderReference } from './order-reference';
import type { Outcome } from './outcome';

/** The attempts on disk, and every change of state they may undergo. */
@Injectable()
export class Attempts {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly policy: ChargePolicy,
  ) {}

  /** The invoice's attempt: the one that is open or settled, or a new one when there is none or the last one was void. */
  async openFor(bill: Bill, correlationId: string, db: EntityManager): Promise<Attempt> {
    const first = await this.insert(bill, 1, correlationId, db);
    if (first) return first;
    const latest = await latestOf(bill, db);
    if (latest.state !== 'void') return latest;
    return (await this.insert(bill, latest.attempt + 1, correlationId, db)) ?? latestOf(bill, db);
  }

  /**
   * Right before the call, and the only way to it: of all who hold a prepared attempt one gets `true`, and only that one may send. Whoever
   * read it before a sending that was taken back gets `false`: that sending must be asked after first. So does everybody once the invoice is
   * held. A process that dies earlier has certainly sent nothing. Throws `Unavailable` when it cannot be noted, and then nobody may send.
   */
  async startSending({ id, sends }: Attempt, sender: string): Promise<boolean> {
    const now = this.clock.now();
    const nextAskAt = later(now, this.policy.callEndsWithinMs);
    try {
      const [, affected] = await this.db.query<[unknown[], number]>(START_SENDING, [id, sends, sender, now, nextAskAt]);
      return affected === 1;
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
   * What the stage learnt. Once an attempt is uncertain or held the sweep alone speaks for it, and is called at once; but of what the
   * gateway refused to process it has no record, so only the sender can tell. Throws `Conflict` when nothing is known of an attempt that
   * its sender has taken back meanwhile: it may be sent.
   */
  async answered(attempt: Attempt, outcome: Outcome, db: EntityManager): Promise<readonly Given[]> {
    const row = await lock(attempt.id, db);
    if (row.state === 'prepared' && outcome.kind === 'not-found') throw new Conflict(`${row.orderReference} was not sent after all.`);
    if (!isSwept(row) || outcome.kind === 'rejected') return this.apply(row, outcome, db);
    await db.update(AttemptRow, { id: row.id }, { nextAskAt: this.clock.now() });
    return [];
  }

  /** What the sweep learnt. */
  async asked(attempt: Attempt, outcome: Outcome, db: EntityManager): Promise<readonly Given[]> {
    return this.apply(await lock(attempt.id, db), outcome, db);
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

  private async apply(row: Attempt, outcome: Outcome, db: EntityManager): Promise<readonly Given[]> {
    const { now, askAfterMs } = { now: this.clock.now(), askAfterMs: this.policy.askAfterMs };
    const { kind, gatewayCode, bankCode, says } = outcome;
    await db.insert(AttemptAnswerRow, { attemptId: row.id, at: now, outcome: kind, gatewayCode, bankCode, message: says });
    const { change, facts } = decide(row, outcome, { now, askAfterMs });
    if (Object.keys(change).length > 0) await db.update(AttemptRow, { id: row.id }, change);
    return facts;
  }

  /** Does nothing, and returns nothing, when the invoice has this attempt, or an open one, already. */
  private async insert(bill: Bill, attempt: number, correlationId: string, db: EntityManager): Promise<Attempt | undefined> {
    const [row] = await db.query<Stored[]>(
      `insert into attempt (id, "invoiceId", attempt, "orderReference", "amountMinor", currency, "cardRef", "subscriptionNumber",
         state, bill, "correlationId", "openedAt")
       values ($1, $2, $3, $4, $5, $6, $7, (select count(*) + 2 from attempt where "cardRef" = $7), 'prepared', $8, $9, $10)
       on conflict do nothing returning *`,
      [
        randomUUID(),
        bill.invoiceId,
        attempt,
        orderReference(bill.invoiceNumber, attempt),
        bill.amountDueMinor,
        bill.currency,
        bill.cardRef,
        JSON.stringify(bill),
        correlationId,
        this.clock.now(),
      ],
    );
    return row && attemptOf(row);
  }
}

const START_SENDING = `
  update attempt set state = 'sending', sender = $3, sends = sends + 1, "sentAt" = $4, "nextAskAt" = $5
  where id = $1 and state = 'prepared' and sends = $2 and not exists (select 1 from hold where hold."invoiceId" = attempt."invoiceId")`;

/** As PostgreSQL gives it; its columns are named like ours. */
type Stored = Omit<Attempt, 'amountMinor'> & { readonly amountMinor: string };

const attemptOf = (row: Stored): Attempt => ({ ...row, amountMinor: Number(row.amountMinor) });

async function latestOf({ invoiceId, invoiceNumber }: Bill, db: EntityManager): Promise<Attempt> {
  const latest = await db.findOne(AttemptRow, { where: { invoiceId }, order: { attempt: 'desc' } });
  if (latest) return latest;
  throw new InvalidInput(
    `Another invoice was charged under the number ${invoiceNumber}, and a number must be unique at the gateway.`,
    'invoiceNumber',
  );
}

/** Plain SQL here and in `insert`: every charge passes both, and TypeORM's own way to a row costs more than the row. */
async function lock(id: string, db: EntityManager): Promise<Attempt> {
  const [row] = await db.query<Stored[]>('select * from attempt where id = $1 for update', [id]);
  if (!row) throw new Error(`the attempt ${id} is gone`);
  return attemptOf(row);
}
