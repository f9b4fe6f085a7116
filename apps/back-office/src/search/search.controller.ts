import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { MayUse, type Person, Who } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { FoundDto, SearchQuery } from './found.view';
import { Search } from './search';

@ApiTags('search')
@Controller('api/search')
@MayUse('consultant', 'agent', 'team-manager', 'finance-manager', 'finance-approver', 'management', 'platform')
export class SearchController {
  constructor(private readonly search: Search) {}

  @Get()
  @ApiOperation({
    summary: 'Find customers, sales in progress, sales, invoices, runs and charges',
    description: 'By the beginnings of words, however they are written. Whoever only sells finds only what they sold.',
  })
  @ZodResponse({ status: 200, type: FoundDto })
  async find(@Query() { q, limit }: SearchQuery, @Who() who: Person) {
    return { groups: await this.search.find(q, who, limit) };
  }
}
