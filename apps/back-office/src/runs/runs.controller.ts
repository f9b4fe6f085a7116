import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { ACTOR_HEADER, Actor } from '../audit/actor';
import { RequestRunDto, RunDto, RunPageDto, RunParams, RunQuery } from './run.view';
import { RunViews } from './run-views';
import { Runs } from './runs';

const today = () => new Date().toISOString().slice(0, 10);

@ApiTags('runs')
@Controller('api/runs')
export class RunsController {
  constructor(
    private readonly runs: Runs,
    private readonly views: RunViews,
  ) {}

  @Post()
  @HttpCode(201)
  @ApiHeader({ name: ACTOR_HEADER, required: false, description: 'Who does it, for the audit' })
  @ApiOperation({ summary: 'Gather the charges that are due into invoices' })
  @ZodResponse({ status: 201, type: RunDto })
  async request(@Body() { runOn = today(), approve }: RequestRunDto, @Actor() actor: string) {
    return this.views.one(await this.runs.request({ runOn, approve, actor }));
  }

  @Post(':id/approve')
  @HttpCode(200)
  @ApiHeader({ name: ACTOR_HEADER, required: false, description: 'Who does it, for the audit' })
  @ApiOperation({ summary: 'Let the invoices of a run go out', description: '409 says who approved it before.' })
  @ZodResponse({ status: 200, type: RunDto })
  async approve(@Param() { id }: RunParams, @Actor() actor: string) {
    await this.runs.approve(id, actor);
    return this.views.one(id);
  }

  @Get()
  @ApiOperation({ summary: 'Runs, the newest first' })
  @ZodResponse({ status: 200, type: RunPageDto })
  list(@Query() { after, limit }: RunQuery) {
    return this.views.page(after, limit);
  }

  @Get(':id')
  @ApiOperation({ summary: 'How a run stands' })
  @ZodResponse({ status: 200, type: RunDto })
  show(@Param() { id }: RunParams) {
    return this.views.one(id);
  }
}
