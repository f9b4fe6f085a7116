import { MAIL_KINDS, type MailKind, ownText } from '@takings/mail/words';
import { z } from 'zod';

const textOf = (kind: MailKind) => ownText(kind).extend({ kind: z.literal(kind).describe('Which mail') });

/** The words of one mail; each placeholder has a value, and all of it is text, never HTML. */
export const MailText = z.discriminatedUnion('kind', MAIL_KINDS.map(textOf) as [ReturnType<typeof textOf>, ...ReturnType<typeof textOf>[]]);

/** The mails whose words are the company's own. */
export const MailTexts = z.strictObject({
  texts: z
    .array(MailText)
    .refine((all) => new Set(all.map(({ kind }) => kind)).size === all.length, 'expected each mail once')
    .describe('The mails whose words are the own ones; all others keep the standard ones'),
});
export type MailTexts = z.output<typeof MailTexts>;
