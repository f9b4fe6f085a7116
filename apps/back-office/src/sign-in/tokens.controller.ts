import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { ApiTokens } from './api-tokens';
import { MadeTokenDto, NewTokenDto, TokenDto, TokenListDto, TokenParams } from './token.view';

@ApiTags('sign-in')
@MayUse('admin')
@Controller('api/tokens')
export class TokensController {
  constructor(private readonly tokens: ApiTokens) {}

  @Get()
  @ApiOperation({ summary: 'All API tokens, those that open something first' })
  @ZodResponse({ status: 200, type: TokenListDto })
  async list() {
    return { tokens: await this.tokens.all() };
  }

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Make an API token for a script', description: 'The token itself is told this once.' })
  @ZodResponse({ status: 201, type: MadeTokenDto })
  async make(@Body() { name, role }: NewTokenDto, @Actor() actor: string) {
    const { made, token } = await this.tokens.make(name, role, actor);
    return { ...made, token };
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @ApiOperation({ summary: 'It opens nothing from now on', description: '409: it was revoked before.' })
  @ZodResponse({ status: 200, type: TokenDto })
  revoke(@Param() { id }: TokenParams, @Actor() actor: string) {
    return this.tokens.revoke(id, actor);
  }
}
