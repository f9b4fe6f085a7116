/** What happens to a mail by the name before the @ of its receiver, so that one mail of many can go wrong. */
export type MailFate = 'keep' | 'bounce' | 'put-off' | 'drop' | 'slow';

export const MAIL_FATES: readonly { readonly prefix: string; readonly fate: Exclude<MailFate, 'keep'>; readonly says: string }[] = [
  { prefix: 'bounce', fate: 'bounce', says: 'is refused for good: 550 5.1.1' },
  { prefix: 'greylist', fate: 'put-off', says: 'is put off: 451 4.7.1, nothing is kept' },
  { prefix: 'dropped', fate: 'drop', says: 'is kept, then the line is closed without a word' },
  { prefix: 'slow', fate: 'slow', says: 'is kept and answered after ten seconds' },
];

export function fateOf(address: string): MailFate {
  const local = address.toLowerCase().split('@')[0] ?? '';
  return MAIL_FATES.find(({ prefix }) => local.startsWith(prefix))?.fate ?? 'keep';
}
