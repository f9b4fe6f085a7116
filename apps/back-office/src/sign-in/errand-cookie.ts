import { Injectable } from '@nestjs/common';
import { cookieIn, SessionCookie } from '@takings/runtime/http';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Errand } from './oidc-provider';

const Kept = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string() });
const KEPT_FOR_MS = 10 * 60_000;

/** What a browser keeps while its person is at the company account, so that nobody can send them back with somebody else's answer. */
@Injectable()
export class ErrandCookie {
  constructor(private readonly session: SessionCookie) {}

  keep(response: Response, errand: Errand) {
    const text = Buffer.from(JSON.stringify(errand)).toString('base64url');
    response.cookie(this.name, text, { ...this.options, maxAge: KEPT_FOR_MS });
  }

  /** Once. */
  take(request: Request, response: Response): Errand | undefined {
    const text = cookieIn(request.headers, this.name);
    response.clearCookie(this.name, this.options);
    if (text === undefined) return undefined;
    try {
      return Kept.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    } catch {
      return undefined;
    }
  }

  private get name() {
    return `${this.session.name}-sign-in`;
  }

  /** Lax: it has to come along when another site sends the browser back. */
  private get options() {
    return { ...this.session.options, sameSite: 'lax' as const };
  }
}
