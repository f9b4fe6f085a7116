import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { AdjustmentDto, AdjustmentInputDto } from './adjustment.view';
import { Adjustments } from './adjustments';

@ApiTags('sales')
@MayUse('team-manager')
@Controller('api/adjustments')
export class AdjustmentsController {
  constructor(private readonly adjustments: Adjustments) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: "Correct a consultant's revenue without a sale", description: 'Boards count it; nothing is invoiced.' })
  @ZodResponse({ status: 201, type: AdjustmentDto })
  async adjust(@Body() input: AdjustmentInputDto, @Actor() actor: string) {
    const { consultantName, teamName, revenueMinor, currency, timeZone: _, ...adjusted } = await this.adjustments.adjust(input, actor);
    return { ...adjusted, consultant: consultantName, team: teamName, revenue: { minor: revenueMinor, currency } };
  }
}
