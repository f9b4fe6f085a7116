import { FLOW_STATUSES, FlowState, Price } from '@takings/sale-flow';
import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';

const Who = z.object({ id: z.string(), name: z.string() });
const version = z.int().positive().describe('Counts what was done to it');
const event = z.looseObject({ type: z.string() });

const WaitsFor = z
  .object({
    kind: z.enum(['confirmation', 'answers', 'look-up', 'completion']),
    step: z.string().optional().describe('The step to be answered or confirmed'),
    lookUp: z.string().optional().describe('The look-up that has not come back'),
    title: z.string().describe('Of the step or look-up'),
  })
  .nullable()
  .describe('What it waits for; null when it is not open');

const Presence = z.object({ id: z.string(), name: z.string(), step: z.string().nullable(), seenAt: z.iso.datetime() });

const PriceChange = z.object({
  sku: z.string(),
  name: z.string(),
  before: z.string().nullable().describe('What the sale keeps, in major units; null when it is not on that list'),
  after: z.string().nullable().describe('By the list as it is now; null when it is sold no more'),
});

const flow = {
  flowId: z.uuid(),
  version,
  state: FlowState,
  waitsFor: WaitsFor,
  nextStep: z.string().nullable().describe('The first step that can be answered now; null when all are done'),
  expiresAt: z.iso.datetime().nullable().describe('When it ends unless somebody works on it; null when it has ended'),
};

const Flow = z.object({
  ...flow,
  mayWorkOn: z.boolean().describe('Whether you may; otherwise it is shown only'),
  mayTakeOver: z.boolean().describe('Whether you may take it over'),
  prices: z.record(z.string(), Price).describe('The prices it keeps, by stock keeping unit'),
  drift: z.array(PriceChange).describe('Its products that cost something else by the list as it is now; empty for none'),
  presence: z.array(Presence).describe('Who looks at it now, beside you'),
});
export type FlowView = z.input<typeof Flow>;

const Listed = z.object({
  flowId: z.uuid(),
  version,
  saleRef: z.string(),
  status: z.enum(FLOW_STATUSES),
  customerName: z.string().nullable().describe('As far as it is known'),
  owner: Who,
  teamId: z.string().nullable(),
  consultant: Who,
  definition: z.int(),
  startedAt: z.iso.datetime(),
  workedAt: z.iso.datetime().describe('When somebody last worked on it'),
  waitsFor: WaitsFor,
  steps: z.array(z.object({ step: z.string(), title: z.string(), state: z.enum(['open', 'done', 'reopened']) })).describe('In their order'),
  waitsForYou: z.boolean().describe('Answers are to be confirmed, a look-up came back since, or it was handed over and not yet touched'),
  lookUps: z.array(
    z.object({ lookUp: z.string(), title: z.string(), state: z.string(), at: z.iso.datetime(), nextTry: z.iso.datetime().nullable() }),
  ),
  seconds: z.number().describe('Time at work'),
  expiresAt: z.iso.datetime().nullable(),
  reminded: z.boolean().describe('It expires soon unless somebody works on it'),
  note: z.object({ at: z.iso.datetime(), by: Who, text: z.string() }).nullable(),
  total: z.object({ minor: z.int(), currency: z.string() }).nullable().describe('Of a completed sale, before VAT'),
  endedAt: z.iso.datetime().nullable(),
});
export type ListedFlow = z.input<typeof Listed>;

export class FlowDto extends createZodDto(Flow) {}
export class FlowParams extends createZodDto(z.object({ id: z.uuid() })) {}

export class FlowListDto extends createZodDto(
  z.object({ flows: z.array(Listed), next: z.string().nullable().describe('Pass it as `after` for the next page; null on the last') }),
) {}

export class FlowQuery extends createZodDto(
  z.strictObject({
    whose: z.enum(['mine', 'team', 'all']).default('mine').describe('all: for admins; a team manager sees those of the team'),
    status: z.enum([...FLOW_STATUSES, 'any']).default('open'),
    since: z.iso.datetime({ offset: true }).optional().describe('Of those that have ended: not before'),
    q: z.string().trim().max(100).optional().describe('Part of the reference or of the customer’s name'),
    after: z.uuid().optional().describe('The last sale of the page before'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
) {}

export class StartFlowDto extends createZodDto(
  z.strictObject({
    command_id: z.uuid().describe('Made by whoever starts it: the same id again is the same sale, and also the id of the sale'),
    consultant: z.string().trim().min(1).max(100).optional().describe('Who sells, by name or id; you, if you are a consultant'),
    channel: z.enum(['online', 'offline']).default('offline'),
  }),
) {}

const Started = z.object(flow);
const Accepted = z.object({ ...flow, events: z.array(event).describe('What it did; empty when all was so already') });
export type AcceptedView = z.input<typeof Accepted>;
export class StartedDto extends createZodDto(Started) {}
export class AcceptedDto extends createZodDto(Accepted) {}

export class PreviewDto extends createZodDto(
  z.strictObject({ step: z.string().min(1).max(60), answers: z.record(z.string(), z.unknown()).describe('The fields of the step') }),
) {}

export class OffersInputDto extends createZodDto(
  z.strictObject({
    look_up: z.string().min(1).max(60),
    answers: z.record(z.string(), z.unknown()).describe('The fields of its step as they are typed'),
  }),
) {}
const Offers = z.object({
  offered: z.array(z.string()).describe('To choose from'),
  says: z.string().nullable().describe('What is found, in a sentence; null while the question is not known'),
});
export type OffersView = z.input<typeof Offers>;
export class OffersDto extends createZodDto(Offers) {}

const reaches = { step: z.string(), title: z.string(), because: z.string().describe('The step whose change reaches it') };
export class EffectDto extends createZodDto(
  z.object({
    faults: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .readonly()
      .describe('With any, the answers would be refused'),
    changed: z.array(z.string()).readonly().describe('Fields that differ from what was answered before'),
    reopens: z
      .array(z.object({ ...reaches, stillValid: z.boolean().describe('The old answers could be confirmed as they are') }))
      .readonly(),
    lookUps: z
      .array(z.object({ lookUp: z.string(), title: z.string(), becomes: z.enum(['kept', 'dropped', 'asked', 'asked-again']) }))
      .readonly(),
    stays: z.array(z.string()).readonly().describe('Done steps that stay as they are'),
  }),
) {}

export class HistoryDto extends createZodDto(
  z.object({
    entries: z.array(
      z.object({
        version,
        at: z.iso.datetime(),
        by: Who,
        what: z.array(z.string()).describe('In words'),
        events: z.array(event),
      }),
    ),
    next: z.int().nullable().describe('Pass it as `after` for what followed; null when this is all'),
  }),
) {}
export class HistoryQuery extends createZodDto(
  z.strictObject({ after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(1000).default(200) }),
) {}

export class PresenceInputDto extends createZodDto(
  z.strictObject({ step: z.string().min(1).max(60).nullable().describe('The step being edited; null for leaving') }),
) {}
export class PresenceListDto extends createZodDto(z.object({ presence: z.array(Presence) })) {}
export type PresenceView = z.input<typeof Presence>;
