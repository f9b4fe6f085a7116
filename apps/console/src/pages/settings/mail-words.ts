import type { MailKind, MailText, MailTexts } from '../../api/settings';

/** What people call each mail. */
export const MAIL_WORDS: Readonly<Record<MailKind, string>> = {
  invoice: 'The invoice',
  debited: 'The card was debited',
  'no-card': 'No card on file',
  'insufficient-funds': 'Not enough money on the card',
  declined: 'Declined by the bank',
  expired: 'The card has expired',
  'card-blocked': 'The card is blocked',
  'card-unusable': 'The card can no longer be used',
  'authentication-required': 'The customer has to confirm',
  'refer-to-bank': 'The bank wants to be called',
};

/** What stands between paragraphs while they are typed: an empty line. */
const BREAK = /\n\s*\n/;

export const typed = (paragraphs: readonly string[]) => paragraphs.join('\n\n');
export const paragraphsIn = (text: string) =>
  text
    .split(BREAK)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' ').trim())
    .filter(Boolean);

/** The words of one mail as they hold: the own ones, else the standard ones. */
export function wordsOf({ setting, kinds }: MailTexts, kind: MailKind): Omit<MailText, 'kind'> {
  const { standard } = kinds.find((one) => one.kind === kind)!;
  return setting?.texts.find((one) => one.kind === kind) ?? standard;
}

/** All own words, with these in place of those of their mail; words like the standard ones are none of one's own. */
export function withWords({ setting, kinds }: MailTexts, mail: MailText): MailText[] {
  const { standard } = kinds.find((one) => one.kind === mail.kind)!;
  const others = setting?.texts.filter(({ kind }) => kind !== mail.kind) ?? [];
  const same = standard.subject === mail.subject && typed(standard.paragraphs) === typed(mail.paragraphs);
  return same ? others : [...others, mail];
}
