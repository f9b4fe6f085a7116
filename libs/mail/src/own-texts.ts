import { z } from 'zod';
import { type MailKind, type Text, type Texts, VALUES } from './texts';

const PLACEHOLDER = /\{([^{}]*)\}/g;

export const MAIL_KINDS = Object.keys(VALUES) as [MailKind, ...MailKind[]];

const words = (kind: MailKind) =>
  z
    .string()
    .trim()
    .min(1, 'expected at least one word')
    .check(({ value, issues }) => {
      const allowed: readonly string[] = VALUES[kind];
      for (const [written, name] of value.matchAll(PLACEHOLDER)) {
        if (allowed.includes(String(name))) continue;
        issues.push({ code: 'custom', input: value, message: `${written} is no value of this mail; it may name ${braced(allowed)}` });
      }
    });

/** The words of one kind of mail, each placeholder of which has a value. */
export const ownText = (kind: MailKind) =>
  z.strictObject({ subject: words(kind).max(200), paragraphs: z.array(words(kind)).min(1).max(20) });

/** `texts`, with the given ones in place of theirs: any kind, either field. */
export const withOwn = (texts: Texts, own: Partial<Record<MailKind, Partial<Text>>>): Texts =>
  Object.fromEntries(MAIL_KINDS.map((kind) => [kind, { ...texts[kind], ...own[kind] }])) as Texts;

const braced = (names: readonly string[]) => names.map((name) => `{${name}}`).join(', ');
