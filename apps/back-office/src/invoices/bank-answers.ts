import { BankAsked, type DataOf, DebitFailed, DebitHeld, DebitUncertain, InvoicePaid } from '@takings/contracts';
import type { EntityManager } from 'typeorm';
import type { InvoiceData } from './milestones';

/** What is known of one attempt at the bank, or of one question about it. */
interface BankAnswer {
  readonly attempt: number;
  readonly orderReference: string | null;
  /** A question about an attempt, not an attempt. */
  readonly asked: boolean;
  readonly answer: string;
  readonly gatewayCode: string | null;
  readonly bankCode: string | null;
  readonly amountMinor: number | null;
  readonly nextAskAt: string | null;
}

/** What the facts about attempts say, as far as each says it. */
type Said = Partial<Pick<DataOf<typeof BankAsked>, 'attempt' | 'orderReference' | 'gatewayCode' | 'bankCode' | 'nextAskAt' | 'answer'>> &
  Partial<Pick<DataOf<typeof DebitFailed>, 'failure'>> &
  Partial<Pick<DataOf<typeof InvoicePaid>, 'paidMinor'>>;

/** Undefined for a fact that says nothing of the bank. */
export function bankAnswerOf(type: string, data: InvoiceData & Said): BankAnswer | undefined {
  const { attempt = 0, orderReference = null, gatewayCode = null, bankCode = null, nextAskAt = null } = data;
  const about = { attempt, orderReference, gatewayCode, bankCode, nextAskAt };
  const sent = { ...about, asked: false, amountMinor: data.totalMinor };
  switch (type) {
    case DebitUncertain.type:
      return { ...sent, answer: 'no-clear-answer' };
    case DebitHeld.type:
      return { ...sent, answer: 'held' };
    case BankAsked.type:
      return { ...about, asked: true, amountMinor: null, answer: data.answer! };
    case DebitFailed.type:
      return { ...sent, answer: data.failure! };
    case InvoicePaid.type:
      return { ...sent, answer: 'paid', amountMinor: data.paidMinor! };
    default:
      return undefined;
  }
}

export async function keepBankAnswer(db: EntityManager, event: { id: string; time: string }, invoiceId: string, of: BankAnswer) {
  await db.query(
    `insert into bank_answer (event_id, invoice_id, at, attempt, order_reference, asked, answer, gateway_code, bank_code, amount_minor, next_ask_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    [
      ...[event.id, invoiceId, event.time, of.attempt, of.orderReference, of.asked, of.answer],
      ...[of.gatewayCode, of.bankCode, of.amountMinor, of.nextAskAt],
    ],
  );
}
