import { Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnyRole, type Asker, SessionCookie, Signed } from '@takings/runtime/http';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { SessionViews } from './session-views';
import { Sessions } from './sessions';
import { SessionDto, SignedOutDto } from './sign-in.view';

@ApiTags('sign-in')
@AnyRole()
@Controller('api')
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly views: SessionViews,
    private readonly cookie: SessionCookie,
  ) {}

  @Get('session')
  @ApiOperation({ summary: 'Who I am', description: '401 with code session-expired: sign in again.' })
  @ZodResponse({ status: 200, type: SessionDto })
  show(@Signed() asker: Asker, @Res({ passthrough: true }) response: Response) {
    response.setHeader('cache-control', 'no-store');
    return this.views.of(asker);
  }

  @Post('sign-out')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign out of this browser' })
  @ZodResponse({ status: 200, type: SignedOutDto })
  async signOut(@Signed() { sessionId }: Asker, @Res({ passthrough: true }) response: Response) {
    if (sessionId) await this.sessions.end(sessionId);
    response.clearCookie(this.cookie.name, this.cookie.options);
    return { signedOut: true as const };
  }
}
