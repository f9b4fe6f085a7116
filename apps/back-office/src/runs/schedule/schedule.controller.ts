import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, createZodDto, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { inWords } from './in-words';
import { nextDates, Schedule } from './schedule';
import { ScheduleClock } from './schedule-clock';
import { ScheduleSettings } from './schedule-settings';

class ScheduleDto extends createZodDto(
  Schedule.extend({
    inWords: z.string().nullable().describe('Such as: Every Tuesday and Friday at 06:00; null where only the next dates tell it'),
    nextDueAt: z.iso.datetime().nullable().describe('When the next run is gathered; null while it is off'),
    revision: z.int().nonnegative().describe('0 while nobody has set it up'),
    changedBy: z.string().nullable(),
    changedAt: z.iso.datetime().nullable(),
  }),
) {}
class ChangeScheduleDto extends createZodDto(
  Schedule.extend({ revision: z.int().nonnegative().optional().describe('The revision that the change began from') }),
) {}

class ScheduleDatesDto extends createZodDto(
  z.object({
    inWords: z.string().nullable(),
    next: z.array(z.iso.datetime()).describe('The next moments at which a run would be gathered'),
  }),
) {}
class AskedScheduleDto extends createZodDto(Schedule.pick({ cron: true, timeZone: true })) {}

const DATES_AHEAD = 4;

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

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'When runs would be gathered', description: 'In words and by the next dates; nothing is changed.' })
  @ZodResponse({ status: 200, type: ScheduleDatesDto })
  preview(@Body() { cron, timeZone }: AskedScheduleDto) {
    const next = nextDates({ cron, timeZone }, new Date(), DATES_AHEAD).map((date) => date.toISOString());
    return { inWords: inWords(cron), next };
  }
}
