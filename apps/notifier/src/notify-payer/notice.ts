import type { DataOf, DebitFailed, InvoicePaid, PayerNotified } from '@takings/contracts';
import { dayIn, formatDay, type Letter, type Letters } from '@takings/mail';
import { formatMoney } from '@takings/money';

/** How a debit went: it was paid, or it is certain that it was not. */
export type Outcome = DataOf<typeof InvoicePaid> | DataOf<typeof DebitFailed>;
export type NoticeKind = DataOf<typeof PayerNotified>['kind'];

/** What the payer is told; there is one notice of each kind about an invoice. */
export const kindOf = (outcome: Outcome): NoticeKind => ('failure' in outcome ? outcome.failure : 'debited');

/** The words of the notice. Days are those of the company's time zone. */
export function writeNotice(outcome: Outcome, letters: Letters, timeZone: string): Letter {
  const { customerName: customer, invoiceNumber: number, currency } = outcome;
  const due = formatDay(outcome.dueOn);
  if ('failure' in outcome) {
    return letters.write(outcome.failure, { customer, number, due, amount: formatMoney(outcome.totalMinor, currency) });
  }
  const paidOn = formatDay(dayIn(timeZone, outcome.paidAt));
  return letters.write('debited', { customer, number, due, paidOn, amount: formatMoney(outcome.paidMinor, currency) });
}
