import { counts, followRun, hasEnded, invoiceNumberOf, isBooked, type Outcome, type Product, reconcile } from '@takings/tools';
import { CARD_KINDS, cardOf } from './charges';
import type { Mail } from './sandbox';

const STALLED_AFTER_MS = 90_000;

/** Waits until every invoice of the run has come to its end. */
export async function finish(product: Product, runId: string): Promise<void> {
  const run = await followRun(() => product.run(runId), { seen: () => undefined, stalledAfterMs: STALLED_AFTER_MS });
  if (run.state !== 'finished') throw new Error(`The run has stopped half-way: ${JSON.stringify(run)}`);
}

/** What must hold of everybody's books whatever happened on the way, said without the product's own reconciliation and with it. */
export async function expectBooksAgree(product: Product, invoices: number): Promise<readonly Outcome[]> {
  const [ours, books] = [await product.outcomes(), await product.books()];
  expect(ours).toHaveLength(invoices);
  expect(ours.filter((outcome) => !hasEnded(outcome))).toEqual([]);
  expect(reconcile(ours, books)).toEqual([]);

  const inXero = books.xeroInvoices.filter(counts);
  expect(inXero.map(({ invoiceNumber }) => invoiceNumber).sort()).toEqual(ours.map(({ invoiceNumber }) => invoiceNumber).sort());
  const booked = books.transactions.filter(isBooked);
  for (const invoice of inXero) {
    const charges = booked.filter(({ orderReference }) => invoiceNumberOf(orderReference) === invoice.invoiceNumber);
    const chargedMinor = charges.reduce((sum, { baseAmount }) => sum + baseAmount, 0);
    expect(chargedMinor).toBeLessThanOrEqual(invoice.totalMinor);
    expect(invoice.payments.map(({ amountMinor }) => amountMinor)).toEqual(charges.map(({ baseAmount }) => baseAmount));
  }
  return ours;
}

/**
 * What became of each customer of `charge(n)` is what its card says. Where processes were killed, a debit may have been cut off before it
 * reached the gateway: nobody can tell it from one whose answer is lost, so it may wait for a person as well; `cutOff` says how many do.
 */
export function expectOutcomesOfCards(ours: readonly Outcome[], cutOff: (count: number) => void = (count) => expect(count).toBe(0)) {
  const others = ours.flatMap(({ customerName, paidMinor, totalMinor, failure, waitsForPerson }) => {
    const expected = CARD_KINDS[cardOf(Number(customerName.replace('Customer ', '')))];
    const became = paidMinor === totalMinor ? 'paid' : waitsForPerson ? 'waits' : failure;
    return became === expected ? [] : [{ customerName, became, expected }];
  });
  expect(others.filter(({ became }) => became !== 'waits')).toEqual([]);
  cutOff(others.length);
}

/** Mails by their Message-ID, which is the same at every repeat; in order of arrival. */
export function byMessage(mails: readonly Mail[]): Map<string, Mail[]> {
  const groups = new Map<string, Mail[]>();
  for (const mail of mails) groups.set(mail.messageId, [...(groups.get(mail.messageId) ?? []), mail]);
  return groups;
}
