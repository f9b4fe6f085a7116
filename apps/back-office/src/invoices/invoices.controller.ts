import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { InvoiceDto, InvoicePageDto, InvoiceParams, InvoiceQuery } from './invoice.view';
import { InvoiceViews } from './invoice-views';

@ApiTags('invoices')
@MayUse('finance-manager', 'finance-approver', 'management', 'platform')
@Controller('api/invoices')
export class InvoicesController {
  constructor(private readonly views: InvoiceViews) {}

  @Get()
  @ApiOperation({ summary: 'Invoices by number' })
  @ZodResponse({ status: 200, type: InvoicePageDto })
  list(@Query() query: InvoiceQuery) {
    return this.views.page(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One invoice, with its lines and what happened to it' })
  @ZodResponse({ status: 200, type: InvoiceDto })
  show(@Param() { id }: InvoiceParams) {
    return this.views.one(id);
  }
}
