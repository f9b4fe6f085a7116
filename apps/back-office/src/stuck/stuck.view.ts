import { STUCK_ACTIONS, STUCK_KINDS } from '@takings/contracts';
import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';

/** As the table has it; only rows that were raised. */
export interface StuckRow {
  readonly stuck_id: string;
  readonly app: string;
  readonly round: number;
  readonly stage: string;
  readonly kind: (typeof STUCK_KINDS)[number];
  readonly reason: string;
  readonly fact_type: string | null;
  readonly subject: string | null;
  readonly actions: (typeof STUCK_ACTIONS)[number][];
  readonly raised_at: Date;
  readonly outcome: 'retried' | 'discarded' | 'came-right' | null;
  readonly settled_by: string | null;
  readonly settled_at: Date | null;
  readonly decided_round: number | null;
  readonly decided_action: string | null;
  readonly decided_by: string | null;
  readonly decided_because: string | null;
  readonly decided_at: Date | null;
  readonly open: boolean;
}

const StuckItem = z.object({
  stuckId: z.uuid(),
  state: z.enum(['open', 'deciding', 'settled']).describe('deciding: somebody has decided and it is being carried out'),
  app: z.string().describe('The app that keeps it'),
  stage: z.string().describe('The stage in which it stopped'),
  kind: z.enum(STUCK_KINDS).describe('What sort of trouble it is'),
  reason: z.string().describe('What happened, in a sentence'),
  factType: z.string().nullable().describe('The fact that could not be worked on'),
  subject: z.string().nullable().describe('What it is about, an invoice id for example'),
  round: z.int().describe('How often it has been stuck'),
  actions: z.array(z.enum(STUCK_ACTIONS)).describe('What a person may do now'),
  raisedAt: z.iso.datetime(),
  decision: z
    .object({ action: z.string(), by: z.string(), because: z.string(), at: z.iso.datetime() })
    .nullable()
    .describe('What was decided about this round'),
  settled: z.object({ outcome: z.string(), by: z.string(), at: z.iso.datetime() }).nullable().describe('What became of it'),
});

export class StuckDto extends createZodDto(StuckItem) {}
export class StuckPageDto extends createZodDto(
  z.object({ items: z.array(StuckItem), next: z.string().nullable().describe('Pass it as `after` for the next page; null on the last') }),
) {}
export class StuckSummaryDto extends createZodDto(
  z.object({
    open: z.int().describe('Items that wait for a person or for the world'),
    groups: z.array(z.object({ stage: z.string(), kind: z.enum(STUCK_KINDS), open: z.int(), oldestAt: z.iso.datetime() })),
  }),
) {}

export function stuckItem(row: StuckRow): z.input<typeof StuckItem> {
  const decided = row.decided_round === row.round;
  const state = !row.open ? 'settled' : decided ? 'deciding' : 'open';
  return {
    stuckId: row.stuck_id,
    state,
    app: row.app,
    stage: row.stage,
    kind: row.kind,
    reason: row.reason,
    factType: row.fact_type,
    subject: row.subject,
    round: row.round,
    actions: state === 'open' ? row.actions : [],
    raisedAt: row.raised_at.toISOString(),
    decision: decided
      ? { action: row.decided_action!, by: row.decided_by!, because: row.decided_because!, at: row.decided_at!.toISOString() }
      : null,
    settled: row.open || !row.outcome ? null : { outcome: row.outcome, by: row.settled_by!, at: row.settled_at!.toISOString() },
  };
}
