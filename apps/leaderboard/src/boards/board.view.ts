import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { PERIODS } from '../ranking/business-days';

const text = (says: string) => z.string().describe(says);
const moment = (says: string) => z.iso.datetime().describe(says);
const day = (says: string) => z.iso.date().describe(says);
const Money = z.object({ minor: z.int().describe('In minor units'), currency: text('ISO 4217') });
const currency = z.string().nullable().describe('ISO 4217; null as long as nothing was ever sold on this board');

const Board = z.object({
  board: text('`floor`, or the unique name of a team'),
  title: text('How boards call it'),
  scope: z.enum(['floor', 'team']),
  teamId: z.uuid().nullable().describe('Our id of the team; null for the floor'),
  timeZone: text('IANA time zone in which its day ends'),
  currencies: z.array(z.string()).describe('Those in which something was sold'),
});

const Position = z.object({
  ranking: z.int().positive(),
  consultantId: z.uuid(),
  consultant: z.string(),
  teamId: z.uuid(),
  team: text('Where the latest sale that counts was made'),
  unitsSold: z.int().describe('Sales, less those taken back'),
  salesRevenue: Money,
  reachedAt: moment('When this revenue was reached; of equal revenues the one reached first stands higher'),
});

const which = {
  board: z.string(),
  title: z.string(),
  timeZone: z.string(),
  period: z.enum(PERIODS),
  on: day('A day of the period'),
  from: day('Its first day'),
  to: day('Its last day'),
  at: z.iso.datetime().nullable().describe('As it was known then; null as it is known now'),
  currency,
};

const Ranking = z.object({
  ...which,
  seq: z.int().nonnegative().describe("Number of the last change of this board's live ranking"),
  resetsAt: moment('When the period ends'),
  total: Money.nullable(),
  target: Money.nullable().describe('To be reached in a day; null for weeks and months, and without one in this currency'),
  rankings: z.array(Position),
});
export type RankingView = z.input<typeof Ranking>;

const Told = z.object({
  kind: z.enum(['sale', 'void', 'adjustment']),
  ref: z.uuid().describe('Our id of the sale or of the correction'),
  saleRef: z.string().nullable(),
  product: z.string().nullable(),
  channel: z.string().nullable(),
  origin: z.string().nullable().describe('sold, imported or replayed; null for a correction'),
  units: z.int(),
  amount: Money,
  team: text('Where the consultant was then'),
  day: day('The day for which it counts'),
  occurredAt: moment('When it was sold, taken back, or to which moment it counts'),
  knownAt: moment('When it was told'),
  late: z.boolean().describe('Told on a later day than it was made'),
  cancelled: z.boolean().describe('A sale and its taking back, which cancel each other'),
  reason: z.string().nullable(),
  by: z.string().nullable().describe('Who took it back or corrected'),
});

const Explanation = z.object({
  ...which,
  consultantId: z.uuid(),
  consultant: z.string(),
  ranking: z.int().positive().nullable().describe('Null when nothing counts'),
  unitsSold: z.int(),
  salesRevenue: Money.nullable(),
  entries: z.array(Told).describe('In the order in which they occurred; their amounts sum to the revenue'),
  above: z
    .object({
      position: Position,
      missing: Money.describe('To the same revenue'),
      by: z.enum(['revenue', 'reached-first', 'name']).describe('What decides'),
      sentence: z.string(),
    })
    .nullable()
    .describe('The place above; null for the first'),
});
export type ExplanationView = z.input<typeof Explanation>;

const CollectedView = z.object({
  ...which,
  consultants: z.array(
    z.object({
      consultantId: z.uuid(),
      consultant: z.string(),
      team: z.string(),
      sold: Money.describe('Revenue as on the board, before VAT'),
      invoiced: Money.describe('Of what was sold in these days: stands on an invoice, before VAT'),
      paid: Money.describe('Of that: the invoice was debited'),
    }),
  ),
  total: z.object({ sold: Money, invoiced: Money, paid: Money }).nullable(),
});
export type CollectedView = z.input<typeof CollectedView>;

const Minutes = z.object({
  board: z.string(),
  on: z.iso.date(),
  timeZone: z.string(),
  currency,
  minutes: z.array(
    z.object({
      at: moment('The end of a minute in which something was told: pass it as `at`'),
      told: z.int().positive().describe('How much'),
    }),
  ),
});

export class BoardsDto extends createZodDto(z.array(Board)) {}
export class RankingDto extends createZodDto(Ranking) {}
export class ExplanationDto extends createZodDto(Explanation) {}
export class CollectedDto extends createZodDto(CollectedView) {}
export class MinutesDto extends createZodDto(Minutes) {}

const dayAsked = z.iso
  .date({ error: 'expected a day of the calendar written YYYY-MM-DD' })
  .optional()
  .describe("A day of the period, YYYY-MM-DD; the board's today if not said");
const currencyAsked = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: 'expected an ISO 4217 code such as GBP' })
  .optional()
  .describe('The only one in which something was sold, if not said');
const asked = {
  period: z.enum(PERIODS).default('day'),
  on: dayAsked,
  at: z.iso
    .datetime({ offset: true, error: 'expected a moment such as 2026-11-21T16:30:00Z' })
    .optional()
    .describe('The ranking as it was known then'),
  currency: currencyAsked,
};

export class BoardParams extends createZodDto(z.object({ board: z.string() })) {}
export class RankingQuery extends createZodDto(z.strictObject(asked)) {}
export class ExplainQuery extends createZodDto(
  z.strictObject({ ...asked, consultant: z.string().min(1).describe('Unique name or our id') }),
) {}
export class CollectedQuery extends createZodDto(z.strictObject({ period: asked.period, on: dayAsked, currency: currencyAsked })) {}
export class MinutesQuery extends createZodDto(z.strictObject({ on: dayAsked, currency: currencyAsked })) {}
