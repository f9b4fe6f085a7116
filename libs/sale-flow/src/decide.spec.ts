import { Refusal } from './refusal';
import { answers, goodCredit, mona, omar, prices, ravi, SaleInHand } from './testing/sale-in-hand';

const refusal = (work: () => unknown): Refusal => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was accepted');
};

it('is completed when every step is done and the credit check has come back', () => {
  const sale = new SaleInHand().answerAll();
  expect(refusal(() => sale.ask({ type: 'complete' })).message).toBe(
    'look_up: Credit check has not come back; expected its answer, or one typed in by hand',
  );
  sale.hear('credit', goodCredit);
  expect(sale.ask({ type: 'complete' })).toEqual([{ type: 'completed', totalMinor: 4900, currency: 'GBP' }]);
  expect(sale.state).toMatchObject({ status: 'completed', ended: { totalMinor: 4900, by: { name: 'Anna Price' } } });
});

it('takes no step before those it requires', () => {
  const sale = new SaleInHand();
  expect(refusal(() => sale.answer('product'))).toMatchObject({
    kind: 'conflict',
    message: 'step: Product and price comes after Requirement; expected that first',
  });
});

it('keeps a draft of any step, however incomplete, and asks what it already tells', () => {
  const sale = new SaleInHand();
  sale.ask({ type: 'draft', step: 'consent', draft: { given_by: '' } });
  expect(sale.ask({ type: 'draft', step: 'customer', draft: { company_number: '09 884 217', company_name: 'Lar' } })).toEqual([
    { type: 'drafted', step: 'customer', draft: { company_number: '09 884 217', company_name: 'Lar' } },
    { type: 'look-up-asked', lookUp: 'company', round: 1, source: 'company-registry', question: { companyNumber: '09884217' } },
  ]);
});

it('asks for the credit of a name that the registry gave before the step is answered, and not for half a name', () => {
  const sale = new SaleInHand();
  const draft = { company_number: '09884217', company_name: 'Larch' };
  sale.ask({ type: 'draft', step: 'customer', draft });
  sale.hear('company', { kind: 'found', source: 'company-registry', answer: { name: answers.customer.company_name, directors: [] } });
  expect(sale.ask({ type: 'draft', step: 'customer', draft: { ...draft, company_name: 'Larch &' } })).toHaveLength(1);
  sale.ask({ type: 'draft', step: 'customer', draft: { ...draft, company_name: answers.customer.company_name } });
  expect(sale.state.lookUps['credit']).toMatchObject({ state: 'looking-up', round: 1 });
  sale.answer('customer');
  expect(sale.state.lookUps['credit']).toMatchObject({ state: 'looking-up', round: 1 });
});

it('reopens what goes by the postcode and nothing else, and does not ask for the credit again', () => {
  const sale = new SaleInHand().answerAll();
  sale.hear('credit', goodCredit);
  sale.answer('customer', { postcode: 'de24 8qa' });
  expect(sale.done()).toEqual(['customer', 'payment']);
  expect(sale.state.steps['requirement']).toMatchObject({ state: 'reopened', because: 'customer', draft: answers.requirement });
  expect(sale.state.steps['consent']).toMatchObject({ state: 'reopened', because: 'product' });
  expect(sale.state.lookUps['credit']).toMatchObject({ state: 'found', round: 1 });
  expect(sale.state.lookUps['addresses']).toMatchObject({ state: 'looking-up', round: 2 });
});

it('confirms old answers with one click, several steps at once', () => {
  const sale = new SaleInHand().answerAll();
  sale.hear('credit', goodCredit);
  sale.answer('customer', { postcode: 'DE24 8QA' });
  expect(refusal(() => sale.ask({ type: 'confirm', steps: ['product'] })).kind).toBe('conflict');
  sale.ask({ type: 'confirm', steps: ['requirement', 'product', 'consent'] });
  expect(sale.ask({ type: 'complete' })).toHaveLength(1);
});

it('reopens nothing for another phone number, and asks nothing', () => {
  const sale = new SaleInHand().answerAll();
  expect(sale.answer('customer', { phone: '020 7946 0000' })).toEqual([expect.objectContaining({ type: 'answered' })]);
  expect(sale.done()).toHaveLength(5);
});

it('drops a late answer to an old question', () => {
  const sale = new SaleInHand().answerAll();
  sale.answer('customer', { company_name: 'Larch & Lime Holdings Ltd' });
  expect(sale.hear('credit', goodCredit, 1)).toEqual([]);
  expect(sale.state.lookUps['credit']).toMatchObject({ state: 'looking-up', round: 2 });
});

it('takes a look-up typed in by hand, flagged, and then hears nothing more of the source', () => {
  const sale = new SaleInHand().answerAll();
  sale.hear('credit', { kind: 'parked', source: 'credit-bureau', reason: 'The bureau is closed' });
  expect(refusal(() => sale.ask({ type: 'type-in', look_up: 'credit', answer: { score: 101 } })).field).toBe('answer.score');
  sale.ask({ type: 'type-in', look_up: 'credit', answer: { score: 60 } });
  expect(sale.hear('credit', goodCredit, 1)).toEqual([]);
  expect(sale.hear('credit', goodCredit)).toEqual([]);
  expect(sale.state.lookUps['credit']).toMatchObject({ state: 'typed-in', by: { name: 'Anna Price' }, answer: { score: 60 } });
  expect(sale.ask({ type: 'complete' })).toHaveLength(1);
});

