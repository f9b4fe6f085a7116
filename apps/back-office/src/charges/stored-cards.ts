import type { EntityManager } from 'typeorm';
import type { Charge } from './charge-input';

/**
 * A charge that names no card goes to the one that was imported for its customer, while that has not ended; cards that came with another
 * charge are that one's alone, since an empty `card_ref` means no card.
 */
export async function withStoredCards<Entry extends { readonly charge: Charge }>(
  db: Pick<EntityManager, 'query'>,
  entries: readonly Entry[],
): Promise<readonly Entry[]> {
  const without = new Set(entries.filter(({ charge }) => charge.cardRef === null).map(({ charge }) => charge.customerRef));
  if (without.size === 0) return entries;
  const rows: { ref: string; card: string }[] = await db.query(STORED, [[...without]]);
  if (rows.length === 0) return entries;
  const cards = new Map(rows.map(({ ref, card }) => [ref, card]));
  return entries.map((entry) => {
    const card = entry.charge.cardRef === null ? cards.get(entry.charge.customerRef) : undefined;
    return card ? { ...entry, charge: { ...entry.charge, cardRef: card } } : entry;
  });
}

/** A card is good to the end of its month. */
const STORED = `
  select customer_ref as ref, card_ref as card from customer
  where customer_ref = any($1) and card_ref is not null and card_expires >= to_char(now(), 'YYYY-MM')`;
