import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { MayUse, type Person, Who } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import {
  BecauseDto,
  CorrectDto,
  InvoiceDto,
  InvoicePageDto,
  InvoiceParams,
  InvoiceQuery,
  NoteDto,
  SettledForMeDto,
  VersionDto,
} from './invoice.view';
import { InvoiceDecisions } from './invoice-decisions';
import { InvoiceViews } from './invoice-views';
import { SettledInvoices } from './settled-for-me';

const REFUSED = '409 says in words why it may not be now.';

@ApiTags('invoices')
@MayUse('finance-manager', 'finance-approver', 'management', 'platform')
@Controller('api/invoices')
export class InvoicesController {
  constructor(
    private readonly views: InvoiceViews,
    private readonly decisions: InvoiceDecisions,
    private readonly settled: SettledInvoices,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Invoices by number' })
  @ZodResponse({ status: 200, type: InvoicePageDto })
  list(@Query() query: InvoiceQuery) {
    return this.views.page(query);
  }

  @Get('settled-for-me')
  @ApiOperation({ summary: 'Of the invoices that you want to be told of, those that are settled' })
  @ZodResponse({ status: 200, type: SettledForMeDto })
  settledForMe(@Who() person: Person) {
    return this.settled.of(person);
  }

  @Post(':id/seen')
  @HttpCode(200)
  @ApiOperation({ summary: 'You have seen that an invoice is settled' })
  @ZodResponse({ status: 200, type: SettledForMeDto })
  async seen(@Param() { id }: InvoiceParams, @Who() person: Person) {
    await this.settled.seen(id, person);
    return this.settled.of(person);
  }

  @MayUse('finance-manager', 'finance-approver')
  @Post(':id/tell-me')
  @HttpCode(200)
  @ApiOperation({ summary: 'Be told, in the console, when an invoice is settled', description: REFUSED })
  @ZodResponse({ status: 200, type: InvoiceDto })
  async tellMe(@Param() { id }: InvoiceParams, @Who() person: Person) {
    await this.decisions.tellMe({ invoiceId: id, person });
    return this.views.one(id, person);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One invoice, with its lines, what happened to it, and what whoever asks may do about it' })
  @ZodResponse({ status: 200, type: InvoiceDto })
  show(@Param() { id }: InvoiceParams, @Who() person: Person) {
    return this.views.one(id, person);
  }

  @MayUse('finance-manager', 'finance-approver')
  @Post(':id/notes')
  @HttpCode(200)
  @ApiOperation({ summary: 'Add a note to the history of an invoice' })
  @ZodResponse({ status: 200, type: InvoiceDto })
  async note(@Param() { id }: InvoiceParams, @Body() body: NoteDto, @Who() person: Person) {
    await this.decisions.addNote({ invoiceId: id, person, ...body });
    return this.views.one(id, person);
  }

  @MayUse('finance-manager', 'finance-approver')
  @Post(':id/hold')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Do not debit the card until somebody lets the invoice go on',
    description: `The history says whether that was in time. ${REFUSED}`,
  })
  @ZodResponse({ status: 200, type: InvoiceDto })
  async hold(@Param() { id }: InvoiceParams, @Body() body: BecauseDto, @Who() person: Person) {
    await this.decisions.hold({ invoiceId: id, person, ...body });
    return this.views.one(id, person);
  }

  @MayUse('finance-manager', 'finance-approver')
  @Post(':id/release')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let an invoice that is on hold go on', description: REFUSED })
  @ZodResponse({ status: 200, type: InvoiceDto })
  async release(@Param() { id }: InvoiceParams, @Body() body: VersionDto, @Who() person: Person) {
    await this.decisions.release({ invoiceId: id, person, ...body });
    return this.views.one(id, person);
  }

  @MayUse('finance-manager', 'finance-approver')
  @Post(':id/take-back')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Take an invoice back before it is paid',
    description: `It is voided in Xero once it is certain that no charge of it has begun; the history says so, or why it was not. ${REFUSED}`,
  })
  @ZodResponse({ status: 200, type: InvoiceDto })
  async takeBack(@Param() { id }: InvoiceParams, @Body() body: BecauseDto, @Who() person: Person) {
    await this.decisions.takeBack({ invoiceId: id, person, ...body });
    return this.views.one(id, person);
  }

  @MayUse('finance-manager', 'finance-approver')
  @Post(':id/send-again')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send the mail with the invoice once more, as it was sent', description: REFUSED })
  @ZodResponse({ status: 200, type: InvoiceDto })
  async sendAgain(@Param() { id }: InvoiceParams, @Body() body: VersionDto, @Who() person: Person) {
    await this.decisions.sendAgain({ invoiceId: id, person, ...body });
    return this.views.one(id, person);
  }

  @MayUse('finance-manager', 'finance-approver')
  @Post(':id/correct')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Put right what Xero or a mail server refused, and let the invoice go on',
    description: `The customer is corrected too. ${REFUSED}`,
  })
  @ZodResponse({ status: 200, type: InvoiceDto })
  async correct(@Param() { id }: InvoiceParams, @Body() { because, version, ...corrections }: CorrectDto, @Who() person: Person) {
    await this.decisions.correct({ invoiceId: id, person, because, version, corrections });
    return this.views.one(id, person);
  }
}
