import { type DataOf, type Given, InvoiceMailed, StuckRaised, StuckSettled } from '@takings/contracts';
import type { AttemptRow } from './attempt.row';

/**
 * An uncertain or held charge is shown to people, but there is nothing they could press: only the gateway's answer ends it. The stuck
 * item has the attempt's id, so that it is one item however often it is told.
 */
const item = ({ id, stuckRound }: AttemptRow) => ({ stuckId: id, app: 'payments-worker', round: stuckRound });

const raised = (attempt: AttemptRow, kind: DataOf<typeof StuckRaised>['kind'], reason: string, at: Date): Given =>
  StuckRaised.of({
    ...item(attempt),
    stage: 'charge-card',
    kind,
    reason,
    factType: InvoiceMailed.type,
    subject: attempt.invoiceId,
    actions: [],
    raisedAt: at.toISOString(),
  });

export const uncertainIsStuck = (attempt: AttemptRow, says: string, at: Date) =>
  raised(
    attempt,
    'uncertain',
    `Nobody knows whether the card was debited for ${attempt.orderReference}: ${says} Ask Secure Trading's support with this reference. ` +
      'Takings goes on asking and goes on by itself when there is an answer; until then the invoice must not be charged in any other way.',
    at,
  );

export const heldIsStuck = (attempt: AttemptRow, says: string, at: Date) =>
  raised(
    attempt,
    'held',
    `The debit ${attempt.orderReference} is authorised but held for review: ${says} ` +
      'Release or cancel it at Secure Trading within seven days; Takings notices and goes on by itself.',
    at,
  );

export const cameRight = (attempt: AttemptRow): Given[] =>
  attempt.stuckRound === 0 ? [] : [StuckSettled.of({ ...item(attempt), outcome: 'came-right', settledBy: 'Takings' })];
