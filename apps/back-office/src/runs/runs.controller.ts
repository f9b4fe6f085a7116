import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { MayUse, type Person, Who } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { ProposedPageDto, ProposedQuery } from './proposed-invoice.view';
import { ProposedInvoices } from './proposed-invoices';
import { RunDecisions } from './run-decisions';
import {
  ApproveRunDto,
  DecideGroupDto,
  DecideInvoiceDto,
  RequestRunDto,
  RunDto,
  RunInvoiceParams,
  RunPageDto,
  RunParams,
  RunQuery,
  StopRunDto,
} from './run.view';
import { RunInvoicePageDto, RunInvoicesQuery } from './run-invoice.view';
import { RunInvoices } from './run-invoices';
import { RunViews } from './run-views';
import { Runs } from './runs';

const today = () => new Date().toISOString().slice(0, 10);

@ApiTags('runs')
@MayUse('finance-manager', 'finance-approver', 'management', 'platform')
@Controller('api/runs')
export class RunsController {
  constructor(
    private readonly runs: Runs,
    private readonly decisions: RunDecisions,
    private readonly views: RunViews,
    private readonly proposed: ProposedInvoices,
    private readonly issued: RunInvoices,
  ) {}

  @MayUse('finance-manager')
  @Post()
  @HttpCode(201)
  @ApiOperation({
    summary: 'Gather the charges that are due into invoices',
    description: 'They are proposed, and go out once the run is approved: by the policy, or by as many persons as it wants.',
  })
  @ZodResponse({ status: 201, type: RunDto })
  async request(@Body() { runOn = today(), approve }: RequestRunDto, @Who() person: Person) {
    return this.views.one(await this.runs.request({ runOn, approve, person }), person);
  }

  // Who may is the policy's to say, beyond the roles of this controller too.
  @MayUse('consultant', 'agent', 'team-manager', 'finance-manager', 'finance-approver', 'management', 'platform')
  @Post(':id/approve')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Let the invoices of a run go out, as they were seen',
    description: '409 in words: somebody approved or stopped it before, it has changed since, or it is still being gathered.',
  })
  @ZodResponse({ status: 200, type: RunDto })
  async approve(@Param() { id }: RunParams, @Body() { version }: ApproveRunDto, @Who() person: Person) {
    await this.decisions.approve({ runId: id, version, person });
    return this.views.one(id, person);
  }

  @MayUse('finance-manager', 'finance-approver')
  @Post(':id/stop')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Stop a run for good',
    description:
      'Nothing more is issued; what has gone out goes on to its end, and the other charges are free for the next run. Above the limit of the policy the first call asks for it, and that of a second person stops the run. 409 in words.',
  })
  @ZodResponse({ status: 200, type: RunDto })
  async stop(@Param() { id }: RunParams, @Body() { because }: StopRunDto, @Who() person: Person) {
    await this.decisions.stop({ runId: id, because, person });
    return this.views.one(id, person);
  }

  @MayUse('finance-manager', 'finance-approver')
  @Post(':id/pause')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send nothing new of a run for now',
    description:
      'Nothing more is issued, filed, mailed or debited; calls in hand end, and what was debited is recorded and told. 409 in words.',
  })
  @ZodResponse({ status: 200, type: RunDto })
  async pause(@Param() { id }: RunParams, @Who() person: Person) {
    await this.decisions.pause({ runId: id, person });
    return this.views.one(id, person);
  }

  @MayUse('finance-manager', 'finance-approver')
  @Post(':id/resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let a paused run go on', description: '409 in words.' })
  @ZodResponse({ status: 200, type: RunDto })
  async resume(@Param() { id }: RunParams, @Who() person: Person) {
    await this.decisions.resume({ runId: id, person });
    return this.views.one(id, person);
  }

  @Get(':id/invoices')
  @ApiOperation({ summary: 'The proposed invoices of a run, by their place in it, with what to look at' })
  @ZodResponse({ status: 200, type: ProposedPageDto })
  invoices(@Param() { id }: RunParams, @Query() query: ProposedQuery, @Who() person: Person) {
    return this.proposed.page(id, query, person);
  }

  @MayUse('finance-manager', 'finance-approver')
  @Post(':id/leave-out')
  @HttpCode(200)
  @ApiOperation({ summary: 'Leave all invoices of one group out of a run before it is approved', description: '409 in words.' })
  @ZodResponse({ status: 200, type: RunDto })
  async leaveOutGroup(@Param() { id }: RunParams, @Body() body: DecideGroupDto, @Who() person: Person) {
    await this.decisions.decideGroup({ runId: id, person, ...body }, 'leave-out');
    return this.views.one(id, person);
  }

  @MayUse('finance-manager', 'finance-approver')
  @Post(':id/include')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take all invoices of one group that were left out into the run again', description: '409 in words.' })
  @ZodResponse({ status: 200, type: RunDto })
  async includeGroup(@Param() { id }: RunParams, @Body() body: DecideGroupDto, @Who() person: Person) {
    await this.decisions.decideGroup({ runId: id, person, ...body }, 'include');
    return this.views.one(id, person);
  }

  @Get(':id/progress')
  @ApiOperation({ summary: 'The issued invoices of a run by number, with how far each has come' })
  @ZodResponse({ status: 200, type: RunInvoicePageDto })
  progress(@Param() { id }: RunParams, @Query() query: RunInvoicesQuery) {
    return this.issued.page(id, query);
  }

  @MayUse('finance-manager', 'finance-approver')
  @Post(':id/invoices/:invoiceId/leave-out')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Leave an invoice out of a run before it is approved',
    description:
      'Its charges come back in the next run. An approval of one of two persons is taken back. Answers with the run. 409 in words.',
  })
  @ZodResponse({ status: 200, type: RunDto })
  async leaveOut(@Param() { id, invoiceId }: RunInvoiceParams, @Body() body: DecideInvoiceDto, @Who() person: Person) {
    await this.decisions.leaveOut({ runId: id, invoiceId, person, ...body });
    return this.views.one(id, person);
  }

  @MayUse('finance-manager', 'finance-approver')
  @Post(':id/invoices/:invoiceId/include')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take an invoice that was left out into the run again', description: 'Answers with the run. 409 in words.' })
  @ZodResponse({ status: 200, type: RunDto })
  async include(@Param() { id, invoiceId }: RunInvoiceParams, @Body() body: DecideInvoiceDto, @Who() person: Person) {
    await this.decisions.include({ runId: id, invoiceId, person, ...body });
    return this.views.one(id, person);
  }

  @Get()
  @ApiOperation({ summary: 'Runs, the newest first' })
  @ZodResponse({ status: 200, type: RunPageDto })
  list(@Query() { after, limit }: RunQuery, @Who() person: Person) {
    return this.views.page(after, limit, person);
  }

  @Get(':id')
  @ApiOperation({ summary: 'How a run stands, and what whoever asks may do about it' })
  @ZodResponse({ status: 200, type: RunDto })
  show(@Param() { id }: RunParams, @Who() person: Person) {
    return this.views.one(id, person);
  }
}
