import { type DataOf, type Given, InvoiceMailed, StuckRaised, StuckSettled } from '@takings/contracts';
import type { AttemptRow } from './attempt.row';

/**
 * Only the gateway's answer ends an uncertain or held charge, so nobody may repeat it. One that is held has an end at the gateway for
 * certain; of an uncertain one there may never be an answer, so finance may let it go (`let-charge-go`). The stuck item has the attempt's
 * id, so that it is one item however often it is told.
 */
const item = ({ id, stuckRound }: AttemptRow) => ({ stuckId: id, app: 'payments-worker', round: stuckRound });

type Raised = DataOf<typeof StuckRaised>;

const raised = (attempt: AttemptRow, says: Pick<Raised, 'kind' | 'reason' | 'actions'>, at: Date): Given =>
  StuckRaised.of({
    ...item(attempt),
    ...says,
    stage: 'charge-card',
    factType: InvoiceMailed.type,
    subject: attempt.invoiceId,
    raisedAt: at.toISOString(),
  });

export const uncertainIsStuck = (attempt: AttemptRow, says: string, at: Date) => {
  const reason =
    `Nobody knows whether the card was debited for ${attempt.orderReference}: ${says} Ask Secure Trading's support with this reference. ` +
    'Takings goes on asking and goes on by itself when there is an answer; until then the invoice must not be charged in any other way. ' +
    'When support is certain that there was no debit, discard this and collect the money in another way: Takings never debits it by itself again.';
  return raised(attempt, { kind: 'uncertain', reason, actions: ['discard'] }, at);
};

export const heldIsStuck = (attempt: AttemptRow, says: string, at: Date) => {
  const reason =
    `The debit ${attempt.orderReference} is authorised but held for review: ${says} ` +
    'Release or cancel it at Secure Trading within seven days; Takings notices and goes on by itself.';
  return raised(attempt, { kind: 'held', reason, actions: [] }, at);
};

export const cameRight = (attempt: AttemptRow): Given[] =>
  attempt.stuckRound === 0 ? [] : [StuckSettled.of({ ...item(attempt), outcome: 'came-right', settledBy: 'Takings' })];
