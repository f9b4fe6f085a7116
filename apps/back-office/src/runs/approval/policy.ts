import { ROLES } from '@takings/runtime/http';
import { z } from 'zod';

export const Limit = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code such as GBP'),
  totalMinor: z.int().nonnegative().describe('With VAT, in minor units'),
});

/** Who lets a run go. */
export const ApprovalPolicy = z.strictObject({
  automaticUpTo: z
    .array(Limit)
    .describe('A run with nothing unusual goes out by itself when its total in each currency is at most this; empty: never'),
  onePersonUpTo: z
    .array(Limit)
    .nullable()
    .describe(
      'Beyond this, or in a currency that is not named, two different persons approve, neither of whom asked for the run; null: one always does',
    ),
  stopUpTo: z
    .array(Limit)
    .nullable()
    .default(null)
    .describe('Beyond this, or in a currency that is not named, two different persons stop a run; null: one always does'),
  approvers: z
    .array(z.enum(ROLES))
    .min(1, 'expected at least one role, or nobody could approve')
    .describe('The roles that may approve; admins always may'),
});
export type ApprovalPolicy = z.output<typeof ApprovalPolicy>;

export const STANDARD_POLICY: ApprovalPolicy = {
  automaticUpTo: [],
  onePersonUpTo: null,
  stopUpTo: null,
  approvers: ['finance-manager', 'finance-approver'],
};

export const RULES = ['automatic', 'one', 'two'] as const;
export type Rule = (typeof RULES)[number];

export interface Weighed {
  readonly totals: readonly { readonly currency: string; readonly totalMinor: number }[];
  /** Invoices that are not left out and have something unusual about them. */
  readonly unusual: number;
}

/** What a run needs, by what it comes to as it stands. */
export function ruleOf(policy: ApprovalPolicy, { totals, unusual }: Weighed): Rule {
  if (unusual === 0 && policy.automaticUpTo.length > 0 && within(policy.automaticUpTo, totals)) return 'automatic';
  return policy.onePersonUpTo === null || within(policy.onePersonUpTo, totals) ? 'one' : 'two';
}

/** Whether it takes two persons to stop a run that comes to this. */
export const stopNeedsTwo = ({ stopUpTo }: ApprovalPolicy, { totals }: Pick<Weighed, 'totals'>): boolean =>
  stopUpTo !== null && !within(stopUpTo, totals);

const within = (limits: readonly z.output<typeof Limit>[], totals: Weighed['totals']) =>
  totals.every(({ currency, totalMinor }) => limits.some((limit) => limit.currency === currency && totalMinor <= limit.totalMinor));

export const personsFor = (rule: Rule): number => (rule === 'two' ? 2 : 1);
