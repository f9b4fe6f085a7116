import { z } from 'zod';

/**
 * What somebody does for one invoice without Takings. Nobody measured it for this company: an estimate of ours, step by step, which finance
 * replaces by its own.
 */
export const MINUTES_BY_HAND = {
  'enter it in Xero and check it': 3,
  'mail it': 1,
  'debit the card at a terminal': 2,
  'record the payment in Xero': 1,
  'tell the payer how it went': 1,
} as const;

export const STANDARD_MINUTES = Object.values(MINUTES_BY_HAND).reduce<number>((sum, one) => sum + one, 0);

/** What is left to a person and what is not, of invoices that have come to their end. */
export interface Ended {
  readonly invoices: number;
  /** Those that a person had to do something about. */
  readonly helped: number;
}

export const Handwork = z.object({
  invoices: z.int().nonnegative().describe('Invoices that came to their end without anybody having to do something'),
  minutesPerInvoice: z.number().describe('What one takes by hand, as finance has set it'),
  hours: z.number().nonnegative().describe('Hours not spent by hand, to a tenth, rounded down'),
  says: z.string().describe('How it is reckoned, for people'),
});
export type Handwork = z.output<typeof Handwork>;

const number = new Intl.NumberFormat('en-GB');

/**
 * The one formula: invoices that nobody had to touch, times what one takes by hand. Rather too little than too much: an invoice that somebody
 * had to help counts as nothing saved. What it leaves out is said: the time in which somebody looked at the run and approved it.
 */
export function handworkOf({ invoices, helped }: Ended, minutesPerInvoice: number): Handwork {
  const alone = Math.max(0, invoices - helped);
  const helpedSay =
    helped > 0 ? ` ${number.format(helped)} that somebody had to see to ${helped === 1 ? 'counts' : 'count'} as nothing saved.` : '';
  return {
    invoices: alone,
    minutesPerInvoice,
    hours: Math.floor((alone * minutesPerInvoice) / 6) / 10,
    says: `${number.format(alone)} ${alone === 1 ? 'invoice' : 'invoices'} nobody had to touch, at ${number.format(minutesPerInvoice)} minutes each by hand.${helpedSay} The time to look at the run and approve it is not taken off.`,
  };
}
