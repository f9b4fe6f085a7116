import { type CanActivate, type ExecutionContext, Inject, Injectable, Logger } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { Forbidden, Unauthenticated } from '../errors';
import { Attempts } from './attempts';
import { bearerIn } from './bearer';
import { EVERYBODY, MAY_USE, type MayUseRule } from './may-use';
import { hasRole, type Person, rolesInWords } from './person';
import { SessionCookie } from './session-cookie';
import { type Asker, SignIns } from './sign-ins';
import { sameText } from './signed-claims';

export const CSRF_HEADER = 'x-csrf-token';
/** Of API tokens that are none, from one address in a minute. */
const WRONG_TOKENS = 100;
const CHANGES_NOTHING = ['GET', 'HEAD', 'OPTIONS'];

export type SignedInRequest = Request & { asker: Asker };

/** Lets nobody in where a route does not say who may use it, and nobody but those of whom it says so. */
@Injectable()
export class MayUseGuard implements CanActivate {
  private readonly log = new Logger('MayUseGuard');
  private readonly wrongTokens = new Attempts(WRONG_TOKENS, 60);

  constructor(
    private readonly reflector: Reflector,
    private readonly signIns: SignIns,
    @Inject(SessionCookie) private readonly cookie: SessionCookie,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // A socket is asked at its handshake; facts come from our own apps.
    if (context.getType() !== 'http') return true;
    const may = this.reflector.getAllAndOverride<MayUseRule | undefined>(MAY_USE, [context.getHandler(), context.getClass()]);
    if (may === EVERYBODY) return true;
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const asker = await this.asker(request);
    request.asker = asker;
    if (asker.renewed) context.switchToHttp().getResponse<Response>().cookie(this.cookie.name, asker.renewed, this.cookie.options);
    if (!may || !hasRole(asker.person, may)) throw await this.refusal(request, asker.person, may);
    expectOwnPage(request, asker);
    return true;
  }

  private async asker({ headers, ip = '' }: Request): Promise<Asker> {
    const guessable = bearerIn(headers) !== undefined;
    if (guessable) await this.wrongTokens.expectLeft(ip);
    try {
      return await this.signIns.of(headers);
    } catch (error) {
      if (guessable && error instanceof Unauthenticated) await this.wrongTokens.count(ip);
      throw error;
    }
  }

  private async refusal({ method, path, route }: Request, person: Person, may: MayUseRule | undefined): Promise<Forbidden> {
    this.log.warn(`${method} ${path} was refused to ${person.id}`);
    const why = Array.isArray(may) ? `This is for ${rolesInWords(may)}.` : 'Nobody may use this: it does not say who may.';
    await this.signIns.refused(person, `${method} ${(route as { path: string }).path}`, why);
    return new Forbidden(why, 'role');
  }
}

/** A browser sends the cookie by itself, whoever wrote the page; only a page of ours knows the token of its session. */
function expectOwnPage({ method, headers }: Request, { csrfToken }: Asker) {
  if (csrfToken === undefined || CHANGES_NOTHING.includes(method)) return;
  const sent = headers[CSRF_HEADER];
  if (typeof sent === 'string' && sameText(sent, csrfToken)) return;
  throw new Forbidden(
    `${CSRF_HEADER} is ${sent === undefined ? 'missing' : 'not that of this session'}; expected the csrfToken that GET /api/session tells.`,
    'csrf',
  );
}
