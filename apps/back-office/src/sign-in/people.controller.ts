import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { People } from './people';
import { NewPersonDto, PersonChangeDto, PersonDto, PersonListDto, PersonParams } from './person.view';

@ApiTags('sign-in')
@MayUse('admin')
@Controller('api/people')
export class PeopleController {
  constructor(private readonly people: People) {}

  @Get()
  @ApiOperation({ summary: 'Everybody who may sign in, or once might, by name' })
  @ZodResponse({ status: 200, type: PersonListDto })
  async list() {
    return { people: await this.people.all() };
  }

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Let somebody in', description: '409: somebody has that e-mail address.' })
  @ZodResponse({ status: 201, type: PersonDto })
  async create(@Body() input: NewPersonDto, @Actor() actor: string) {
    return this.people.one(await this.people.create(input, actor));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One person and their history' })
  @ZodResponse({ status: 200, type: PersonDto })
  show(@Param() { id }: PersonParams) {
    return this.people.one(id);
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Change a person, or close them',
    description: 'What is not said stays as it is. It holds from their next request on. 409: somebody was first, or it is the last admin.',
  })
  @ZodResponse({ status: 200, type: PersonDto })
  async change(@Param() { id }: PersonParams, @Body() input: PersonChangeDto, @Actor() actor: string) {
    await this.people.change(id, input, actor);
    return this.people.one(id);
  }

  @Post(':id/sign-out')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign a person out of every browser' })
  @ZodResponse({ status: 200, type: PersonDto })
  async signOut(@Param() { id }: PersonParams, @Actor() actor: string) {
    await this.people.signOut(id, actor);
    return this.people.one(id);
  }
}
