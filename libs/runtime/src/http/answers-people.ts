import type { Provider } from '@nestjs/common';
import { APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ZodSerializerInterceptor } from 'nestjs-zod';
import { ValidationPipe } from './validation.pipe';

/** Holds what comes in and what goes out against the schemas of the controllers. */
export const answersPeople: Provider[] = [
  { provide: APP_PIPE, useClass: ValidationPipe },
  { provide: APP_INTERCEPTOR, useClass: ZodSerializerInterceptor },
];
