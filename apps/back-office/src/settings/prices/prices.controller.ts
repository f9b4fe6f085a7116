import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, createZodDto, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { seenRevision, settingView } from '../told-settings';
import { Prices, PricesShown } from './prices';
import { PricesSetting } from './prices-setting';

class PricesDto extends createZodDto(settingView(PricesShown).extend({ setting: PricesShown })) {}
class ChangePricesDto extends createZodDto(Prices.extend(seenRevision)) {}

@ApiTags('settings')
@MayUse('agent', 'team-manager', 'finance-manager', 'finance-approver', 'management', 'platform')
@Controller('api/settings/prices')
export class PricesController {
  constructor(private readonly settings: PricesSetting) {}

  @Get()
  @ApiOperation({ summary: 'Currency and VAT that prices begin with, and how long a quote holds' })
  @ZodResponse({ status: 200, type: PricesDto })
  show() {
    return this.settings.view();
  }

  @MayUse('finance-manager')
  @Put()
  @ApiOperation({
    summary: 'Change what prices begin with',
    description: 'It holds for sales and products that begin from now on. 409: somebody else changed it meanwhile.',
  })
  @ZodResponse({ status: 200, type: PricesDto })
  async change(@Body() { revision, ...value }: ChangePricesDto, @Actor() actor: string) {
    await this.settings.change(value, revision, actor);
    return this.settings.view();
  }
}
