import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { STUCK_ACTIONS } from '@takings/contracts';
import { NotFound } from '@takings/runtime';
import { Actor, MayUse, createZodDto } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { StuckItems } from './stuck-items';
import { StuckDto, StuckPageDto, type StuckRow, StuckSummaryDto, stuckItem } from './stuck.view';

class StuckQuery extends createZodDto(
  z.strictObject({
    state: z.enum(['open', 'settled', 'all']).default('open'),
    stage: z.string().optional(),
    subject: z.string().optional().describe('What it is about, an invoice id for example'),
    after: z.uuid().optional().describe('The last item of the page before'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
) {}
class StuckParams extends createZodDto(z.object({ id: z.uuid() })) {}
class ResolveParams extends createZodDto(z.object({ id: z.uuid(), action: z.enum(STUCK_ACTIONS) })) {}
class ResolveDto extends createZodDto(
  z.strictObject({
    because: z.string({ error: 'is missing; expected why, for the audit' }).trim().min(1).max(1000).describe('Why, for the audit'),
  }),
) {}

@ApiTags('stuck items')
@MayUse('agent', 'team-manager', 'finance-manager', 'finance-approver', 'platform')
@Controller('api/stuck')
export class StuckController {
  constructor(
    private readonly items: StuckItems,
    private readonly db: DataSource,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What waits for a person, the newest first' })
  @ZodResponse({ status: 200, type: StuckPageDto })
  async list(@Query() { state, stage, subject, after, limit }: StuckQuery) {
    const rows: StuckRow[] = await this.db.query(PAGE, [state, stage ?? null, subject ?? null, after ?? null, limit + 1]);
    const page = rows.slice(0, limit);
    return { items: page.map(stuckItem), next: rows.length > limit ? page.at(-1)!.stuck_id : null };
  }

  @Get('summary')
  @ApiOperation({ summary: 'How many wait, by stage and kind' })
  @ZodResponse({ status: 200, type: StuckSummaryDto })
  async summary() {
    const groups: { stage: string; kind: StuckRow['kind']; open: number; oldest: Date }[] = await this.db.query(
      'select stage, kind, count(*)::int as open, min(raised_at) as oldest from stuck_item where open group by stage, kind order by stage, kind',
    );
    const open = groups.reduce((sum, group) => sum + group.open, 0);
    return { open, groups: groups.map(({ oldest, ...group }) => ({ ...group, oldestAt: oldest.toISOString() })) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One stuck item' })
  @ZodResponse({ status: 200, type: StuckDto })
  async show(@Param() { id }: StuckParams) {
    const [row]: StuckRow[] = await this.db.query('select * from stuck_item where stuck_id = $1 and round is not null', [id]);
    if (!row) throw new NotFound(`There is no stuck item ${id}`);
    return stuckItem(row);
  }

  @MayUse('finance-manager', 'platform')
  @Post(':id/:action')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Try it again, or let it go',
    description: '409 says why it may not be. The app that keeps the item carries it out.',
  })
  @ZodResponse({ status: 202, type: StuckDto })
  async resolve(@Param() { id, action }: ResolveParams, @Body() { because }: ResolveDto, @Actor() actor: string) {
    await this.items.resolve({ stuckId: id, action, because, actor });
    return this.show({ id });
  }
}

const PAGE = `
  select s.* from stuck_item s
  where s.round is not null
    and ($1 = 'all' or s.open = ($1 = 'open'))
    and ($2::text is null or s.stage = $2)
    and ($3::text is null or s.subject = $3)
    and ($4::uuid is null or (s.raised_at, s.stuck_id) < (select l.raised_at, l.stuck_id from stuck_item l where l.stuck_id = $4))
  order by s.raised_at desc, s.stuck_id desc limit $5`;
