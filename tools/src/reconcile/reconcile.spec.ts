import type { Books, OurInvoice, Transaction, XeroInvoice } from './books';
import { reconcile } from './reconcile';

const paid: OurInvoice = {
  invoiceNumber: 'TK-000001',
  currency: 'GBP',
  totalMinor: 14_400,
  filed: true,
  paidMinor: 14_400,
  paymentRecorded: true,
  waitsForPerson: false,
};
const notPaid: OurInvoice = { ...paid, paidMinor: 0, paymentRecorded: false };

const payment = { paymentId: 'p1', amountMinor: 14_400, reference: '55-9-1' };
const inXero: XeroInvoice = { invoiceNumber: 'TK-000001', status: 'PAID', currency: 'GBP', totalMinor: 14_400, payments: [payment] };
const unpaidInXero: XeroInvoice = { ...inXero, status: 'AUTHORISED', payments: [] };
const charge: Transaction = {
  transactionReference: '55-9-1',
  orderReference: 'TK-000001-1',
  type: 'AUTH',
  errorCode: 0,
  settleStatus: 0,
  baseAmount: 14_400,
  currency: 'GBP',
};
const declined: Transaction = { ...charge, transactionReference: '55-9-0', errorCode: 70_000, settleStatus: 3 };

const found = (ours: OurInvoice[], xeroInvoices: XeroInvoice[], transactions: Transaction[]) =>
  reconcile(ours, { xeroInvoices, transactions } satisfies Books).map(({ kind }) => kind);

describe('books that agree', () => {
  it.each<[string, OurInvoice[], XeroInvoice[], Transaction[]]>([
    ['nothing at all', [], [], []],
    ['an invoice filed, charged and recorded', [paid], [inXero], [charge]],
    ['an invoice paid at the second attempt', [paid], [inXero], [declined, { ...charge, orderReference: 'TK-000001-2' }]],
    ['a declined card', [notPaid], [unpaidInXero], [declined]],
    ['a charge the gateway holds', [notPaid], [unpaidInXero], [{ ...charge, settleStatus: 2 }]],
    ['an invoice not yet filed', [{ ...notPaid, filed: false }], [], []],
    ['an invoice Xero voided and took again', [paid], [{ ...unpaidInXero, status: 'VOIDED' }, inXero], [charge]],
    ['a wrong total that a person was asked about', [{ ...notPaid, filed: false, waitsForPerson: true }], [unpaidInXero], []],
    ['codes written as text', [paid], [inXero], [{ ...charge, errorCode: '0', settleStatus: '100' }]],
    ['a check of a card', [notPaid], [unpaidInXero], [{ ...charge, type: 'ACCOUNTCHECK' }]],
  ])('%s', (_, ours, xero, gateway) => expect(found(ours, xero, gateway)).toEqual([]));
});

describe('each planted difference is found', () => {
  it.each<[string, string[], OurInvoice[], XeroInvoice[], Transaction[]]>([
    ['filed here, missing in Xero', ['missing-in-xero'], [notPaid], [], []],
    ['twice in Xero', ['twice-in-xero'], [notPaid], [unpaidInXero, unpaidInXero], []],
    ['another total', ['other-total-in-xero'], [notPaid], [{ ...unpaidInXero, totalMinor: 14_401 }], []],
    ['another currency', ['other-total-in-xero'], [notPaid], [{ ...unpaidInXero, currency: 'EUR' }], []],
    ['not filed here, yet in Xero', ['unknown-in-xero'], [{ ...notPaid, filed: false }], [unpaidInXero], []],
    ['an invoice of somebody else', ['unknown-in-xero'], [], [unpaidInXero], []],
    ['a charge of somebody else', ['charge-unknown'], [], [], [charge]],
    ['paid here, not charged', ['charge-missing'], [{ ...paid, paymentRecorded: false }], [unpaidInXero], []],
    ['charged, not known here', ['charge-unknown', 'payment-missing'], [notPaid], [unpaidInXero], [charge]],
    [
      'charged twice',
      ['charged-above-total', 'charged-otherwise', 'payment-missing'],
      [paid],
      [inXero],
      [charge, { ...charge, transactionReference: '55-9-2', orderReference: 'TK-000001-2' }],
    ],
    [
      'charged another sum',
      ['charged-otherwise', 'payment-missing', 'payment-unknown'],
      [paid],
      [inXero],
      [{ ...charge, baseAmount: 14_300 }],
    ],
    ['charged in another currency', ['charged-otherwise'], [paid], [inXero], [{ ...charge, currency: 'EUR' }]],
    ['charged without a payment in Xero', ['payment-missing'], [paid], [unpaidInXero], [charge]],
    ['two payments for one charge', ['payment-unknown'], [paid], [{ ...inXero, payments: [payment, payment] }], [charge]],
    ['a payment without a charge', ['payment-unknown'], [notPaid], [inXero], []],
    ['a payment in Xero that we have not noted', ['payment-not-noted'], [{ ...paid, paymentRecorded: false }], [inXero], [charge]],
  ])('%s', (_, kinds, ours, xero, gateway) => expect(found(ours, xero, gateway)).toEqual(kinds));

  it('says which invoice it is about', () =>
    expect(reconcile([notPaid], { xeroInvoices: [], transactions: [] })).toEqual([
      { kind: 'missing-in-xero', invoiceNumber: 'TK-000001', says: 'is filed, we say, and Xero does not have it' },
    ]));
});
