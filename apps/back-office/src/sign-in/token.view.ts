import { ROLES, createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { nameOf } from '../validation/names';

const Token = z.object({
  tokenId: z.uuid(),
  name: z.string().describe('The script that it is for; the history of what is changed names it'),
  role: z.enum(ROLES),
  madeBy: z.string(),
  madeAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable().describe('To the minute'),
  revokedAt: z.iso.datetime().nullable(),
  revokedBy: z.string().nullable(),
});
export type TokenView = z.input<typeof Token>;

export class TokenDto extends createZodDto(Token) {}
export class TokenListDto extends createZodDto(z.object({ tokens: z.array(Token) })) {}
export class MadeTokenDto extends createZodDto(
  Token.extend({ token: z.string().describe('Shown this once: what follows "Authorization: Bearer "') }),
) {}
export class NewTokenDto extends createZodDto(
  z.strictObject({ name: nameOf('the script').describe('What it is for'), role: z.enum(ROLES).describe('What it may do') }),
) {}
export class TokenParams extends createZodDto(z.object({ id: z.uuid() })) {}
