import { Body, Controller, Get, HttpCode, Ip, Param, Patch, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { NotFound } from '@takings/runtime';
import { Actor, Everybody, MayUse, createZodDto } from '@takings/runtime/http';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { Pairings, TooMany } from './pairings';
import { ScreenSockets } from './screen-sockets';
import { Screens } from './screens';
import { ChangeScreenDto, CodeStateDto, historyView, NewCodeDto, PairDto, ScreenDto, ScreensDto, screenView } from './screens.view';

class DeviceParams extends createZodDto(z.object({ device: z.string().min(1).max(200) })) {}
class ScreenParams extends createZodDto(z.object({ id: z.uuid() })) {}

@ApiTags('screens')
@MayUse('team-manager', 'platform')
@Controller('api/screens')
export class ScreensController {
  constructor(
    private readonly screens: Screens,
    private readonly pairings: Pairings,
    private readonly sockets: ScreenSockets,
  ) {}

  @Everybody()
  @Post('codes')
  @ApiOperation({ summary: 'A device asks for a code to show; it can be entered for ten minutes' })
  @ZodResponse({ status: 201, type: NewCodeDto })
  async newCode(@Ip() address: string, @Res({ passthrough: true }) response: Response) {
    const { expiresAt, ...code } = await this.pairings.newCode(address).catch(saysWhen(response));
    return { ...code, expiresAt: expiresAt.toISOString() };
  }

  @Everybody()
  @Get('codes/:device')
  @ApiOperation({ summary: 'A device asks what became of its code; its socket tells it as well' })
  @ZodResponse({ status: 200, type: CodeStateDto })
  async codeState(@Param() { device }: DeviceParams) {
    const claim = await this.pairings.claim(device);
    if (claim.state === 'gone') throw new NotFound('this code is not valid any more; ask for another');
    if (claim.state === 'waiting') return { state: claim.state, expiresAt: claim.expiresAt.toISOString(), token: null };
    return { state: claim.state, expiresAt: null, token: claim.token };
  }

  @Post()
  @ApiOperation({ summary: 'A manager enters the code that a screen shows' })
  @ZodResponse({ status: 201, type: ScreenDto })
  async pair(
    @Body() { hide_amounts: hideAmounts, ...screen }: PairDto,
    @Actor() actor: string,
    @Ip() address: string,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { screenId, device } = await this.pairings.pair({ ...screen, hideAmounts }, actor, address).catch(saysWhen(response));
    await this.sockets.paired(device);
    return this.view(screenId);
  }

  @Get()
  @ApiOperation({ summary: 'All screens, those in use first' })
  @ZodResponse({ status: 200, type: ScreensDto })
  async list() {
    return { screens: (await this.screens.all()).map(screenView) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One screen, and who decided what about it' })
  @ZodResponse({ status: 200, type: ScreenDto })
  one(@Param() { id }: ScreenParams) {
    return this.view(id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Renames a screen or changes what it shows; it follows at once' })
  @ZodResponse({ status: 200, type: ScreenDto })
  async change(@Param() { id }: ScreenParams, @Body() { hide_amounts: hideAmounts, ...change }: ChangeScreenDto, @Actor() actor: string) {
    await this.screens.change(id, { ...change, hideAmounts }, actor);
    await this.sockets.decided(id);
    return this.view(id);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @ApiOperation({ summary: 'Its token opens nothing from now on; the screen shows a code again' })
  @ZodResponse({ status: 200, type: ScreenDto })
  async withdraw(@Param() { id }: ScreenParams, @Actor() actor: string) {
    await this.screens.withdraw(id, actor);
    await this.sockets.decided(id);
    return this.view(id);
  }

  private async view(screenId: string) {
    const [screen, history] = await Promise.all([this.screens.one(screenId), this.screens.history(screenId)]);
    return { ...screenView(screen), history: historyView(history) };
  }
}

const saysWhen = (response: Response) => (error: unknown) => {
  if (error instanceof TooMany) response.setHeader('Retry-After', error.retryAfterSeconds);
  throw error;
};
