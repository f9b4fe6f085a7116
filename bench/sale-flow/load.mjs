import { createHash } from 'node:crypto';

/** The same for every contender and every run: an id that says what it is of. */
export const idOf = (...what) => {
  const hex = createHash('sha1').update(what.join('/')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** What is sold, and for how much. */
export const prices = Array.from({ length: 20 }, (_, n) => ({ sku: `BENCH-${n}`, name: `Fibre ${n}`, unitPrice: '45', vatRate: '20' }));

const customer = (n) => ({
  company_number: String(10_000_000 + n).slice(0, 8),
  company_name: `Customer ${n} Limited`,
  address: `${n} Pride Parkway, Derby`,
  postcode: 'DE24 8QA',
  contact_name: 'Pat Doe',
  email: `accounts-${n}@example.com`,
  phone: '01632 960455',
});

/** The answers of a step at the so manieth time around; never the same twice, so that each is a change. */
const answers = {
  requirement: (n, time) => ({
    need: `Fibre for an office of ${20 + time} people with two lines for voice, and somebody to call at night.`,
    wanted_from: '2099-02-01',
  }),
  product: (n, time) => ({
    lines: [0, 1, 2].map((line) => ({ sku: prices[(n + line) % prices.length].sku, quantity: String(1 + time + line) })),
  }),
  payment: (n, time) => ({ card_ref: `SBX-OK-${n}-${time}`, due_on: '2099-01-31' }),
  consent: (n, time) => ({ agreed: true, given_by: `Pat Doe ${time}` }),
};
const STEPS = Object.keys(answers);

/** First of all, and not measured: it is what starts look-ups. */
export const firstAnswer = (n) => ({ type: 'answer', command_id: idOf('first', n), step: 'customer', answers: customer(n), version: 1 });

/** The k-th command to a flow: a step typed into, then answered, then the next. */
export function command(n, k, version) {
  const around = Math.floor(k / (2 * STEPS.length));
  const step = STEPS[Math.floor(k / 2) % STEPS.length];
  const given = answers[step](n, around);
  const common = { command_id: idOf(n, k), step, version };
  if (k % 2 === 1) return { type: 'answer', ...common, answers: given };
  const [first] = Object.entries(given);
  return { type: 'draft', ...common, draft: Object.fromEntries([first]) };
}
