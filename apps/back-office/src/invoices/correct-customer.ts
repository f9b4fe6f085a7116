import type { EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { differences } from '../audit/differences';

/** What was wrong, as it is from now on; what is not said stays. */
export interface Corrections {
  readonly customerName?: string;
  readonly customerEmail?: string;
}

interface Reached {
  readonly name: string;
  readonly email: string | null;
}

/** What was wrong on an invoice is wrong in the customer's data, from which the next one is made. Nothing to do for one we do not keep. */
export async function correctCustomer(db: EntityManager, customerRef: string, corrections: Corrections, actor: string): Promise<void> {
  const [before]: (Reached & { customer_id: string })[] = await db.query(
    'select customer_id, name, email from customer where customer_ref = $1 for update',
    [customerRef],
  );
  if (!before) return;
  const after: Reached = { name: corrections.customerName ?? before.name, email: corrections.customerEmail ?? before.email };
  const what = differences<Reached>(before, after, { name: 'name', email: 'e-mail' });
  if (what.length === 0) return;
  await db.query('update customer set name = $2, email = $3, revision = revision + 1 where customer_id = $1', [
    before.customer_id,
    after.name,
    after.email,
  ]);
  await keepAudit(db, { actor, action: 'customer changed', about: before.customer_id, detail: { what: what.join('; ') } });
}
