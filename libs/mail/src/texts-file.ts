import { readFileSync } from 'node:fs';
import { BadConfig } from '@takings/runtime';
import { z } from 'zod';
import { type MailKind, type Text, TEXTS, type Texts, VALUES } from './texts';

const PLACEHOLDER = /\{([^{}]*)\}/g;

const words = (kind: MailKind) =>
  z
    .string()
    .trim()
    .min(1)
    .check(({ value, issues }) => {
      const allowed: readonly string[] = VALUES[kind];
      for (const [written, name] of value.matchAll(PLACEHOLDER)) {
        if (allowed.includes(String(name))) continue;
        issues.push({ code: 'custom', input: value, message: `${written} is no value of this mail; it may name ${braced(allowed)}` });
      }
    });

const textOf = (kind: MailKind) =>
  z.strictObject({ subject: words(kind).max(200), paragraphs: z.array(words(kind)).min(1).max(20) }).partial();

const TextsFile = z.strictObject(Object.fromEntries((Object.keys(VALUES) as MailKind[]).map((kind) => [kind, textOf(kind)]))).partial();

/** Our texts, with those of the file in place of them. Throws `BadConfig`. */
export function readTexts(file: string | undefined): Texts {
  return file ? withOwnTexts(parseJson(file), file) : TEXTS;
}

/**
 * `{ "declined": { "subject": "...", "paragraphs": ["...", "..."] } }`: any kind, either field. Throws `BadConfig` that names every fault,
 * so that nobody is sent half a mail.
 */
export function withOwnTexts(given: unknown, file: string): Texts {
  const parsed = TextsFile.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join('.') || 'the file'}: ${message}`);
    throw new BadConfig(`The mail texts in ${file} (MAIL_TEXTS_FILE) have faults:\n${faults.join('\n')}`);
  }
  const own = parsed.data as Partial<Record<MailKind, Partial<Text>>>;
  return Object.fromEntries(Object.entries(TEXTS).map(([kind, text]) => [kind, { ...text, ...own[kind as MailKind] }])) as Texts;
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new BadConfig(`The mail texts cannot be read from ${file} (MAIL_TEXTS_FILE): ${(error as Error).message}`);
  }
}

const braced = (names: readonly string[]) => names.map((name) => `{${name}}`).join(', ');
