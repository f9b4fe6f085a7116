import { hasRole, type Person, rolesInWords } from '@takings/runtime/http';

export const CHARGE_STATES = ['waiting', 'in-run', 'invoiced', 'withdrawn'] as const;
export type ChargeState = (typeof CHARGE_STATES)[number];

/** What decides whether a charge may be changed; as the server has it locked, or as a page shows it. */
export interface Changeable {
  readonly state: ChargeState;
  readonly runOn: string | null;
  readonly runApprovedBy: string | null;
  readonly invoiceNumber: string | null;
  readonly invoicedAt: Date | string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: Date | string | null;
  readonly asked: { readonly wants: 'edit' | 'withdraw'; readonly by: string; readonly at: Date | string } | null;
}

export const CHANGES_CHARGES = ['finance-manager'] as const;

/**
 * Why somebody may neither edit nor withdraw a charge now, in a sentence; null when they may ask for it. What the console offers and what the
 * server refuses are this. The collector decides: it alone knows what is in a run at that moment.
 */
export function whyNotChange(charge: Changeable, person: Person): string | null {
  if (!hasRole(person, CHANGES_CHARGES)) return `This is for ${rolesInWords(CHANGES_CHARGES)}.`;
  if (charge.asked)
    return `${charge.asked.by} asked to ${charge.asked.wants} this charge on ${at(charge.asked.at)}. The answer is on its way.`;
  if (charge.state === 'invoiced') return invoicedWords(charge.invoiceNumber, charge.invoicedAt, charge.runApprovedBy);
  if (charge.state === 'in-run') return inRunWords(charge.runOn);
  if (charge.state === 'withdrawn')
    return `${charge.withdrawnBy ?? 'Somebody'} withdrew this charge${charge.withdrawnAt ? ` on ${at(charge.withdrawnAt)}` : ''}.`;
  return null;
}

export const invoicedWords = (number: string | null, moment: Date | string | null, approvedBy: string | null = null) =>
  `It is on invoice ${number ?? 'that has gone out'}${moment ? `, issued on ${at(moment)}` : ''}${approvedBy ? ` in the run that ${approvedBy} approved` : ''}. Correct it by a charge of the opposite amount.`;

/** A proposal is approved as it was seen, so nothing under it changes. */
export const inRunWords = (runOn: string | null) =>
  `It is in the run${runOn ? ` of ${runOn}` : ''}. Leave its invoice out of the run first: it is free once the run is approved or stopped.`;

function at(moment: Date | string): string {
  const text = new Date(moment).toISOString();
  return `${text.slice(0, 10)} at ${text.slice(11, 16)} UTC`;
}
