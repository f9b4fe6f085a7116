import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie } from 'cookie';
import type { CookieOptions } from 'express';

/** The cookie that a browser keeps a session in. Behind TLS it goes over nothing else, and no other host can set it. */
export class SessionCookie {
  private readonly secure: boolean;

  constructor(publicUrl: string | undefined) {
    this.secure = publicUrl?.startsWith('https:') ?? false;
  }

  get name() {
    return this.secure ? '__Host-takings' : 'takings';
  }

  /** Scripts cannot read it, and pages of other sites do not send it. It goes when the browser closes; the session itself ends by its row. */
  get options(): CookieOptions {
    return { httpOnly: true, sameSite: 'strict', secure: this.secure, path: '/' };
  }

  in(headers: IncomingHttpHeaders): string | undefined {
    return cookieIn(headers, this.name);
  }
}

export const cookieIn = ({ cookie }: IncomingHttpHeaders, name: string): string | undefined =>
  cookie === undefined ? undefined : parseCookie(cookie)[name];
