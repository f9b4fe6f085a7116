import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MayUse, type Person, Who } from '@takings/runtime/http';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import {
  AcceptedDto,
  type AcceptedView,
  EffectDto,
  FlowDto,
  FlowListDto,
  FlowParams,
  FlowQuery,
  HistoryDto,
  HistoryQuery,
  OffersDto,
  OffersInputDto,
  PresenceInputDto,
  PresenceListDto,
  PreviewDto,
  StartedDto,
  StartFlowDto,
} from './flow.view';
import { FlowCommands } from './flow-commands';
import { FlowHistories } from './flow-histories';
import { FlowLists } from './flow-lists';
import { FlowViews } from './flow-views';
import { Offers } from './offers';
import { commandSchema, parsedCommand } from './parsed-command';
import { Presences } from './presences';
import { Starting } from './starting';
import { Times } from './times';
import { TimesDto, TimesQuery } from './times.view';

@ApiTags('sales in progress')
@MayUse('agent', 'team-manager')
@Controller('api/sale-flows')
export class SaleFlowsController {
  constructor(
    private readonly starting: Starting,
    private readonly commands: FlowCommands,
    private readonly views: FlowViews,
    private readonly offers: Offers,
    private readonly lists: FlowLists,
    private readonly histories: FlowHistories,
    private readonly presences: Presences,
    private readonly times: Times,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Start a sale',
    description:
      'By the latest version of the flow, at the prices of this moment, which it keeps. 200: the same was asked before, and this is the sale.',
  })
  @ZodResponse({ status: 201, type: StartedDto })
  async start(@Body() input: StartFlowDto, @Who() by: Person, @Res({ passthrough: true }) response: Response) {
    const { command_id, consultant, channel } = input;
    const { flow, added } = await this.starting.start({ commandId: command_id, consultant, channel, by });
    if (!added) response.status(HttpStatus.OK);
    return this.views.stand(flow);
  }

  @Get()
  @MayUse('consultant', 'agent', 'team-manager')
  @ApiOperation({ summary: 'Sales in progress: yours or those of your team; those that were worked on last come first' })
  @ZodResponse({ status: 200, type: FlowListDto })
  list(@Query() query: FlowQuery, @Who() by: Person) {
    return this.lists.page(query, by);
  }

  @Get('time')
  @MayUse('consultant', 'agent', 'team-manager', 'management')
  @ApiOperation({ summary: 'How long sales take, and where the time goes: of your own, or of a team' })
  @ZodResponse({ status: 200, type: TimesDto })
  time(@Query() query: TimesQuery, @Who() by: Person) {
    return this.times.of(query, by);
  }

  @Get(':id')
  @MayUse('consultant', 'agent', 'team-manager')
  @ApiOperation({ summary: 'One sale in progress', description: '403 says whose it is.' })
  @ZodResponse({ status: 200, type: FlowDto })
  show(@Param() { id }: FlowParams, @Who() by: Person) {
    return this.views.one(id, by);
  }

  @Post(':id/commands')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Work on a sale',
    description:
      'A command with an id that came before changes nothing: `events` says what it did then, the rest is the sale as it is now. 409: somebody has decided something since the version that was seen, and who; or the sale does not allow it now. 403 says whose sale it is.',
  })
  @ApiBody({ schema: commandSchema })
  @ApiOkResponse({ type: AcceptedDto.Output })
  async command(@Param() { id }: FlowParams, @Body() body: unknown, @Who() by: Person): Promise<AcceptedView> {
    const { events, ...flow } = await this.commands.ask({ flowId: id, command: parsedCommand(body), by });
    return { ...(await this.views.stand(flow)), events: [...events] };
  }

  @Post(':id/preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'What answering a step would reopen, look up again and leave as it is', description: 'Nothing is kept.' })
  @ZodResponse({ status: 200, type: EffectDto })
  preview(@Param() { id }: FlowParams, @Body() input: PreviewDto, @Who() by: Person) {
    return this.views.preview(id, input, by);
  }

  @Post(':id/offers')
  @HttpCode(200)
  @ApiOperation({
    summary: 'What a look-up would find and offer by these answers',
    description: 'For an answered step that is being edited: the addresses of another postcode. Nothing is kept.',
  })
  @ZodResponse({ status: 200, type: OffersDto })
  offer(@Param() { id }: FlowParams, @Body() input: OffersInputDto, @Who() by: Person) {
    return this.offers.of(id, input, by);
  }

  @Get(':id/history')
  @MayUse('consultant', 'agent', 'team-manager')
  @ApiOperation({ summary: 'Who typed and decided what, and when' })
  @ZodResponse({ status: 200, type: HistoryDto })
  history(@Param() { id }: FlowParams, @Query() query: HistoryQuery, @Who() by: Person) {
    return this.histories.of(id, query, by);
  }

  @Put(':id/presence')
  @ApiOperation({ summary: 'Say that you are there', description: 'Every ten seconds while the sale is on the screen; null for leaving.' })
  @ZodResponse({ status: 200, type: PresenceListDto })
  async presence(@Param() { id }: FlowParams, @Body() { step }: PresenceInputDto, @Who() by: Person) {
    await this.views.seen(id, by);
    await this.presences.say(id, by, step);
    return { presence: await this.presences.others(id, by) };
  }
}
