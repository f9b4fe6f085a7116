import type { ChargeOrder } from '../charge-card/card-gateway';
import type { Found } from '../charge-card/outcome';
import { judge } from './judge';
import type { Transaction } from './messages';

const differs = (got: string | undefined, ours: string) => got !== undefined && got !== ours;

/** Most telling first: money that moved beats everything, and a decline proves nothing while another record is in doubt. */
const RANK = ['booked', 'held', 'unknown', 'refused'] as const;

/**
 * What the records of a TRANSACTIONQUERY say about our charge. Only AUTH records of our site, parent and reference count. A refusal
 * before processing is no record of a charge: the same reference may have been sent again after it.
 */
export function matchRecords(records: readonly Transaction[], order: ChargeOrder, site: string): Found {
  const ours = records.filter(
    (record) =>
      record.requesttypedescription === 'AUTH' &&
      record.orderreference === order.orderReference &&
      !differs(record.sitereference, site) &&
      !differs(record.parenttransactionreference, order.cardRef),
  );
  const verdicts = ours.map((record) => judge(record, order)).filter((verdict) => verdict.kind !== 'not-processed');
  const debits = verdicts.filter(({ kind }) => kind === 'booked').length;
  const telling = RANK.map((kind) => verdicts.find((verdict) => verdict.kind === kind)).find((verdict) => verdict !== undefined);
  if (!telling || telling.kind === 'rejected') {
    return { kind: 'not-found', gatewayCode: null, bankCode: null, says: `The gateway has no record of ${order.orderReference}.` };
  }
  if (debits > 1) return { ...telling, says: `${telling.says} It was debited ${debits} times under this reference: refund the others.` };
  return telling;
}
