import { prepared } from '@takings/database';
import type { EntityManager } from 'typeorm';
import type { Charge } from '../charges/charge-input';

/** Customers whom charges name for the first time. Those that are known stay as they are: people keep them. */
export async function keepCustomersOf(charges: readonly Charge[], actor: string, db: EntityManager): Promise<void> {
  const named = new Map(
    [...charges]
      .reverse()
      .map(({ customerRef, customerName, customerEmail, cardRef }) => [
        customerRef,
        { ref: customerRef, name: customerName, email: customerEmail, card: cardRef },
      ]),
  );
  if (named.size > 0) await addCustomers(db, [JSON.stringify([...named.values()]), actor]);
}

/** In order of reference, so that two imports of the same file wait for each other instead of deadlocking. */
const addCustomers = prepared(
  'add-customers-of-charges',
  `
  insert into customer (customer_ref, name, email, card_ref, created_by, created_as)
  select n.ref, n.name, n.email, n.card, $2, 'created with a charge'
  from jsonb_to_recordset($1::jsonb) as n(ref text, name text, email text, card text)
  where not exists (select 1 from customer k where k.customer_ref = n.ref)
  order by n.ref on conflict do nothing`,
);
