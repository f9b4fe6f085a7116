import { Body, Controller, Headers, HttpStatus, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InvalidInput } from '@takings/runtime';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { ACTOR_HEADER, Actor } from '../audit/actor';
import { SaleDto, saleView } from './sale.view';
import { idempotencyKey, SaleInputDto, saleOf } from './sale-input';
import { Selling } from './selling';

const KEY_HEADER = 'idempotency-key';

@ApiTags('sales')
@ApiHeader({ name: ACTOR_HEADER, required: false, description: 'Who does it, for the audit' })
@Controller('api/sales')
export class SalesController {
  constructor(private readonly selling: Selling) {}

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
