import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { columns } from '../charges/charge-input';
import { amount } from '../teams/team.view';
import { signedMoney } from '../validation/checks';
import { consultant, notAhead, reason } from './sale-input';

export class AdjustmentInputDto extends createZodDto(
  z.strictObject({
    consultant,
    revenue: signedMoney.refine((minor) => minor !== 0, { error: 'is 0; expected what is added, or taken off with a minus' }),
    currency: columns.currency,
    counts_at: notAhead.optional().describe('The moment to which it counts; now if not said'),
    reason,
  }),
) {}

const Adjustment = z.object({
  adjustmentId: z.uuid(),
  consultantId: z.uuid(),
  consultant: z.string(),
  teamId: z.uuid(),
  team: z.string(),
  revenue: amount.describe('Negative when something is taken off'),
  countsAt: z.iso.datetime(),
  reason: z.string(),
  adjustedBy: z.string(),
});
export type AdjustmentView = z.input<typeof Adjustment>;

export class AdjustmentDto extends createZodDto(Adjustment) {}
