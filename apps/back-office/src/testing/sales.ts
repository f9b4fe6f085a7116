/** A sale of two lines as a client posts it: 49.00 and 65.00 before VAT. */
export const aSale = (changes: Record<string, unknown> = {}) => ({
  consultant: 'Priya Nair',
  channel: 'offline',
  customer: { customer_ref: 'C-1', name: 'Acme Ltd', email: 'accounts@acme.example', card_ref: 'SBX-OK-1' },
  lines: [
    { description: 'Fibre broadband', quantity: 2, unit_price: '24.50', vat_rate: 20 },
    { description: 'Handbook', quantity: '1', unit_price: 65, vat_rate: 0 },
  ],
  currency: 'GBP',
  due_on: '2026-11-01',
  ...changes,
});
