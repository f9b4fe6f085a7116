import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, createZodDto, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { StuckPolicy, StuckSettings } from './stuck-settings';

class StuckPolicyDto extends createZodDto(
  StuckPolicy.extend({
    revision: z.int().nonnegative().describe('0 while nobody has set it up'),
    changedBy: z.string().nullable(),
    changedAt: z.iso.datetime().nullable(),
  }),
) {}
class ChangeStuckPolicyDto extends createZodDto(
  StuckPolicy.extend({ revision: z.int().nonnegative().optional().describe('The revision that the change began from') }),
) {}

@ApiTags('settings')
@MayUse('finance-manager', 'finance-approver', 'management', 'platform')
@Controller('api/settings/stuck')
export class StuckSettingsController {
  constructor(private readonly settings: StuckSettings) {}

  @Get()
  @ApiOperation({ summary: 'How much stuck money one person may let go', description: 'Until it is set up, 500.00 of any currency.' })
  @ZodResponse({ status: 200, type: StuckPolicyDto })
  show() {
    return this.settings.view();
  }

  @MayUse('finance-manager')
  @Put()
  @ApiOperation({ summary: 'Change how much stuck money one person may let go', description: '409: somebody else changed it meanwhile.' })
  @ZodResponse({ status: 200, type: StuckPolicyDto })
  async change(@Body() { revision, ...policy }: ChangeStuckPolicyDto, @Actor() actor: string) {
    await this.settings.change(policy, revision, actor);
    return this.settings.view();
  }
}
