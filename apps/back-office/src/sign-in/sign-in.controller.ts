import { Body, Controller, Get, HttpCode, Ip, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { NotFound } from '@takings/runtime';
import { Attempts, Everybody, SessionCookie, SignedClaims } from '@takings/runtime/http';
import type { Request, Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { DemoAccounts } from './demo-accounts';
import { ErrandCookie } from './errand-cookie';
import { localPath } from './local-path';
import { NotLetIn, OidcPeople } from './oidc-people';
import { OidcProvider } from './oidc-provider';
import { SessionViews } from './session-views';
import { type OpenSession, Sessions } from './sessions';
import { DemoSignInDto, SessionDto, WantedDto, WaysInDto } from './sign-in.view';

const ATTEMPTS_A_MINUTE = 60;

/** How somebody gets in. Each sign-in begins a new session and ends the one that the browser had before. */
@ApiTags('sign-in')
@Everybody()
@Controller('api/sign-in')
export class SignInController {
  private readonly attempts = new Attempts(ATTEMPTS_A_MINUTE, 60);

  constructor(
    private readonly sessions: Sessions,
    private readonly views: SessionViews,
    private readonly demo: DemoAccounts,
    private readonly provider: OidcProvider,
    private readonly people: OidcPeople,
    private readonly claims: SignedClaims,
    private readonly cookie: SessionCookie,
    private readonly errands: ErrandCookie,
    private readonly db: DataSource,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The ways to sign in here' })
  @ZodResponse({ status: 200, type: WaysInDto })
  async ways() {
    const demoAccounts = (await this.demo.all()).map(({ personId: id, name, roles, team }) => ({
      id,
      name,
      roles,
      team: team?.name ?? null,
    }));
    return { companyAccount: this.provider.on ? { name: this.provider.name, at: '/api/sign-in/oidc' } : null, demoAccounts };
  }

  @Post('demo')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sign in as somebody of the demo',
    description: 'Where demo accounts are on: on one machine, never in production.',
  })
  @ZodResponse({ status: 200, type: SessionDto })
  async asDemo(
    @Body() { account }: DemoSignInDto,
    @Ip() address: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    await this.attempt(address);
    const session = await this.begin(await this.demo.choose(account), 'demo account', request, response);
    return this.views.of({ ...session, csrfToken: this.claims.csrfToken(session.sessionId) });
  }

  @Get('oidc')
  @ApiOperation({ summary: 'Sends the browser to the company account' })
  async toProvider(@Query() { to }: WantedDto, @Ip() address: string, @Res() response: Response) {
    await this.attempt(address);
    if (!this.provider.on) throw new NotFound('There is no company account to sign in with here');
    const { url, errand } = await this.provider.begin(localPath(to));
    this.errands.keep(response, errand);
    response.setHeader('cache-control', 'no-store');
    response.redirect(url);
  }

  @Get('oidc/callback')
  @ApiOperation({ summary: 'Where the company account sends the browser back to' })
  async fromProvider(@Ip() address: string, @Req() request: Request, @Res() response: Response) {
    await this.attempt(address);
    if (!this.provider.on) throw new NotFound('There is no company account to sign in with here');
    const errand = this.errands.take(request, response);
    response.setHeader('cache-control', 'no-store');
    try {
      if (!errand) throw new NotLetIn('Signing in took too long, or began in another browser; try again.', 'unknown');
      const claims = await this.provider.finish(new URL(request.originalUrl, 'http://here').search, errand);
      await this.begin(await this.people.personOf(claims), 'company account', request, response);
      response.redirect(localPath(errand.to));
    } catch (error) {
      response.redirect(
        `/sign-in?${new URLSearchParams({ refused: await this.refused(error), ...(errand && { to: localPath(errand.to) }) })}`,
      );
    }
  }

  private async begin(personId: string, how: string, request: Request, response: Response): Promise<OpenSession> {
    const before = await this.claims.readSession(this.cookie.in(request.headers) ?? '');
    if (before) await this.sessions.end(before.sessionId);
    const session = await this.sessions.begin(personId, how);
    response.cookie(this.cookie.name, await this.claims.session(session), this.cookie.options);
    return session;
  }

  private async attempt(address: string) {
    await this.attempts.expectLeft(address);
    await this.attempts.count(address);
  }

  /** What the person is told; what exactly the provider's answer lacked is for the audit. */
  private async refused(error: unknown): Promise<string> {
    const [who, says] =
      error instanceof NotLetIn ? [error.who, error.message] : ['unknown', 'The company account did not let you in; try again.'];
    const detail = { what: 'sign-in refused', why: String(error) };
    await keepAudit(this.db, { actor: who, action: 'sign-in refused', about: who, detail });
    return says;
  }
}
