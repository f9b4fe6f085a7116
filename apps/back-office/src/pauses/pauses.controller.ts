import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { createZodDto, MayUse, type Person, Who } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { actionOf } from '../runs/proposed-invoice.view';
import { STEERS_WORK, WORK_ACTIONS, WorkPauses } from './work-pauses';

const Work = z.object({
  what: z.string().describe('A stage, or everything'),
  name: z.string().describe('What people call it'),
  paused: z.object({ by: z.string(), because: z.string(), at: z.iso.datetime() }).nullable().describe('Paused by people'),
  provider: z.object({ reason: z.string(), until: z.iso.datetime() }).nullable().describe('It waits by itself for what it depends on'),
  can: z.array(actionOf(WORK_ACTIONS)).describe('What whoever asks may do now'),
});
class PausesDto extends createZodDto(z.object({ work: z.array(Work) })) {}
class WorkParams extends createZodDto(z.object({ what: z.string().max(50), action: z.enum(WORK_ACTIONS) })) {}
class ChangeWorkDto extends createZodDto(
  z.strictObject({
    because: z.string({ error: 'is missing; expected why, for the audit' }).trim().min(1).max(500).describe('Why, for the audit'),
  }),
) {}

@ApiTags('pauses')
@MayUse('agent', 'team-manager', 'finance-manager', 'finance-approver', 'management', 'platform')
@Controller('api/pauses')
export class PausesController {
  constructor(private readonly pauses: WorkPauses) {}

  @Get()
  @ApiOperation({ summary: 'What reaches outside, and what of it is paused' })
  @ZodResponse({ status: 200, type: PausesDto })
  show(@Who() person: Person) {
    return this.pauses.view(person);
  }

  @MayUse(...STEERS_WORK)
  @Post(':what/:action')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Pause or resume a stage, or everything',
    description: 'Calls in hand end, and nothing new goes out; what comes meanwhile waits. 409 in words: somebody else was first.',
  })
  @ZodResponse({ status: 200, type: PausesDto })
  async change(@Param() { what, action }: WorkParams, @Body() { because }: ChangeWorkDto, @Who() person: Person) {
    await this.pauses.change({ what, action, because, person });
    return this.pauses.view(person);
  }
}
