import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { InvalidInput } from '@takings/runtime';
import { MayUse, type Person, Who, createZodDto } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { BulkRetries } from './bulk-retries';
import { ITEM_ACTIONS, type ItemAction } from './legal-actions';
import { StuckItems } from './stuck-items';
import { StuckViews } from './stuck-views';
import { DecidedDto, PeopleDto, RetryCauseDto, StuckDetailDto, StuckPageDto, StuckSummaryDto, TABS } from './stuck.view';

export class StuckQuery extends createZodDto(
  z.strictObject({
    tab: z.enum(TABS).optional().describe('all, you, itself and others are open; settled: today. Goes before `state`'),
    state: z.enum(['open', 'settled', 'all']).default('open'),
    cause: z.string().max(200).optional(),
    run: z.uuid().optional().describe('Only what is about invoices of this run'),
    stage: z.string().optional(),
    subject: z.string().optional().describe('What it is about, an invoice id for example'),
    sort: z.enum(['oldest', 'money']).default('oldest').describe('money: the most at risk first'),
    after: z.uuid().optional().describe('The last item of the page before'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
) {}
class SummaryQuery extends createZodDto(z.strictObject({ run: z.uuid().optional() })) {}
class StuckParams extends createZodDto(z.object({ id: z.uuid() })) {}
class ResolveParams extends createZodDto(z.object({ id: z.uuid(), action: z.enum(ITEM_ACTIONS) })) {}

const because = z.string({ error: 'is missing; expected why, for the audit' }).trim().min(1).max(1000).describe('Why, for the audit');
/** What a decision has to say beside itself. */
const NEEDS: Readonly<Partial<Record<ItemAction, 'because' | 'to'>>> = {
  retry: 'because',
  discard: 'because',
  note: 'because',
  give: 'to',
};
const MISSING = { because: 'is missing; expected why, for the audit', to: 'is missing; expected the id of a person' } as const;

function missing(action: ItemAction, said: { readonly because?: string; readonly to?: string }) {
  const field = NEEDS[action];
  return field && said[field] === undefined ? { field, message: MISSING[field] } : undefined;
}

const choice = {
  because: because.optional().describe('Why, for the audit; the note itself. Needed to send again, to let go and to note'),
  to: z.uuid().optional().describe('The person it is given to'),
  round: z.int().positive().optional().describe('The round that was seen; another is refused'),
};

class DecideDto extends createZodDto(z.strictObject(choice)) {}
class DecideAllDto extends createZodDto(
  z
    .strictObject({
      action: z.enum(ITEM_ACTIONS),
      because: choice.because,
      to: choice.to,
      items: z
        .array(z.strictObject({ stuckId: z.uuid(), round: choice.round }))
        .min(1)
        .max(200),
    })
    .superRefine((said, context) => {
      const fault = missing(said.action, said);
      if (fault) context.addIssue({ code: 'custom', path: [fault.field], message: fault.message });
    }),
) {}
class RetryCauseInput extends createZodDto(z.strictObject({ cause: z.string().min(1).max(200), because })) {}

@ApiTags('stuck items')
@MayUse('agent', 'team-manager', 'finance-manager', 'finance-approver', 'platform')
@Controller('api/stuck')
export class StuckController {
  constructor(
    private readonly items: StuckItems,
    private readonly views: StuckViews,
    private readonly bulk: BulkRetries,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What is stuck, the oldest first, or the most money', description: 'Agents see look-ups alone.' })
  @ZodResponse({ status: 200, type: StuckPageDto })
  list(@Query() query: StuckQuery, @Who() person: Person) {
    return this.views.page(query, person);
  }

  @Get('summary')
  @ApiOperation({ summary: 'How many wait and how much money, by tab and by cause' })
  @ZodResponse({ status: 200, type: StuckSummaryDto })
  summary(@Query() { run }: SummaryQuery, @Who() person: Person) {
    return this.views.summary(run, person);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One stuck item and its history' })
  @ZodResponse({ status: 200, type: StuckDetailDto })
  show(@Param() { id }: StuckParams, @Who() person: Person) {
    return this.views.one(id, person);
  }

  @Get(':id/people')
  @ApiOperation({ summary: 'To whom it may be given, by name' })
  @ZodResponse({ status: 200, type: PeopleDto })
  people(@Param() { id }: StuckParams, @Who() person: Person) {
    return this.views.people(id, person);
  }

  @Post('retry-cause')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send everything of one cause again, in the background',
    description: '409 while others of it are being sent, or when nothing of it waits for whoever asks.',
  })
  @ZodResponse({ status: 200, type: RetryCauseDto })
  async retryCause(@Body() { cause, because: why }: RetryCauseInput, @Who() person: Person) {
    return { items: await this.bulk.ask(cause, why, person) };
  }

  @Post('decide')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decide about several items at once', description: 'Each is judged for itself; those refused are named.' })
  @ZodResponse({ status: 200, type: DecidedDto })
  async decideAll(@Body() { items, ...said }: DecideAllDto, @Who() person: Person) {
    const refused = await this.items.decideAll(items, { ...said, person });
    return { done: items.length - refused.length, refused: refused.map(({ stuckId, error }) => ({ stuckId, why: error.message })) };
  }

  @Post(':id/:action')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send it again, let it go, give it to somebody, take it, or add a note',
    description:
      'Letting go above the limit only asks for it: another person has to `confirm`; `withdraw` keeps the item. 409 says why it may not be. The app that keeps the item carries it out.',
  })
  @ZodResponse({ status: 200, type: StuckDetailDto })
  async resolve(@Param() { id, action }: ResolveParams, @Body() { round, ...said }: DecideDto, @Who() person: Person) {
    const fault = missing(action, said);
    if (fault) throw new InvalidInput(`${fault.field}: ${fault.message}`, fault.field);
    await this.items.decide({ stuckId: id, round }, { action, ...said, person });
    return this.views.one(id, person);
  }
}
