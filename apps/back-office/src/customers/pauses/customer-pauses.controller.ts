import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { createZodDto, MayUse, type Person, Who } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { actionOf } from '../../runs/proposed-invoice.view';
import { CustomerParams } from '../customer.view';
import { CustomerPauses, PAUSE_ACTIONS, STEERS_CUSTOMERS } from './customer-pauses';

const day = (says: string) => z.iso.date({ error: 'expected a day of the calendar written YYYY-MM-DD' }).describe(says);

class CustomerPauseDto extends createZodDto(
  z.object({
    pause: z
      .object({ fromOn: z.iso.date(), untilOn: z.iso.date().nullable(), because: z.string(), by: z.string(), at: z.iso.datetime() })
      .nullable(),
    follows: z
      .array(
        z.object({
          currency: z.string(),
          charges: z.int().positive(),
          totalMinor: z.int().describe('With VAT, in minor units'),
          firstDueOn: z.iso.date(),
          lastDueOn: z.iso.date(),
        }),
      )
      .describe('Charges that are not invoiced yet, one invoice for each currency'),
    can: z.array(actionOf(PAUSE_ACTIONS)).describe('What whoever asks may do now'),
  }),
) {}
class PauseCustomerDto extends createZodDto(
  z.strictObject({
    from_on: day('The first day of it, YYYY-MM-DD'),
    until_on: day('The last day of it; until it is ended when not said').optional(),
    because: z.string({ error: 'is missing; expected why, for the history' }).trim().min(1).max(500).describe('Why, for the history'),
  }),
) {}

@ApiTags('customers')
@Controller('api/customers/:id/pause')
@MayUse('agent', 'team-manager', 'finance-manager', 'finance-approver', 'management')
export class CustomerPausesController {
  constructor(private readonly pauses: CustomerPauses) {}

  @Get()
  @ApiOperation({ summary: 'Whether runs leave the charges of a customer alone, and what follows when they do not' })
  @ZodResponse({ status: 200, type: CustomerPauseDto })
  show(@Param() { id }: CustomerParams, @Who() person: Person) {
    return this.pauses.view(id, person);
  }

  @Post()
  @MayUse(...STEERS_CUSTOMERS)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Leave the charges of a customer out of runs for a time',
    description: 'They come back with the first run after it. What was proposed or issued before goes on. 409: the customer is paused.',
  })
  @ZodResponse({ status: 200, type: CustomerPauseDto })
  async pause(@Param() { id }: CustomerParams, @Body() { from_on, until_on, because }: PauseCustomerDto, @Who() person: Person) {
    await this.pauses.pause(id, { fromOn: from_on, untilOn: until_on, because }, person);
    return this.pauses.view(id, person);
  }

  @Post('end')
  @MayUse(...STEERS_CUSTOMERS)
  @HttpCode(200)
  @ApiOperation({
    summary: 'End the pause of a customer',
    description: 'The charges are in the next run. 409: the customer is not paused.',
  })
  @ZodResponse({ status: 200, type: CustomerPauseDto })
  async end(@Param() { id }: CustomerParams, @Who() person: Person) {
    await this.pauses.end(id, person);
    return this.pauses.view(id, person);
  }
}
