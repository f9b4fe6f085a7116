import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, createZodDto, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { ApprovalSettings } from './approval-settings';
import { ApprovalPolicy } from './policy';

class ApprovalDto extends createZodDto(
  ApprovalPolicy.extend({
    revision: z.int().nonnegative().describe('0 while nobody has set it up'),
    changedBy: z.string().nullable(),
    changedAt: z.iso.datetime().nullable(),
  }),
) {}
class ChangeApprovalDto extends createZodDto(
  ApprovalPolicy.extend({ revision: z.int().nonnegative().optional().describe('The revision that the change began from') }),
) {}

@ApiTags('settings')
@MayUse('finance-manager', 'finance-approver', 'management', 'platform')
@Controller('api/settings/approval')
export class ApprovalController {
  constructor(private readonly settings: ApprovalSettings) {}

  @Get()
  @ApiOperation({ summary: 'Who lets runs go', description: 'Until it is set up, one finance manager or approver approves each run.' })
  @ZodResponse({ status: 200, type: ApprovalDto })
  show() {
    return this.settings.view();
  }

  @MayUse('finance-manager')
  @Put()
  @ApiOperation({
    summary: 'Change who lets runs go',
    description: 'It holds for runs that wait already. 400: nobody could fulfil it. 409: somebody else changed it meanwhile.',
  })
  @ZodResponse({ status: 200, type: ApprovalDto })
  async change(@Body() { revision, ...policy }: ChangeApprovalDto, @Actor() actor: string) {
    await this.settings.change(policy, revision, actor);
    return this.settings.view();
  }
}
