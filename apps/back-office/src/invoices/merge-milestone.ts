import type { EntityManager } from 'typeorm';
import type { Milestone } from './milestones';

type Rule = (column: string) => string;

/** The same in every fact that has it. */
const same: Rule = (column) => `${column} = coalesce(i.${column}, excluded.${column})`;
const earliest: Rule = (column) => `${column} = least(i.${column}, excluded.${column})`;
const latest: Rule = (column) => `${column} = greatest(i.${column}, excluded.${column})`;
const together: Rule = (column) => `${column} = i.${column} || excluded.${column}`;

/**
 * How what is known and what has come make one. Each rule gives the same in any order and with any repeats, so the projection does as well.
 * What goes well happens once, so its earliest moment counts; trouble may come back after a retry, so its latest does.
 */
const rules: Readonly<Record<string, Rule>> = {
  issued_on: same,
  net_minor: same,
  vat_minor: same,
  xero_invoice_id: same,
  amount_due_minor: same,
  paid_minor: same,
  transaction_reference: same,
  due_at: earliest,
  filed_at: earliest,
  rejected_at: latest,
  mailed_at: earliest,
  undeliverable_at: latest,
  uncertain_at: latest,
  held_at: latest,
  asked_attempt: latest,
  next_ask_at: latest,
  withheld_at: latest,
  credit_proposed_at: earliest,
  paid_at: earliest,
  failed_at: latest,
  failed_attempt: latest,
  failures: together,
  recorded_at: earliest,
  told_paid_at: earliest,
  told_failed_at: latest,
  unreachable_at: latest,
};

/** Adds one milestone to the invoice, whichever comes first. Whether that was the first of all. */
export async function mergeMilestone(db: EntityManager, milestone: Milestone): Promise<boolean> {
  const columns = Object.keys(milestone);
  const merged = columns.flatMap((column) => rules[column]?.(column) ?? []);
  const [row] = await db.query(
    `insert into invoice as i (${columns.join(', ')}) values (${columns.map((_, n) => `$${n + 1}`).join(', ')})
     on conflict (invoice_id) do update set ${merged.join(', ')} returning (xmax = 0) as "isNew"`,
    Object.values(milestone),
  );
  return row.isNew;
}
