import { textOf } from './codes';

/** A row of `transactions`: one line of the gateway's books. */
export interface Transaction {
  readonly seq: number;
  readonly transaction_reference: string;
  readonly request_type: 'AUTH' | 'REFUND';
  readonly order_reference: string;
  readonly parent_reference: string;
  readonly card_reference: string;
  readonly site_reference: string;
  readonly account_type: string;
  readonly error_code: string;
  readonly settle_status: string;
  readonly acquirer_code: string;
  readonly auth_code: string;
  readonly base_amount: number;
  readonly currency: string;
  readonly masked_pan: string;
  readonly booked_at: Date;
}

/** `2026-11-21 08:01:12`, UTC, as the gateway writes and reads moments. */
export const gatewayTime = (at: Date) => at.toISOString().slice(0, 19).replace('T', ' ');

export interface SettlementTimes {
  readonly settlingAfterMs: number;
  readonly settledAfterMs: number;
}

const LAPSES_AFTER_MS = 7 * 86_400_000;

/**
 * The status as of now: pending (0, 1) becomes settling (10) and settled (100) by the clock; a suspended charge (2) lapses after seven days
 * and is cancelled (3). Source: docs.trustpayments.com, managing payments, settlement.
 */
export function settleStatusAt(stored: string, bookedAt: Date, now: Date, { settlingAfterMs, settledAfterMs }: SettlementTimes): string {
  const ageMs = now.getTime() - bookedAt.getTime();
  if (stored === '2') return ageMs >= LAPSES_AFTER_MS ? '3' : '2';
  if (stored !== '0' && stored !== '1') return stored;
  if (ageMs >= settledAfterMs) return '100';
  return ageMs >= settlingAfterMs ? '10' : stored;
}

/** As the gateway shows it; every value is a string. */
export const showTransaction = (transaction: Transaction, settleStatus: string): Record<string, string> => ({
  requesttypedescription: transaction.request_type,
  errorcode: transaction.error_code,
  errormessage: textOf(transaction.error_code),
  transactionreference: transaction.transaction_reference,
  parenttransactionreference: transaction.parent_reference,
  orderreference: transaction.order_reference,
  sitereference: transaction.site_reference,
  settlestatus: settleStatus,
  settleduedate: transaction.booked_at.toISOString().slice(0, 10),
  authcode: transaction.auth_code,
  acquirerresponsecode: transaction.acquirer_code,
  baseamount: String(transaction.base_amount),
  currencyiso3a: transaction.currency,
  paymenttypedescription: 'VISA',
  maskedpan: transaction.masked_pan,
  issuer: 'Sandbox Bank',
  issuercountryiso2a: 'GB',
  livestatus: '0',
  accounttypedescription: transaction.account_type,
  securityresponsesecuritycode: '0',
  securityresponseaddress: '0',
  securityresponsepostcode: '0',
  transactionstartedtimestamp: gatewayTime(transaction.booked_at),
  merchantnumber: '00000000',
  tid: '27880001',
});
