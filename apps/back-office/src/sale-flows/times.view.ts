import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';

const moment = z.iso.datetime({ offset: true, error: 'expected a moment such as 2026-11-21T09:30:00Z' });
const sales = z.int().nonnegative().describe('Sales that were completed');
const averageSeconds = z.number().nonnegative().describe('Time at work on one, on average; pauses of more than two minutes do not count');

export class TimesQuery extends createZodDto(
  z.strictObject({
    whose: z.enum(['mine', 'team']).default('team').describe('mine: of whoever asks; team: for team managers and senior management'),
    from: moment.optional().describe('Sales completed from then on; the last 30 days if not said'),
    to: moment.optional().describe('Sales completed before'),
    team: z.uuid().optional().describe('For senior management and admins: the id of a team; all teams if not said'),
  }),
) {}

const Times = z.object({
  sales,
  averageSeconds,
  steps: z.array(z.object({ step: z.string(), title: z.string(), averageSeconds })).describe('Where it goes, in the order of the flow'),
  lookUps: z
    .array(z.object({ lookUp: z.string(), title: z.string(), sales: z.int(), typedIn: z.int().describe('Of them: by hand') }))
    .describe('How many of the sales asked each source, and for how many its answer was typed in'),
  people: z.array(z.object({ id: z.string(), name: z.string(), sales, averageSeconds })).describe('By agent, the quickest first'),
  days: z.array(z.object({ day: z.iso.date(), sales, averageSeconds })).describe('By the day on which they were completed, in UTC'),
  team: z
    .object({ sales, averageSeconds })
    .nullable()
    .describe('Of the whole team, beside those of whoever asks; null where those of a team are asked for, or there is none'),
});
export type TimesView = z.input<typeof Times>;
export class TimesDto extends createZodDto(Times) {}
