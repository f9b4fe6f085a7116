import { All, Controller, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { FaultSwitches } from '../../faults/fault-switches';
import { bodyText, send } from '../../http/exchange';
import { Journal } from '../../journal/journal';
import { storable } from '../../store/storable';
import { internalError } from './error-answers';
import { Tokens } from './tokens';
import { XeroApi } from './xero-api';

const API = '/sandbox/xero/api.xro/2.0';

@Controller('sandbox/xero')
export class XeroController {
  constructor(
    private readonly api: XeroApi,
    private readonly tokens: Tokens,
    private readonly faults: FaultSwitches,
    private readonly journal: Journal,
  ) {}

  @Post('connect/token')
  token(@Req() request: Request, @Res() response: Response) {
    return this.journal.around('xero', request, response, async () => {
      if (this.faults.meet('xero-wrong-credentials')) return send(response, { status: 400, body: { error: 'invalid_client' } });
      return send(response, this.tokens.issue(request.headers.authorization, new URLSearchParams(bodyText(request))));
    });
  }

  @All('api.xro/2.0/*path')
  call(@Req() request: Request, @Res() response: Response) {
    return this.journal.around(
      'xero',
      request,
      response,
      async () => {
        const { pathname, searchParams } = new URL(request.originalUrl, 'http://sandbox');
        const answer = await this.api.answer({
          method: request.method,
          path: pathname.slice(API.length),
          query: new URLSearchParams([...searchParams].map(([name, value]): [string, string] => [name, storable(value)])),
          headers: request.headers,
          body: bodyText(request),
        });
        return send(response, answer);
      },
      internalError(),
    );
  }
}
