import type { Consultant } from '../../api/consultants';

/** Those whose name has all the words, in any order and however written, and who are in the team. */
export function found(
  all: readonly Consultant[],
  { q = '', in: team }: { readonly q?: string; readonly in?: string },
): readonly Consultant[] {
  const words = plain(q).split(/\s+/).filter(Boolean);
  return all.filter((one) => (!team || one.team.name === team) && words.every((word) => plain(one.name).includes(word)));
}

/** Without accents and capitals. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
