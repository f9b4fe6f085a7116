import fc from 'fast-check';
import { deskV1 } from './desk-v1/desk-v1';
import { answersOf } from './dependants';
import { replay } from './evolve';
import { questionOf } from './look-ups';
import { Refusal } from './refusal';
import { sameValue } from './same-value';
import { effectOf } from './effect';
import { checkStep } from './step-answers';
import { answers, anna, goodCredit, mona, prices, ravi, SaleInHand } from './testing/sale-in-hand';

const steps = Object.keys(answers) as (keyof typeof answers)[];
const step = fc.constantFrom(...steps);
const change = fc.constantFrom<Record<string, unknown>>(
  ...[
    {},
    {},
    {},
    { postcode: 'DE24 8QA' },
    { company_number: 'SC123456' },
    { company_name: 'Other Ltd' },
    { phone: '020 7946 0000' },
    { need: 'More' },
  ],
  ...[{ lines: [{ sku: 'phone', quantity: '4' }] }, { lines: [] }, { card_ref: null }, { agreed: false }, { due_on: 'soon' }],
);
const who = fc.constantFrom(anna, anna, anna, mona, ravi);
const lookUp = fc.constantFrom('company', 'addresses', 'credit');

/** Only what belongs to the step is changed, or the schema would refuse it for a field that is not known. */
const given = (id: keyof typeof answers, changes: object) => ({
  ...answers[id],
  ...Object.fromEntries(
    Object.entries(changes).filter(([field]) => deskV1.steps.find((one) => one.id === id)!.fields.some(({ name }) => name === field)),
  ),
});

type Act = (sale: SaleInHand) => unknown;
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(step, change, who).map(
      ([id, changes, by]): Act =>
        (sale) =>
          sale.ask({ type: 'answer', step: id, answers: given(id, changes) }, by),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(step, change).map(
      ([id, changes]): Act =>
        (sale) =>
          sale.ask({ type: 'draft', step: id, draft: given(id, changes) }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.subarray(steps, { minLength: 1 }).map(
      (some): Act =>
        (sale) =>
          sale.ask({ type: 'confirm', steps: some }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(lookUp, fc.nat(3)).map(
      ([id, ago]): Act =>
        (sale) =>
          sale.hear(id, { ...goodCredit }, (sale.state.lookUps[id]?.round ?? 1) - ago),
    ),
  },
  fc.tuple(lookUp, who).map(
    ([id, by]): Act =>
      (sale) =>
        sale.ask({ type: 'retry-look-up', look_up: id }, by),
  ),
  fc.constant<Act>((sale) => sale.ask({ type: 'type-in', look_up: 'credit', answer: { score: 50 } })),
  step.map(
    (id): Act =>
      (sale) =>
        sale.ask({ type: 'discard', step: id }),
  ),
  fc.constantFrom('24.50', '26', '5').map(
    (fibre): Act =>
      (sale) => {
        sale.current = { ...prices, prices: { ...prices.prices, fibre: { ...prices.prices['fibre']!, unitPrice: fibre } } };
        return sale.ask({ type: 'reprice', reason: 'Asked for' }, mona);
      },
  ),
  { weight: 2, arbitrary: fc.constant<Act>((sale) => sale.ask({ type: 'complete' })) },
  fc.constant<Act>((sale) => sale.ask({ type: 'abandon', reason: 'No' })),
  fc.constant<Act>((sale) => sale.ask({ type: 'continue' })),
);

function tried(sale: SaleInHand, one: Act): boolean {
  try {
    one(sale);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

const straight: Act[] = [(sale) => sale.answerAll(), (sale) => sale.hear('credit', goodCredit)];
const acts = fc.tuple(fc.boolean(), fc.array(act, { maxLength: 40 })).map(([begun, all]) => (begun ? [...straight, ...all] : all));

let completed = 0;

it('completes no sale with a step or a look-up that is not valid against the last answers', () => {
  fc.assert(
    fc.property(acts, (all) => {
      const sale = new SaleInHand();
      for (const one of all) tried(sale, one);
      if (sale.state.status !== 'completed') return;
      completed++;
      const said = answersOf(sale.state);
      for (const definition of deskV1.steps) {
        expect(sale.state.steps[definition.id]?.state).toBe('done');
        expect(checkStep(definition, said[definition.id], { prices: sale.prices, answers: said })).toEqual({
          answers: said[definition.id],
        });
      }
      for (const definition of deskV1.lookUps) {
        const { state, question } = sale.state.lookUps[definition.id]!;
        expect(question).toEqual(questionOf(definition, sale.state, said[definition.step]!, true));
        if (definition.blocks === 'completion') expect(['found', 'not-found', 'typed-in']).toContain(state);
      }
    }),
    { numRuns: 600 },
  );
  expect(completed).toBeGreaterThan(20);
});

it('is, replayed from its history, what it was kept as', () => {
  fc.assert(
    fc.property(acts, (all) => {
      const sale = new SaleInHand();
      for (const one of all) tried(sale, one);
      expect(replay(sale.history)).toEqual(sale.state);
      expect(replay(JSON.parse(JSON.stringify(sale.history)))).toEqual(JSON.parse(JSON.stringify(sale.state)));
    }),
  );
});

it('has done what every done step requires, whatever was asked', () => {
  fc.assert(
    fc.property(acts, (all) => {
      const sale = new SaleInHand();
      for (const one of all) {
        tried(sale, one);
        const done = new Set(sale.done());
        for (const { id, requires } of deskV1.steps) if (done.has(id)) expect(requires.every((other) => done.has(other))).toBe(true);
      }
    }),
  );
});

/** Said independently of the engine: what goes by a field of the customer, in the words of the flow. */
const byHand: Readonly<Record<string, readonly string[]>> = {
  postcode: ['requirement', 'product', 'consent'],
  company_number: ['requirement', 'product', 'payment', 'consent'],
  need: ['product', 'consent'],
  lines: ['consent'],
  card_ref: ['consent'],
};

it('reopens exactly the dependants, as its preview said', () => {
  fc.assert(
    fc.property(step, change, (id, changes) => {
      const sale = new SaleInHand().answerAll();
      const after = given(id, changes);
      const preview = effectOf(sale.state, deskV1, id, after, prices);
      const changed = Object.keys(after).filter((field) => !sameValue((after as any)[field] ?? null, (answers[id] as any)[field] ?? null));
      if (!tried(sale, (one) => one.ask({ type: 'answer', step: id, answers: after }))) return expect(preview.faults).not.toEqual([]);
      const expected = changed.flatMap((field) => byHand[field] ?? []);
      const reopened = steps.filter((one) => sale.state.steps[one]?.state === 'reopened');
      expect(reopened).toEqual(steps.filter((one) => expected.includes(one)));
      expect(preview.reopens.map((one) => one.step)).toEqual(reopened);
    }),
  );
});
