import { z } from 'zod';
import { PriceSnapshot } from './prices';

const moment = z.iso.datetime();
const Who = z.object({ id: z.string(), name: z.string() });
const Given = z.record(z.string(), z.unknown());

export const StepState = z.object({
  state: z
    .enum(['open', 'done', 'reopened'])
    .describe('reopened: it was done, and what it goes by has changed; the draft is the old answers'),
  answers: Given.optional().describe('What was answered; only of a step that is done'),
  draft: Given.optional().describe('What is typed and not yet answered; of a reopened step the old answers, to be confirmed or changed'),
  because: z.string().optional().describe('What reopened it: the id of a step, "prices" or "definition"'),
  version: z.int().describe('The version of the sale at which this step last changed'),
  at: moment.describe('When it last changed'),
  by: Who.describe('Who changed it last'),
});
export type StepState = Readonly<z.output<typeof StepState>>;

export const LOOK_UP_STATES = ['looking-up', 'found', 'not-found', 'trying-again', 'parked', 'typed-in', 'dropped'] as const;

export const LookUpState = z.object({
  state: z
    .enum(LOOK_UP_STATES)
    .describe('parked: a person has to see to it; typed-in: by a person, and flagged; dropped: what it asked about has changed'),
  round: z.int().positive().describe('Counts the questions; an answer to an older one is dropped'),
  question: z.record(z.string(), z.string()),
  answer: Given.optional(),
  source: z.string().describe('Who answers'),
  cost: z.string().optional().describe('What the answer cost, such as "£1.20"'),
  reason: z.string().optional().describe('Why there is no answer yet'),
  nextTry: moment.optional().describe('When it is tried again'),
  at: moment.describe('Of the last change'),
  by: Who.optional().describe('Who typed it in'),
});
export type LookUpState = Readonly<z.output<typeof LookUpState>>;

/** Which prices a sale keeps; the prices themselves are kept once for all sales of the same list. */
export const FrozenPrices = PriceSnapshot.omit({ prices: true }).extend({ snapshot: z.string().describe('The id of the kept prices') });
export type FrozenPrices = Readonly<z.output<typeof FrozenPrices>>;

export const FLOW_STATUSES = ['open', 'completed', 'expired', 'abandoned', 'taken-back'] as const;
export type FlowStatus = (typeof FLOW_STATUSES)[number];

/** A sale in progress: what its history comes to. */
export const FlowState = z.object({
  definition: z.int().positive().describe('The version of the flow it is made by'),
  status: z.enum(FLOW_STATUSES),
  saleRef: z.string(),
  startedAt: moment,
  owner: Who.describe('The agent whose sale it is'),
  team: z.string().nullable().describe('The id of the team of that agent'),
  consultant: Who.describe('Who sold'),
  channel: z.enum(['online', 'offline']),
  prices: FrozenPrices,
  steps: z.record(z.string(), StepState).describe('By id; a step nobody has touched is absent'),
  lookUps: z.record(z.string(), LookUpState).describe('By id; a look-up that was never asked is absent'),
  decided: z.object({ version: z.int(), at: moment, by: Who, what: z.string() }).describe('What a person last decided, drafts aside'),
  work: z
    .object({ last: moment, seconds: z.record(z.string(), z.number()) })
    .describe('Time at work by step; pauses of more than two minutes do not count'),
  note: z.object({ at: moment, by: Who, text: z.string() }).nullable().describe('What was said when it was handed over or taken over'),
  remindedAt: moment.nullable().describe('When its agent was reminded that it expires unless somebody works on it'),
  ended: z
    .object({ at: moment, by: Who, reason: z.string().optional(), totalMinor: z.int().optional(), currency: z.string().optional() })
    .nullable()
    .describe('How it was completed, abandoned, expired or taken back; null while it is open'),
});
export type FlowState = Readonly<z.output<typeof FlowState>>;
