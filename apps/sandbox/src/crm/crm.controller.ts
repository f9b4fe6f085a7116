import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { send } from '../http/exchange';
import { Journal } from '../journal/journal';
import { Crm } from './crm';

const text = (value: unknown) => (typeof value === 'string' ? value : '');

@Controller('sandbox/crm')
export class CrmController {
  constructor(
    private readonly crm: Crm,
    private readonly journal: Journal,
  ) {}

  @Get('deals')
  deals(@Req() request: Request, @Res() response: Response, @Query() { after, limit }: Record<string, unknown>) {
    return this.journal.around('crm', request, response, async () =>
      send(response, await this.crm.deals(request.headers.authorization, text(after), text(limit))),
    );
  }
}
