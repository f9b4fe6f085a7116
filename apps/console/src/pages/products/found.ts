import type { Product } from '../../api/products';

/** Those whose name and article number have all the words, in any order. */
export function found(all: readonly Product[], q = ''): readonly Product[] {
  const words = plain(q).split(/\s+/).filter(Boolean);
  return all.filter(({ name, sku }) => words.every((word) => plain(`${name} ${sku}`).includes(word)));
}

/** Without accents and capitals. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
