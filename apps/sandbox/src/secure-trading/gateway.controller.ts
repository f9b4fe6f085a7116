import { Controller, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { bodyText, send } from '../http/exchange';
import { Journal } from '../journal/journal';
import { Gateway } from './gateway';

@Controller('sandbox/securetrading')
export class GatewayController {
  constructor(
    private readonly gateway: Gateway,
    private readonly journal: Journal,
  ) {}

  @Post('json')
  json(@Req() request: Request, @Res() response: Response) {
    return this.journal.around('securetrading', request, response, async () => {
      send(response, await this.gateway.answer(request.headers.authorization, bodyText(request)));
    });
  }
}
