import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { send } from '../http/exchange';
import { Journal, type Provider } from '../journal/journal';
import type { Answer } from '../http/answer';
import { CompaniesHouse } from './companies-house';
import { CreditBureau } from './credit-bureau';
import { Postcodes } from './postcodes';

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The sources that look-ups ask, each below an address of its own. */
@Controller('sandbox')
export class LookUpsController {
  constructor(
    private readonly companies: CompaniesHouse,
    private readonly bureau: CreditBureau,
    private readonly postcodes: Postcodes,
    private readonly journal: Journal,
  ) {}

  @Get('companies-house/company/:number')
  profile(@Req() request: Request, @Res() response: Response, @Param('number') number: string) {
    return this.around('companies-house', request, response, () => this.companies.profile(request.headers.authorization, number));
  }

  @Get('companies-house/company/:number/officers')
  officers(@Req() request: Request, @Res() response: Response, @Param('number') number: string) {
    return this.around('companies-house', request, response, () => this.companies.officers(request.headers.authorization, number));
  }

  @Get('credit-bureau/reports')
  report(@Req() request: Request, @Res() response: Response, @Query() { company_number, company_name }: Record<string, unknown>) {
    const ask = () => this.bureau.report(request.headers.authorization, text(company_number), text(company_name));
    return this.around('credit-bureau', request, response, ask);
  }

  @Get('postcodes/postcodes/:postcode')
  postcode(@Req() request: Request, @Res() response: Response, @Param('postcode') postcode: string) {
    return this.around('postcodes', request, response, () => this.postcodes.find(postcode));
  }

  private around(provider: Provider, request: Request, response: Response, answer: () => Promise<Answer>) {
    return this.journal.around(provider, request, response, async () => send(response, await answer()));
  }
}
