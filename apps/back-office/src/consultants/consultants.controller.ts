import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, AnyRole, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import {
  ConsultantChangeDto,
  ConsultantDto,
  ConsultantListDto,
  ConsultantParams,
  ConsultantQuery,
  NewConsultantDto,
} from './consultant.view';
import { Consultants } from './consultants';

@ApiTags('consultants')
@AnyRole()
@Controller('api/consultants')
export class ConsultantsController {
  constructor(private readonly consultants: Consultants) {}

  @Get()
  @ApiOperation({ summary: 'All consultants by name, also those who have left' })
  @ZodResponse({ status: 200, type: ConsultantListDto })
  async list(@Query() { team }: ConsultantQuery) {
    return { consultants: await this.consultants.all(team) };
  }

  @MayUse('team-manager')
  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Enter a consultant', description: '409: there is one of that name.' })
  @ZodResponse({ status: 201, type: ConsultantDto })
  async create(@Body() input: NewConsultantDto, @Actor() actor: string) {
    return this.consultants.one(await this.consultants.create(input, actor));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One consultant and the history' })
  @ZodResponse({ status: 200, type: ConsultantDto })
  show(@Param() { id }: ConsultantParams) {
    return this.consultants.one(id);
  }

  @MayUse('team-manager')
  @Patch(':id')
  @ApiOperation({
    summary: 'Change or move a consultant',
    description: 'What is not said stays as it is; sales stay with the team they were made in. 409: another consultant has that name.',
  })
  @ZodResponse({ status: 200, type: ConsultantDto })
  async change(@Param() { id }: ConsultantParams, @Body() input: ConsultantChangeDto, @Actor() actor: string) {
    await this.consultants.change(id, input, actor);
    return this.consultants.one(id);
  }
}
