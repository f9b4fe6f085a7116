import type { IncomingMessage } from 'node:http';
import { Body, Controller, Get, Headers, HttpCode, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InvalidInput } from '@takings/runtime';
import { Actor, MayUse } from '@takings/runtime/http';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { csvBody } from '../csv/csv-body';
import { ImportedSalesDto, SaleDto, SalePageDto, SaleParams, SaleQuery, SaleWithLinesDto, saleView } from './sale.view';
import { idempotencyKey, SaleInputDto, saleOf, VoidDto } from './sale-input';
import { SALE_COLUMNS } from './sale-row';
import { SaleViews } from './sale-views';
import { SalesImport } from './sales-import';
import { Selling } from './selling';
import { Voiding } from './voiding';

const KEY_HEADER = 'idempotency-key';

@ApiTags('sales')
@MayUse('agent', 'team-manager', 'finance-manager', 'finance-approver', 'management')
@Controller('api/sales')
export class SalesController {
  constructor(
    private readonly selling: Selling,
    private readonly voiding: Voiding,
    private readonly views: SaleViews,
    private readonly imports: SalesImport,
  ) {}

  @MayUse('agent', 'team-manager')
  @Post()
  @ApiHeader({ name: KEY_HEADER, required: false, description: 'The same request with the same key is the same sale' })
  @ApiOperation({
    summary: 'Enter a sale',
    description:
      '200: the same was asked before, and this is the sale. 409: its key or reference was used for another one. Each line becomes a charge, which the next run on or after `due_on` invoices.',
  })
  @ZodResponse({ status: 201, type: SaleDto })
  async sell(
    @Body() input: SaleInputDto,
    @Headers(KEY_HEADER) header: string | undefined,
    @Actor() actor: string,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { row, added } = await this.selling.sell(saleOf(input, keyOf(input, header), actor));
    if (!added) response.status(HttpStatus.OK);
    return saleView(row);
  }

  @MayUse('team-manager', 'finance-manager')
  @Post('import')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Import a CSV file of sales',
    description: `The body is the file itself: UTF-8, RFC 4180, a first line that names the columns in any order (${SALE_COLUMNS.join(', ')}); other columns are ignored. It is read as it comes, so it may be of any length. Any past day will do; teams, consultants and customers that are not known are created; nothing of it is invoiced. Good rows are taken even when others are bad; the same file twice adds nothing.`,
  })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ZodResponse({ status: 200, type: ImportedSalesDto })
  async import(@Req() request: IncomingMessage, @Actor() actor: string) {
    const { rejections, ...counts } = await csvBody(request, (bytes) => this.imports.read(bytes, actor));
    return { ...counts, rejectedRows: rejections.map(({ at, ...fault }) => ({ line: at, ...fault })) };
  }

  @MayUse('team-manager')
  @Post(':id/void')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Take a sale back',
    description:
      'Its charges are withdrawn; when they are on an invoice already, that is not debited and a credit is proposed to finance. 409 says who took it back before.',
  })
  @ZodResponse({ status: 200, type: SaleWithLinesDto })
  async void(@Param() { id }: SaleParams, @Body() { reason }: VoidDto, @Actor() actor: string) {
    await this.voiding.void(id, reason, actor);
    return this.views.one(id);
  }

  @Get()
  @ApiOperation({ summary: 'Sales, the newest first' })
  @ZodResponse({ status: 200, type: SalePageDto })
  list(@Query() query: SaleQuery) {
    return this.views.page(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One sale with its lines' })
  @ZodResponse({ status: 200, type: SaleWithLinesDto })
  show(@Param() { id }: SaleParams) {
    return this.views.one(id);
  }
}

/** Throws `InvalidInput` when header and body do not agree. */
function keyOf({ idempotency_key: inBody }: SaleInputDto, header: string | undefined): string | undefined {
  if (header === undefined) return inBody;
  const { success, data, error } = idempotencyKey.safeParse(header);
  if (!success) throw new InvalidInput(`Idempotency-Key: ${error.issues[0]?.message}`, KEY_HEADER);
  if (inBody !== undefined && inBody !== data)
    throw new InvalidInput(
      `idempotency_key: is "${inBody}", and the header Idempotency-Key is "${data}"; expected the same, or one of them`,
      'idempotency_key',
    );
  return data;
}
