import { createHash } from 'node:crypto';
import { cardReference, type Check, column, shown } from '@takings/fields';
import { z } from 'zod';
import { keepAudit } from '../audit/audit';
import { columns as chargeColumns } from '../charges/charge-input';
import { firstFault } from '../validation/first-fault';
import type { ImportKind, Verdict } from './import-kinds';

export interface StoredCard {
  readonly customerRef: string;
  readonly cardRef: string;
  /** YYYY-MM */
  readonly expires: string;
  readonly masked: string | null;
}

/** As cards and gateways write it: 12/2027, 12/27 or 2027-12. */
const expiry: Check = (text) => {
  const [, month, year] = /^(\d{2})\s?\/\s?(\d{4}|\d{2})$/.exec(text) ?? [];
  const [, isoYear, isoMonth] = /^(\d{4})-(\d{2})$/.exec(text) ?? [];
  const [y, m] = [year?.length === 2 ? `20${year}` : (year ?? isoYear), month ?? isoMonth];
  return y && m && Number(m) >= 1 && Number(m) <= 12 ? { value: `${y}-${m}` } : { fault: `is ${shown(text)}` };
};

/** The last four digits, and the first six at most (PCI DSS 3.4.1), whatever hides those between. */
const masked: Check = (text) => {
  const hidden = cardReference(text);
  if ('fault' in hidden) return hidden;
  return /^(\d{0,6}[*xX#•. -]+)?\d{4}$/.test(text) ? { value: text } : { fault: 'is not masked as expected' };
};

const columns = {
  customer_ref: chargeColumns.customer_ref,
  card_ref: column('the reference of the card at the gateway, at most 64 printable signs, never its number', cardReference),
  expires: column('the month in which the card ends, such as 12/2027', expiry),
  masked: column('the last four digits, the first six at most, such as 411111######1111', masked),
};
const orNone = z.preprocess((raw) => (raw === '' ? null : raw), columns.masked.nullish());
const Card = z
  .strictObject({ ...columns, masked: orNone })
  .transform(
    (row): StoredCard => ({ customerRef: row.customer_ref, cardRef: row.card_ref, expires: row.expires, masked: row.masked ?? null }),
  );

const contentOf = ({ cardRef, expires, masked }: StoredCard) =>
  createHash('sha256')
    .update(JSON.stringify([cardRef, expires, masked]))
    .digest();

interface Known {
  readonly customerRef: string;
  readonly cardRef: string | null;
  readonly expires: string | null;
  readonly masked: string | null;
}

/** References of cards that the gateway keeps, each for a customer who is known. Whatever looks like a card's number is refused. */
export const cardsKind: ImportKind<StoredCard> = {
  format: {
    columns: Object.keys(columns),
    read: (row) => {
      const { success, data, error } = Card.safeParse({ ...row, masked: row.masked ?? '' });
      return success ? data : firstFault(error, row, 'a stored card', columns);
    },
  },
  expects: Object.fromEntries(Object.entries(columns).map(([name, { description }]) => [name, description ?? ''])),
  weigh: (card) => ({ ref: card.customerRef, content: contentOf(card) }),
  async judge(db, all) {
    const rows: Known[] = await db.query(
      `select customer_ref as "customerRef", card_ref as "cardRef", card_expires as expires, card_masked as masked
       from customer where customer_ref = any($1)`,
      [all.map(({ ref }) => ref)],
    );
    const known = new Map(rows.map((row) => [row.customerRef, row]));
    const verdict = ({ ref, content }: { ref: string; content: Buffer }): Verdict => {
      const customer = known.get(ref);
      if (!customer)
        return { column: 'customer_ref', reason: `is ${shown(ref)}, whom nobody knows here; expected the reference of a customer` };
      return contentOf(customer as StoredCard).equals(content) ? 'known' : 'new';
    };
    return new Map(all.map((one) => [one.ref, verdict(one)]));
  },
  async take(db, _, all, { actor }) {
    const changed: { customerId: string }[] = await db.query(TAKE, [JSON.stringify(all.map(({ item }) => item))]).then(([rows]) => rows);
    for (const { customerId } of changed)
      await keepAudit(db, { actor, action: 'customer changed', about: customerId, detail: { what: 'card reference taken from a file' } });
    return changed.length;
  },
};

/** In order of reference, so that two files that share customers wait for each other. */
const TAKE = `
  with given as (
    select g.* from json_to_recordset($1) as g("customerRef" text, "cardRef" text, expires text, masked text)
      join (select customer_ref from customer where customer_ref in (
        select "customerRef" from json_to_recordset($1) as r("customerRef" text)) order by customer_ref for update) k on k.customer_ref = g."customerRef"
  )
  update customer k set card_ref = g."cardRef", card_expires = g.expires, card_masked = g.masked, revision = revision + 1
  from given g where k.customer_ref = g."customerRef"
    and (k.card_ref, k.card_expires, k.card_masked) is distinct from (g."cardRef", g.expires, g.masked)
  returning k.customer_id as "customerId"`;
