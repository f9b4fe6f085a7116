import type { Provider } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ZodSerializerInterceptor } from 'nestjs-zod';
import { MayUseGuard } from './may-use.guard';
import { SessionCookie } from './session-cookie';
import { SignedClaims } from './signed-claims';
import { ValidationPipe } from './validation.pipe';

export interface PeopleConfig {
  readonly SESSION_SECRET: readonly string[];
  readonly PUBLIC_URL?: string | undefined;
}

/** Holds who asks against what each route says of it, and what comes in and goes out against the schemas of the controllers. The app has to provide `SignIns`. */
export const answersPeople = ({ SESSION_SECRET, PUBLIC_URL }: PeopleConfig): Provider[] => [
  { provide: SignedClaims, useFactory: () => new SignedClaims(SESSION_SECRET) },
  { provide: SessionCookie, useFactory: () => new SessionCookie(PUBLIC_URL) },
  { provide: APP_GUARD, useClass: MayUseGuard },
  { provide: APP_PIPE, useClass: ValidationPipe },
  { provide: APP_INTERCEPTOR, useClass: ZodSerializerInterceptor },
];
