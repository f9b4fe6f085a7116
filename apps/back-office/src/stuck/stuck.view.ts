import { STUCK_ACTIONS } from '@takings/contracts';
import { createZodDto, type Person, rolesInWords } from '@takings/runtime/http';
import { z } from 'zod';
import { actionOf } from '../runs/proposed-invoice.view';
import { adviceOn, titleOf } from './cause';
import { isAsked, ITEM_ACTIONS, rolesOf, whyNot } from './legal-actions';
import { ALL_KINDS, type StuckRow } from './stuck-row';
import { needsSecond, type StuckPolicy } from './stuck-settings';

export const TABS = ['all', 'you', 'itself', 'others', 'settled'] as const;
export type Tab = (typeof TABS)[number];

const StuckItem = z.object({
  stuckId: z.uuid(),
  state: z.enum(['open', 'deciding', 'settled']).describe('deciding: somebody has decided and it is being carried out'),
  title: z.string().describe('What happened, for people'),
  cause: z.string().describe('The same for all that stopped for the same reason'),
  advice: z.string().nullable().describe('What to do about it'),
  app: z.string().describe('The app that keeps it'),
  stage: z.string().describe('The stage in which it stopped'),
  kind: z.enum(ALL_KINDS).describe('What sort of trouble it is; asking, withheld and credit are seen from the facts about an invoice'),
  reason: z.string().describe('What happened, in a sentence'),
  factType: z.string().nullable().describe('The fact that could not be worked on'),
  subject: z.string().nullable().describe('What it is about, an invoice id for example'),
  about: z.enum(['invoice', 'sale']).nullable().describe('What the subject is the id of'),
  runId: z.uuid().nullable(),
  customer: z.string().nullable(),
  label: z.string().nullable().describe('The number of the invoice or the reference of the sale'),
  currency: z.string().nullable(),
  riskMinor: z.int().describe('What does not come in, or not into the books, before this is settled, in minor units'),
  round: z.int().describe('How often it has been stuck'),
  waits: z.enum(['person', 'itself']).describe('Whether a person is waited for'),
  nextAt: z.iso.datetime().nullable().describe('When it is tried or asked after next'),
  owner: z.object({ id: z.uuid(), name: z.string(), since: z.iso.datetime() }).nullable().describe('Who has taken it, or was given it'),
  for: z.string().describe('Who may act on it, in words'),
  secondPerson: z.boolean().describe('Whether letting it go needs a second person'),
  asked: z
    .object({ by: z.string(), because: z.string(), at: z.iso.datetime() })
    .nullable()
    .describe('Somebody asked to let it go; a second person has to agree'),
  actions: z.array(z.enum(STUCK_ACTIONS)).describe('What can be done about it now, by whoever may'),
  can: z.array(actionOf(ITEM_ACTIONS)).describe('What whoever asks may do now'),
  raisedAt: z.iso.datetime(),
  decision: z
    .object({ action: z.string(), by: z.string(), because: z.string(), at: z.iso.datetime() })
    .nullable()
    .describe('What was decided about this round'),
  settled: z.object({ outcome: z.string(), by: z.string(), at: z.iso.datetime() }).nullable().describe('What became of it'),
});
export type StuckView = z.input<typeof StuckItem>;

const StuckDetail = StuckItem.extend({
  history: z
    .array(z.object({ at: z.iso.datetime(), by: z.string(), what: z.string(), round: z.int() }))
    .describe('What happened to it and what people did, the oldest first'),
});

const Sum = z.object({ currency: z.string(), minor: z.int() });
const Counted = z.object({ items: z.int().nonnegative(), risk: z.array(Sum).describe('Money at risk, by currency, in minor units') });
export type CountedView = z.input<typeof Counted>;

const Cause = Counted.extend({
  cause: z.string(),
  title: z.string(),
  oldestAt: z.iso.datetime(),
  retry: actionOf(['retry'] as const).extend({ items: z.int().nonnegative().describe('How many whoever asks would send again') }),
  running: z
    .object({ by: z.string(), at: z.iso.datetime(), items: z.int(), done: z.int() })
    .nullable()
    .describe('All of it is being sent again'),
});
export type CauseView = z.input<typeof Cause>;

export class StuckDto extends createZodDto(StuckItem) {}
export class StuckDetailDto extends createZodDto(StuckDetail) {}
export class StuckPageDto extends createZodDto(
  z.object({ items: z.array(StuckItem), next: z.string().nullable().describe('Pass it as `after` for the next page; null on the last') }),
) {}
export class StuckSummaryDto extends createZodDto(
  z.object({
    open: z.int().describe('Items that wait for a person or for the world'),
    oldestAt: z.iso.datetime().nullable(),
    lastSettledAt: z.iso.datetime().nullable(),
    tabs: z.object({ all: Counted, you: Counted, itself: Counted, others: Counted, settled: Counted }),
    causes: z.array(Cause).describe('What stopped for the same reason, the most first'),
  }),
) {}
export class RetryCauseDto extends createZodDto(z.object({ items: z.int().describe('How many are sent again') })) {}

export class PeopleDto extends createZodDto(
  z.object({ people: z.array(z.object({ id: z.uuid(), name: z.string(), roles: z.array(z.string()) })) }),
) {}

export class DecidedDto extends createZodDto(
  z.object({
    done: z.int().nonnegative(),
    refused: z.array(z.object({ stuckId: z.uuid(), why: z.string() })).describe('Those that somebody else has decided, and so on'),
  }),
) {}

const aboutOf = ({ desk, label }: StuckRow) => (label === null ? null : desk === 'sales' ? ('sale' as const) : ('invoice' as const));

export function stuckItem(row: StuckRow, person: Person, policy: StuckPolicy): StuckView {
  const decided = row.decided_round === row.round;
  const state = !row.open ? 'settled' : decided ? 'deciding' : 'open';
  return {
    stuckId: row.stuck_id,
    state,
    title: titleOf(row.cause),
    cause: row.cause,
    advice: adviceOn(row.cause),
    app: row.app,
    stage: row.stage,
    kind: row.kind,
    reason: row.reason,
    factType: row.fact_type,
    subject: row.subject,
    about: aboutOf(row),
    runId: row.run_id,
    customer: row.customer,
    label: row.label,
    currency: row.currency,
    riskMinor: Number(row.risk_minor),
    round: row.round,
    waits: row.waits,
    nextAt: row.next_at?.toISOString() ?? null,
    owner: row.owner_id ? { id: row.owner_id, name: row.owner!, since: row.owner_since!.toISOString() } : null,
    for: rolesInWords(rolesOf(row)),
    secondPerson: needsSecond(policy, row),
    asked: isAsked(row) ? { by: row.asked_by!, because: row.asked_because!, at: row.asked_at!.toISOString() } : null,
    actions: state === 'open' ? row.actions : [],
    can: ITEM_ACTIONS.map((action) => ({ action, whyNot: whyNot[action](row, person) })),
    raisedAt: row.raised_at.toISOString(),
    decision: decided
      ? { action: row.decided_action!, by: row.decided_by!, because: row.decided_because!, at: row.decided_at!.toISOString() }
      : null,
    settled: row.open || !row.outcome ? null : settledOf(row),
  };
}

const settledOf = ({ outcome, settled_by, settled_at, raised_at }: StuckRow) => ({
  outcome: outcome!,
  by: settled_by!,
  at: (settled_at ?? raised_at).toISOString(),
});