it('says who decided what in between', () => {
  const sale = new SaleInHand();
  const seen = sale.version;
  sale.answer('customer', {}, mona);
  expect(refusal(() => sale.ask({ type: 'answer', step: 'customer', answers: answers.customer, version: seen }))).toMatchObject({
    kind: 'conflict',
    message: 'Mona Reed answered customer at 2026-11-21 09:00 UTC. Look again; what you typed is kept on your screen.',
  });
});

it('is not overtaken by a look-up that came back meanwhile, nor by its own drafts', () => {
  const sale = new SaleInHand();
  sale.ask({ type: 'draft', step: 'customer', draft: answers.customer });
  const seen = sale.version;
  sale.ask({ type: 'draft', step: 'customer', draft: { ...answers.customer, phone: '1' } });
  sale.hear('company', { kind: 'not-found', source: 'company-registry' });
  expect(() => sale.ask({ type: 'answer', step: 'customer', answers: answers.customer, version: seen })).not.toThrow();
});

it('is worked on by its agent and by a manager of the team, and by nobody else', () => {
  const sale = new SaleInHand();
  for (const stranger of [ravi, omar]) {
    expect(refusal(() => sale.answer('customer', {}, stranger))).toMatchObject({
      kind: 'forbidden',
      message: 'This is the sale of Anna Price. It can be handed over, or taken over by a team manager.',
    });
  }
  expect(refusal(() => sale.ask({ type: 'take-over', reason: 'Anna is ill' }, ravi)).kind).toBe('forbidden');
  sale.ask({ type: 'take-over', reason: 'Anna is ill' }, mona);
  expect(refusal(() => sale.answer('customer')).message).toContain('This is the sale of Mona Reed.');
  sale.ask({ type: 'hand-over', to: 'ravi', note: 'Call after 3' }, mona);
  expect(sale.state).toMatchObject({ owner: { id: 'ravi' }, note: { text: 'Call after 3', by: { id: 'mona' } } });
});

it.each([
  ['payment', { card_ref: '4111 1111 1111 1111', due_on: '2026-12-01' }, 'answers.card_ref', 'what looks like a card number'],
  ['requirement', { need: 'x'.repeat(1_000_000) }, 'answers.need', 'is 1,000,000 signs long; expected at most 10,000'],
  ['requirement', { need: 7 }, 'answers.need', 'need: expected text'],
  ['requirement', { need: 'a\0b' }, 'answers.need', 'has a NUL byte'],
  ['payment', { due_on: '2026-13-01' }, 'answers.due_on', 'expected a day of the calendar'],
  ['requirement', { need: 'ok', colour: 'red' }, 'answers', '"colour" is not known here'],
] as const)('refuses %s as %j, and names the field', (step, given, field, words) => {
  const sale = new SaleInHand();
  sale.answer('customer');
  const refused = refusal(() => sale.ask({ type: 'answer', step, answers: given }));
  expect(refused).toMatchObject({ kind: 'invalid', field });
  expect(refused.message).toContain(words);
  expect(refused.message).not.toContain('4111');
});

it('keeps markup in a name as the text it is', () => {
  const sale = new SaleInHand();
  sale.answer('customer', { company_name: '<b>Larch</b> & "Lime"' });
  expect(sale.state.steps['customer']?.answers?.['company_name']).toBe('<b>Larch</b> & "Lime"');
});

const dearer = (fibre: string) => ({ ...prices, prices: { ...prices.prices, fibre: { ...prices.prices['fibre']!, unitPrice: fibre } } });

it('takes new prices with a reason, reopens what they reach, and leaves lowering and large steps to a team manager', () => {
  const sale = new SaleInHand().answerAll();
  sale.current = dearer('20');
  expect(refusal(() => sale.ask({ type: 'reprice', reason: 'Asked for' }))).toMatchObject({
    kind: 'forbidden',
    message: 'The total would change from £49.00 to £40.00; lowering it, or more than £100.00, is for a team manager to decide.',
  });
  sale.current = dearer('80');
  expect(refusal(() => sale.ask({ type: 'reprice', reason: 'Asked for' })).kind).toBe('forbidden');
  sale.current = dearer('26');
  sale.ask({ type: 'reprice', reason: 'Asked for' });
  expect(sale.done()).toEqual(['customer', 'requirement', 'payment']);
  expect(sale.state.steps['product']).toMatchObject({ state: 'reopened', because: 'prices' });
  sale.current = dearer('20');
  expect(() => sale.ask({ type: 'reprice', reason: 'A goodwill' }, mona)).not.toThrow();
});

it('does not complete at prices that are no longer kept', () => {
  const sale = new SaleInHand().answerAll();
  sale.hear('credit', goodCredit);
  sale.wait(31 * 86_400);
  expect(refusal(() => sale.ask({ type: 'complete' })).message).toBe('The prices were kept until 2026-12-21; expected "reprice" first');
});
