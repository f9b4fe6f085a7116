import type { IncomingMessage } from 'node:http';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { csvBody } from '../csv/csv-body';
import {
  ImportedPriceListDto,
  InForceQuery,
  NewPriceListDto,
  PriceListDto,
  PriceListImportQuery,
  PriceListParams,
  PriceListsDto,
} from './price-list.view';
import { PRICE_COLUMNS, PriceListImport } from './price-list-import';
import { PriceLists } from './price-lists';
import { Pricing } from './pricing';

@ApiTags('price lists')
@Controller('api/price-lists')
@MayUse('agent', 'team-manager', 'finance-manager', 'finance-approver', 'management')
export class PriceListsController {
  constructor(
    private readonly lists: PriceLists,
    private readonly pricing: Pricing,
    private readonly imports: PriceListImport,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All versions of all price lists, the latest to become valid first' })
  @ZodResponse({ status: 200, type: PriceListsDto })
  async list() {
    return { priceLists: await this.lists.all() };
  }

  @Get('in-force')
  @ApiOperation({
    summary: 'The list that holds at a moment',
    description: 'The one of the currency that became valid last. 404: none held then.',
  })
  @ZodResponse({ status: 200, type: PriceListDto })
  current(@Query() query: InForceQuery) {
    return this.lists.inForce(query);
  }

  @Post()
  @MayUse('finance-manager', 'management')
  @HttpCode(201)
  @ApiOperation({
    summary: 'Enter a price list, or its next version',
    description: 'Nothing is edited in place: what held before stays readable. 409: there is a later version than the one seen.',
  })
  @ZodResponse({ status: 201, type: PriceListDto })
  async enter(@Body() input: NewPriceListDto, @Actor() actor: string) {
    return this.lists.one(await this.pricing.enter(input, actor));
  }

  @Post('import')
  @MayUse('finance-manager', 'management')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Import a CSV file as a price list',
    description: `The body is the file itself: UTF-8, RFC 4180, a first line that names the columns in any order (${PRICE_COLUMNS.join(', ')}); other columns are ignored. When a row is at fault nothing is entered, and the rows are listed.`,
  })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ZodResponse({ status: 200, type: ImportedPriceListDto })
  async import(@Req() request: IncomingMessage, @Query() heading: PriceListImportQuery, @Actor() actor: string) {
    const outcome = await csvBody(request, (bytes) => this.imports.read(bytes, heading, actor));
    if (typeof outcome === 'string') return { priceList: await this.lists.one(outcome), rejectedRows: [] };
    return { priceList: null, rejectedRows: outcome.map(({ at, ...fault }) => ({ line: at, ...fault })) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One version of a price list with its prices, and the history of the list' })
  @ZodResponse({ status: 200, type: PriceListDto })
  show(@Param() { id }: PriceListParams) {
    return this.lists.one(id);
  }
}
