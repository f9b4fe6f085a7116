import type { ListedSale } from '../../api/sale-flows';
import { moment, time } from '../../formats/times';

export interface Sections {
  readonly waiting: readonly ListedSale[];
  readonly started: readonly ListedSale[];
}

/** What only this person can go on with comes first; each as the list has it, the last worked on first. */
export const sectionsOf = (sales: readonly ListedSale[]): Sections => ({
  waiting: sales.filter(isWaitingForYou),
  started: sales.filter((sale) => !isWaitingForYou(sale)),
});

const isWaitingForYou = ({ waitsForYou }: ListedSale) => waitsForYou;

export type Mark = 'confirm' | 'came-back' | 'note' | 'stuck' | 'expires' | 'next' | 'look-up' | 'complete';

/** Why the sale stands where it stands: the most pressing of what there is. */
export function waitWords(sale: ListedSale): { readonly mark: Mark; readonly words: string } {
  const { waitsFor, lookUps, waitsForYou, workedAt, reminded, expiresAt } = sale;
  if (waitsFor?.kind === 'confirmation') return { mark: 'confirm', words: `To confirm: ${waitsFor.title}` };
  const parked = lookUps.find(({ state }) => state === 'parked');
  if (parked) return { mark: 'stuck', words: `${parked.title} needs you` };
  const back = waitsForYou && lookUps.filter(({ state, at }) => (state === 'found' || state === 'not-found') && at > workedAt).at(-1);
  if (back) return { mark: 'came-back', words: `${back.title} came back${back.state === 'found' ? '' : ': nothing found'}` };
  if (reminded && expiresAt) return { mark: 'expires', words: `Ends ${moment(expiresAt)} unless you work on it` };
  if (waitsFor?.kind === 'look-up') return { mark: 'look-up', words: lookUpWords(sale, waitsFor.title) };
  if (waitsFor?.kind === 'completion') return { mark: 'complete', words: 'Ready to check and complete' };
  return { mark: 'next', words: `Next: ${waitsFor?.title ?? 'nothing'}` };
}

function lookUpWords({ lookUps, waitsFor }: ListedSale, title: string): string {
  const lookUp = lookUps.find((one) => one.lookUp === waitsFor?.lookUp);
  return lookUp?.nextTry ? `${title} is tried again at ${time(lookUp.nextTry)}` : `Waits for ${title.toLowerCase()}`;
}
