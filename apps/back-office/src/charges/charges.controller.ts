import type { IncomingMessage } from 'node:http';
import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InvalidInput } from '@takings/runtime';
import { Actor, MayUse, type Person, Who } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { ChargeChanges } from './changes/charge-changes';
import { ChargeViews } from './charge-views';
import { ChargeDto, ChargePageDto, ChargeParams, ChargeQuery, EditChargeDto, WithdrawChargeDto } from './charge.view';
import { type Charge, COLUMNS, ChargeInput, readCharge } from './charge-input';
import { EnteredDto, ImportedDto } from './charges.view';
import { csvBody } from '../csv/csv-body';
import { csvCharges } from './csv-charges';
import { Entering, type Read } from './entering';

const chargeSchema = z.toJSONSchema(ChargeInput, { io: 'input', target: 'openapi-3.0', unrepresentable: 'any' }) as object;

@ApiTags('charges')
@MayUse('finance-manager')
@Controller('api/charges')
export class ChargesController {
  constructor(
    private readonly entering: Entering,
    private readonly views: ChargeViews,
    private readonly changes: ChargeChanges,
  ) {}

  @MayUse('finance-manager', 'finance-approver', 'management', 'platform')
  @Get()
  @ApiOperation({ summary: 'Charges, the newest first, with where each is' })
  @ZodResponse({ status: 200, type: ChargePageDto })
  list(@Query() query: ChargeQuery) {
    return this.views.page(query);
  }

  @MayUse('finance-manager', 'finance-approver', 'management', 'platform')
  @Get(':id')
  @ApiOperation({ summary: 'One charge, what people did to it, and whether it may be changed' })
  @ZodResponse({ status: 200, type: ChargeDto })
  show(@Param() { id }: ChargeParams, @Who() person: Person) {
    return this.views.one(id, person);
  }

  @Put(':id')
  @ApiOperation({
    summary: 'Ask to edit a charge that is in no run',
    description:
      'All fields but the reference, which stays. Whether it is done is decided where runs are gathered; until then `asked` says so, and afterwards `refused` says if it was not. 409 in words.',
  })
  @ZodResponse({ status: 200, type: ChargeDto })
  async edit(@Param() { id }: ChargeParams, @Body() { because, revision, ...row }: EditChargeDto, @Who() person: Person) {
    await this.changes.edit({ chargeId: id, because, revision, person }, (chargeRef) => chargeOf({ ...row, charge_ref: chargeRef }));
    return this.views.one(id, person);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Ask to withdraw a charge that is in no run, so that it is never invoiced',
    description: 'Decided as an edit is. 409 in words.',
  })
  @ZodResponse({ status: 200, type: ChargeDto })
  async withdraw(@Param() { id }: ChargeParams, @Body() { because, revision }: WithdrawChargeDto, @Who() person: Person) {
    await this.changes.withdraw({ chargeId: id, because, revision, person });
    return this.views.one(id, person);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Enter charges',
    description: 'One charge, a list of them, or { charges: [...] }. Good ones are taken, bad ones are listed.',
  })
  @ApiBody({
    schema: {
      oneOf: [
        chargeSchema,
        { type: 'array', items: chargeSchema },
        { type: 'object', properties: { charges: { type: 'array', items: chargeSchema } } },
      ],
    },
  })
  @ZodResponse({ status: 200, type: EnteredDto })
  async enter(@Body() body: unknown, @Actor() actor: string) {
    const { rejections, ...counts } = await this.entering.enter(chargesIn(body).map(readAt), { source: 'api', actor });
    return { ...counts, rejectedRows: rejections.map(({ at, ...fault }) => ({ index: at, ...fault })) };
  }

  @Post('import')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Import a CSV file',
    description: `The body is the file itself: UTF-8, RFC 4180, a first line that names the columns in any order (${COLUMNS.join(', ')}); other columns are ignored. It is read as it comes, so it may be of any length. Good rows are taken even when others are bad; the same file twice adds nothing.`,
  })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ZodResponse({ status: 200, type: ImportedDto })
  async import(@Req() request: IncomingMessage, @Actor() actor: string) {
    const { rejections, ...counts } = await csvBody(request, (bytes) =>
      this.entering.enter(rowsAt(csvCharges(bytes)), { source: 'csv', actor }),
    );
    return { ...counts, rejectedRows: rejections.map(({ at, ...fault }) => ({ line: at, ...fault })) };
  }
}

/** Throws `InvalidInput` that names the field. */
function chargeOf(row: object): Charge {
  const read = readCharge(row);
  if ('column' in read) throw new InvalidInput(`${read.column}: ${read.reason}`, read.column);
  return read;
}

function chargesIn(body: unknown): unknown[] {
  const list = Array.isArray(body) ? body : isWrapped(body) ? body.charges : [body];
  if (list.length === 0 || (list.length === 1 && list[0] === undefined)) {
    throw new InvalidInput(
      'There are no charges in the body; expected a charge, a list of charges, or { "charges": [...] } as application/json',
    );
  }
  return list;
}

const isWrapped = (body: unknown): body is { charges: unknown[] } =>
  typeof body === 'object' && body !== null && 'charges' in body && Array.isArray(body.charges) && Object.keys(body).length === 1;

function readAt(row: unknown, at: number): Read {
  const read = readCharge(row);
  return 'column' in read ? { at, ...read } : { at, charge: read };
}

async function* rowsAt(rows: ReturnType<typeof csvCharges>): AsyncGenerator<Read> {
  for await (const { line: at, ...row } of rows) yield { at, ...row };
}
