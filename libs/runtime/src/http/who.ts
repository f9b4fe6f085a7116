import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { SignedInRequest } from './may-use.guard';
import type { Person } from './person';
import type { Asker } from './sign-ins';

const askerOf = (context: ExecutionContext): Asker => context.switchToHttp().getRequest<SignedInRequest>().asker;

/** Who asks. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Person => askerOf(context).person);

/** The name of who asks, for the audit. */
export const Actor = createParamDecorator((_: unknown, context: ExecutionContext): string => askerOf(context).person.name);

/** Who asks, and by which session. */
export const Signed = createParamDecorator((_: unknown, context: ExecutionContext): Asker => askerOf(context));
