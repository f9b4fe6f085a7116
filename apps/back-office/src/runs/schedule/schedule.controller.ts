import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, createZodDto, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { Schedule } from './schedule';
import { ScheduleClock } from './schedule-clock';
import { ScheduleSettings } from './schedule-settings';

class ScheduleDto extends createZodDto(
  Schedule.extend({
    nextDueAt: z.iso.datetime().nullable().describe('When the next run is gathered; null while it is off'),
    revision: z.int().nonnegative().describe('0 while nobody has set it up'),
    changedBy: z.string().nullable(),
    changedAt: z.iso.datetime().nullable(),
  }),
) {}
class ChangeScheduleDto extends createZodDto(
  Schedule.extend({ revision: z.int().nonnegative().optional().describe('The revision that the change began from') }),
) {}

@ApiTags('settings')
@MayUse('finance-manager', 'finance-approver', 'management', 'platform')
@Controller('api/settings/schedule')
export class ScheduleController {
  constructor(
    private readonly settings: ScheduleSettings,
    private readonly clock: ScheduleClock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'When runs are gathered by themselves',
    description: 'Off until somebody switches it on; twice a week is proposed. A run of the schedule waits for approval as every run does.',
  })
  @ZodResponse({ status: 200, type: ScheduleDto })
  show() {
    return this.settings.view();
  }

  @MayUse('finance-manager')
  @Put()
  @ApiOperation({
    summary: 'Change when runs are gathered by themselves',
    description: 'It holds from now on: what would have been due before is not caught up. 409: somebody else changed it meanwhile.',
  })
  @ZodResponse({ status: 200, type: ScheduleDto })
  async change(@Body() { revision, ...schedule }: ChangeScheduleDto, @Actor() actor: string) {
    await this.settings.change(schedule, revision, actor);
    await this.clock.look();
    return this.settings.view();
  }
}
