export const CURRENCY = 'GBP';
export const TEAMS = ['Falcon', 'Merlin', 'Osprey', 'Kestrel'];
export const CONSULTANTS = Array.from({ length: 100 }, (_, n) => ({ name: `Consultant ${n}`, team: TEAMS[n % TEAMS.length] }));

/** What a change is known by when it comes back: no two sales of a bench have the same amount. */
export const amountMinor = (n) => 10_000 + n;

/** The body of POST /api/sales. */
export const sale = (n) => ({
  consultant: CONSULTANTS[(n * 37) % CONSULTANTS.length].name,
  channel: n % 3 === 0 ? 'online' : 'offline',
  customer: {
    customer_ref: `C-${n % 5000}`,
    name: `Customer ${n % 5000}`,
    email: `customer-${n % 5000}@example.com`,
    card_ref: `SBX-OK-${n}`,
  },
  lines: [{ description: 'Fibre 500, twelve months', quantity: '1', unit_price: (amountMinor(n) / 100).toFixed(2), vat_rate: '20' }],
  currency: CURRENCY,
  due_on: '2099-01-31',
});
