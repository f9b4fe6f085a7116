import { type Books, counts, invoiceNumberOf, isBooked, type OurInvoice, type Transaction, type XeroInvoice } from './books';

export type DifferenceKind =
  | 'missing-in-xero'
  | 'twice-in-xero'
  | 'other-total-in-xero'
  | 'unknown-in-xero'
  | 'charge-missing'
  | 'charge-unknown'
  | 'charged-otherwise'
  | 'charged-above-total'
  | 'payment-missing'
  | 'payment-unknown'
  | 'payment-not-noted';

/** One point in which the providers' books and ours disagree. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly invoiceNumber: string;
  readonly says: string;
}

/** Pure. Every difference between our invoices and the books of Xero and the gateway; none means reconciled. */
export function reconcile(ours: readonly OurInvoice[], books: Books): Difference[] {
  const known = new Set(ours.map(({ invoiceNumber }) => invoiceNumber));
  const inXero = groupBy(books.xeroInvoices.filter(counts), ({ invoiceNumber }) => invoiceNumber);
  const booked = groupBy(books.transactions.filter(isBooked), ({ orderReference }) => invoiceNumberOf(orderReference));
  return [
    ...ours.flatMap((invoice) => {
      const theirs = inXero.get(invoice.invoiceNumber) ?? [];
      const charges = booked.get(invoice.invoiceNumber) ?? [];
      return [...filing(invoice, theirs), ...charging(invoice, charges), ...recording(invoice, charges, theirs)];
    }),
    ...[...inXero.keys()]
      .filter((number) => !known.has(number))
      .map((number) => difference('unknown-in-xero', number, 'stands in Xero, and we do not know it')),
    ...[...booked]
      .filter(([number]) => !known.has(number))
      .map(([number, charges]) =>
        difference('charge-unknown', number, `was charged ${sum(charges)} at the gateway, and we do not know it`),
      ),
  ];
}

function filing(ours: OurInvoice, theirs: readonly XeroInvoice[]): Difference[] {
  const { invoiceNumber: number, totalMinor, currency } = ours;
  const [first] = theirs;
  if (!first) return ours.filed ? [difference('missing-in-xero', number, 'is filed, we say, and Xero does not have it')] : [];
  if (theirs.length > 1) return [difference('twice-in-xero', number, `stands ${theirs.length} times in Xero`)];
  // What a person was asked to look at may well stand there already: a total that differs is the very question.
  if (!ours.filed) return ours.waitsForPerson ? [] : [difference('unknown-in-xero', number, 'stands in Xero, and we say it is not filed')];
  if (first.totalMinor === totalMinor && first.currency === currency) return [];
  const says = `is ${first.totalMinor} ${first.currency} in Xero and ${totalMinor} ${currency} here`;
  return [difference('other-total-in-xero', number, says)];
}

function charging(ours: OurInvoice, charges: readonly Transaction[]): Difference[] {
  const { invoiceNumber: number, totalMinor, paidMinor, currency } = ours;
  const bookedMinor = sum(charges);
  const found: Difference[] = [];
  if (bookedMinor > totalMinor) found.push(difference('charged-above-total', number, `was charged ${bookedMinor} of ${totalMinor}`));
  if (charges.some((charge) => charge.currency !== currency)) {
    found.push(difference('charged-otherwise', number, `is in ${currency} and was charged in another currency`));
  }
  if (bookedMinor === paidMinor) return found;
  if (bookedMinor === 0) return [...found, difference('charge-missing', number, `is paid, we say, and the gateway has no charge`)];
  if (paidMinor === 0) return [...found, difference('charge-unknown', number, `was charged ${bookedMinor}, and we say it is not paid`)];
  return [...found, difference('charged-otherwise', number, `was charged ${bookedMinor} at the gateway and ${paidMinor} here`)];
}

/** Exactly one Xero payment for each booked charge, of the same amount. */
function recording(ours: OurInvoice, charges: readonly Transaction[], theirs: readonly XeroInvoice[]): Difference[] {
  const { invoiceNumber: number } = ours;
  const left = theirs.flatMap(({ payments }) => payments.map(({ amountMinor }) => amountMinor));
  const found: Difference[] = [];
  for (const { transactionReference, baseAmount } of charges) {
    const at = left.indexOf(baseAmount);
    if (at >= 0) left.splice(at, 1);
    else
      found.push(difference('payment-missing', number, `has no payment of ${baseAmount} in Xero for the charge ${transactionReference}`));
  }
  found.push(...left.map((amount) => difference('payment-unknown', number, `has a payment of ${amount} in Xero without a charge`)));
  if (found.length === 0 && charges.length > 0 && !ours.paymentRecorded) {
    found.push(difference('payment-not-noted', number, 'has its payment in Xero, and we say it is not recorded'));
  }
  return found;
}

const difference = (kind: DifferenceKind, invoiceNumber: string, says: string): Difference => ({ kind, invoiceNumber, says });

const sum = (charges: readonly Transaction[]) => charges.reduce((total, { baseAmount }) => total + baseAmount, 0);

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
