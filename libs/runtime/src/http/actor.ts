import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { InvalidInput } from '../errors';

export const ACTOR_HEADER = 'x-takings-actor';
const NOBODY_NAMED = 'local operator';
const LENGTH_LIMIT = 100;

/** Who decides, for the audit: as named by the `X-Takings-Actor` header (UTF-8) until people sign in. Throws `InvalidInput`. */
export function actorOf(header: string | undefined): string {
  if (!header?.trim()) return NOBODY_NAMED;
  // Node reads header bytes as Latin-1.
  const name = Buffer.from(header, 'latin1').toString('utf8').trim();
  if (name.length > LENGTH_LIMIT || /[\p{Cc}\uFFFD]/u.test(name)) {
    throw new InvalidInput(`X-Takings-Actor should be a name of at most ${LENGTH_LIMIT} signs in UTF-8`, ACTOR_HEADER);
  }
  return name;
}

export const Actor = createParamDecorator((_: unknown, context: ExecutionContext) =>
  actorOf(context.switchToHttp().getRequest().headers[ACTOR_HEADER]),
);
