import type { SalesTime } from '../../api/sale-flows';
import { figuresOf } from './figures';

const step = (id: string, title: string, averageSeconds: number) => ({ step: id, title, averageSeconds });
const times: SalesTime = {
  sales: 3,
  averageSeconds: 532,
  steps: [step('customer', 'Customer', 160), step('product', 'Product and price', 90), step('other', 'Everything else', 200)],
  lookUps: [
    { lookUp: 'addresses', title: 'Address', sales: 3, typedIn: 1 },
    { lookUp: 'credit', title: 'Credit check', sales: 3, typedIn: 0 },
  ],
  people: [],
  days: [],
  team: { sales: 9, averageSeconds: 540 },
};
const perSale = 1;
const minutes = 2;
const says = (told: SalesTime | undefined, at: number) => figuresOf([], told)[at];

it('names the step that takes longest, and the source that is most often typed for', () =>
  expect(says(times, minutes)).toEqual({
    name: 'Where the minutes go',
    value: 'Customer, 2 min 40 s',
    says: 'Address typed in by hand in 1 of 3 · last 30 days',
  }));

it('says of which time it is where nothing was typed in by hand', () =>
  expect(says({ ...times, lookUps: [] }, minutes)).toMatchObject({ says: 'Of 8 min 52 s a sale · last 30 days' }));

it('waits for the first sale', () =>
  expect(says({ ...times, sales: 0, steps: [], lookUps: [] }, minutes)).toMatchObject({
    value: '–',
    says: 'Shown from your first sale on',
  }));

it('stands beside the team, where there is one', () => {
  expect(says(times, perSale)).toMatchObject({ says: 'Team 9 min 00 s · goal under 10 min' });
  expect(says({ ...times, team: null }, perSale)).toMatchObject({ says: 'Pauses left out · goal under 10 min' });
});
