import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, createZodDto, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { HandworkSaved } from './handwork-saved';

const minutes = {
  minutesPerInvoice: z
    .number()
    .min(0.5)
    .max(120)
    .describe('What one invoice takes by hand: entered, mailed, debited, recorded, told; half a minute to two hours'),
};
class HandworkDto extends createZodDto(
  z.object({
    ...minutes,
    revision: z.int().nonnegative().describe('0 while nobody has set it: an estimate of ours holds'),
    changedBy: z.string().nullable(),
    changedAt: z.iso.datetime().nullable(),
  }),
) {}
class ChangeHandworkDto extends createZodDto(
  z.strictObject({ ...minutes, revision: z.int().nonnegative().optional().describe('The revision that the change began from') }),
) {}

@ApiTags('settings')
@MayUse('finance-manager', 'finance-approver', 'management', 'platform')
@Controller('api/settings/handwork')
export class HandworkController {
  constructor(private readonly handwork: HandworkSaved) {}

  @Get()
  @ApiOperation({ summary: 'What one invoice takes by hand, from which the hours saved are reckoned' })
  @ZodResponse({ status: 200, type: HandworkDto })
  show() {
    return this.handwork.view();
  }

  @MayUse('finance-manager')
  @Put()
  @ApiOperation({ summary: 'Change what one invoice takes by hand', description: '409: somebody else changed it meanwhile.' })
  @ZodResponse({ status: 200, type: HandworkDto })
  async change(@Body() { revision, ...value }: ChangeHandworkDto, @Actor() actor: string) {
    await this.handwork.change(value, revision, actor);
    return this.handwork.view();
  }
}
