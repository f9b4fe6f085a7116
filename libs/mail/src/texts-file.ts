import { readFileSync } from 'node:fs';
import { BadConfig } from '@takings/runtime';
import { z } from 'zod';
import { MAIL_KINDS, ownText, withOwn } from './own-texts';
import { type MailKind, type Text, TEXTS, type Texts } from './texts';

const TextsFile = z.strictObject(Object.fromEntries(MAIL_KINDS.map((kind) => [kind, ownText(kind).partial()]))).partial();

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
  return withOwn(TEXTS, parsed.data as Partial<Record<MailKind, Partial<Text>>>);
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new BadConfig(`The mail texts cannot be read from ${file} (MAIL_TEXTS_FILE): ${(error as Error).message}`);
  }
}
