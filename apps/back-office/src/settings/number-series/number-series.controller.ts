import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { NumberSeriesChanged } from '@takings/contracts';
import { Actor, createZodDto, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { seenRevision, settingView, TOLD_OF } from '../told-settings';
import { NumberSeries } from './number-series';
import { NumberSeriesSetting } from './number-series-setting';

const lastGiven = z.string().nullable().describe('The last number that was given out, as far as has been heard; null before the first');

class NumberSeriesDto extends createZodDto(settingView(NumberSeriesChanged.data.omit(TOLD_OF)).extend({ lastGiven })) {}
class ChangeNumberSeriesDto extends createZodDto(NumberSeries.extend(seenRevision)) {}

@ApiTags('settings')
@MayUse('finance-manager', 'finance-approver', 'management', 'platform')
@Controller('api/settings/number-series')
export class NumberSeriesController {
  constructor(private readonly settings: NumberSeriesSetting) {}

  @Get()
  @ApiOperation({ summary: 'How invoices are numbered' })
  @ZodResponse({ status: 200, type: NumberSeriesDto })
  show() {
    return this.settings.view();
  }

  @MayUse('finance-manager')
  @Put()
  @ApiOperation({
    summary: 'Change how invoices are numbered',
    description: 'It holds from the next invoice on. 400: the number has been given out. 409: somebody else changed it meanwhile.',
  })
  @ZodResponse({ status: 200, type: NumberSeriesDto })
  async change(@Body() { revision, ...value }: ChangeNumberSeriesDto, @Actor() actor: string) {
    await this.settings.change(value, revision, actor);
    return this.settings.view();
  }
}
