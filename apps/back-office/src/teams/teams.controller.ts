import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, AnyRole, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { NewTeamDto, TeamChangeDto, TeamDto, TeamListDto, TeamParams } from './team.view';
import { Teams } from './teams';

@ApiTags('teams')
@AnyRole()
@Controller('api/teams')
export class TeamsController {
  constructor(private readonly teams: Teams) {}

  @Get()
  @ApiOperation({ summary: 'All teams by name, closed ones too' })
  @ZodResponse({ status: 200, type: TeamListDto })
  async list() {
    return { teams: await this.teams.all() };
  }

  @MayUse('team-manager')
  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Open a team', description: '409: there is one of that name.' })
  @ZodResponse({ status: 201, type: TeamDto })
  async create(@Body() input: NewTeamDto, @Actor() actor: string) {
    return this.teams.one(await this.teams.create(input, actor));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One team and its history' })
  @ZodResponse({ status: 200, type: TeamDto })
  show(@Param() { id }: TeamParams) {
    return this.teams.one(id);
  }

  @MayUse('team-manager')
  @Patch(':id')
  @ApiOperation({ summary: 'Change a team', description: 'What is not said stays as it is. 409: another team has that name.' })
  @ZodResponse({ status: 200, type: TeamDto })
  async change(@Param() { id }: TeamParams, @Body() input: TeamChangeDto, @Actor() actor: string) {
    await this.teams.change(id, input, actor);
    return this.teams.one(id);
  }
}
