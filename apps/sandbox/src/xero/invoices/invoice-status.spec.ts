import { INVOICE_STATUSES, type InvoiceStatus, refusalOfStatus, statusAfterPayment } from './invoice-status';

const allowed = (hasPayments: boolean) =>
  INVOICE_STATUSES.flatMap((from) =>
    INVOICE_STATUSES.filter((to) => from !== to && refusalOfStatus(from, to, { hasPayments }) === null).map((to) => `${from} -> ${to}`),
  );

it('knows exactly these ways from one status to another', () => {
  expect(allowed(false)).toEqual([
    'DRAFT -> SUBMITTED',
    'DRAFT -> AUTHORISED',
    'DRAFT -> DELETED',
    'SUBMITTED -> DRAFT',
    'SUBMITTED -> AUTHORISED',
    'SUBMITTED -> DELETED',
    'AUTHORISED -> VOIDED',
  ]);
});

it('voids no invoice that has a payment', () => {
  expect(refusalOfStatus('AUTHORISED', 'VOIDED', { hasPayments: true })).toMatch(/has a payment or credit note/);
});

it.each<InvoiceStatus>(['DRAFT', 'AUTHORISED'])('never lets a caller write PAID over %s', (from) => {
  expect(refusalOfStatus(from, 'PAID', { hasPayments: false })).toBe('Invoice not of valid status for modification');
});

it('is paid when nothing is due', () => {
  expect(statusAfterPayment(0)).toBe('PAID');
  expect(statusAfterPayment(1)).toBe('AUTHORISED');
});
