import type { ChargeOrder } from '../charge-card/card-gateway';
import type { Booked, Charged, Held, Refused, Unknown } from '../charge-card/outcome';
import { failureOf } from './bank-codes';
import { meaningOf, named } from './error-codes';
import type { Transaction } from './messages';

/** Refused before processing, though not for what is wrong with this charge. */
export interface NotProcessed {
  readonly kind: 'not-processed';
  readonly stopsAll: boolean;
  readonly says: string;
}

/**
 * Settle statuses of money that is ours or on its way: pending (0), pending without checks (1), settling (10), settled (100).
 * docs.trustpayments.com/document/knowledge-base/managing-payments/settlement
 */
const BOOKED = new Set(['0', '1', '10', '100']);
const SUSPENDED = '2';
const CANCELLED = '3';

/** What one transaction of the gateway says about our charge. It is only believed where it is about our charge. */
export function judge(transaction: Transaction, order: ChargeOrder): Charged | NotProcessed {
  const about = codes(transaction);
  const code = named(transaction.errorcode, transaction.errormessage);
  const meaning = meaningOf(transaction.errorcode);
  const elsewhere = transaction.orderreference !== undefined && transaction.orderreference !== order.orderReference;
  if (elsewhere)
    return { kind: 'unknown', ...about, says: `The answer was about ${transaction.orderreference}, not ${order.orderReference}.` };
  switch (meaning.class) {
    case 'ok':
      return judgeSettlement(transaction, order);
    case 'held':
      return { kind: 'held', ...about, says: `The gateway answered ${code}.` };
    case 'declined':
      return {
        kind: 'refused',
        ...about,
        failure: failureOf(about.bankCode),
        says: `The bank declined: ${code}, bank code ${about.bankCode ?? 'none'}.`,
      };
    case 'refused':
      return { kind: 'refused', ...about, failure: meaning.failure, says: `The card was refused: ${code}.` };
    case 'unknown':
      return { kind: 'unknown', ...about, says: `The gateway answered ${code}, which leaves open whether the card was debited.` };
    case 'our-fault':
    case 'not-now': {
      const fields = transaction.errordata?.length ? `, fields ${transaction.errordata.join(', ')}` : '';
      const says = `Secure Trading refused the request before processing it: ${code}${fields}.`;
      if (meaning.class === 'our-fault' && meaning.stops === 'this') return { kind: 'rejected', ...about, says };
      return { kind: 'not-processed', stopsAll: meaning.stops === 'all', says };
    }
  }
}

/** Success is errorcode 0 AND a settle status of booked money AND our amount, currency and reference; anything less is a doubt. */
function judgeSettlement(transaction: Transaction, order: ChargeOrder): Booked | Held | Refused | Unknown {
  const about = codes(transaction);
  const { settlestatus, transactionreference, transactionstartedtimestamp } = transaction;
  const wrong = disagreement(transaction, order);
  if (wrong) return { kind: 'unknown', ...about, says: `The gateway authorised something else than was asked: ${wrong}.` };
  if (settlestatus === SUSPENDED) return { kind: 'held', ...about, says: 'The gateway authorised and suspended it (settle status 2).' };
  if (settlestatus === CANCELLED) {
    return { kind: 'refused', ...about, failure: 'declined', says: 'It was cancelled at the gateway before settlement (settle status 3).' };
  }
  if (!settlestatus || !BOOKED.has(settlestatus) || !transactionreference) {
    return {
      kind: 'unknown',
      ...about,
      says: `The gateway answered Ok with the settle status ${settlestatus ?? 'missing'}, which is not known.`,
    };
  }
  const says = `The card was debited: ${transactionreference}, settle status ${settlestatus}.`;
  return { kind: 'booked', ...about, transactionReference: transactionreference, bookedAt: momentOf(transactionstartedtimestamp), says };
}

/** What of a transaction is not as we ordered; null when all agrees. */
export function disagreement(transaction: Transaction, { orderReference, amountMinor, currency }: ChargeOrder): string | null {
  const pairs = [
    ['the order reference', transaction.orderreference, orderReference],
    ['the amount', transaction.baseamount, String(amountMinor)],
    ['the currency', transaction.currencyiso3a, currency],
  ] as const;
  const wrong = pairs.find(([, got, expected]) => got !== expected);
  return wrong ? `${wrong[0]} is ${wrong[1] ?? 'missing'} instead of ${wrong[2]}` : null;
}

const codes = ({ errorcode, acquirerresponsecode }: Transaction) => ({ gatewayCode: errorcode, bankCode: acquirerresponsecode || null });

/** `2026-11-21 08:01:12`, in UTC. */
function momentOf(timestamp: string | undefined): Date | null {
  if (!timestamp || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(timestamp)) return null;
  const moment = new Date(`${timestamp.replace(' ', 'T')}Z`);
  return Number.isNaN(moment.getTime()) ? null : moment;
}
