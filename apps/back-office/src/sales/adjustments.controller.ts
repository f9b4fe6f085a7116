import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { ACTOR_HEADER, Actor } from '../audit/actor';
import { AdjustmentDto, AdjustmentInputDto } from './adjustment.view';
import { Adjustments } from './adjustments';

@ApiTags('sales')
@ApiHeader({ name: ACTOR_HEADER, required: false, description: 'Who does it, for the audit' })
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
