import { handworkOf, MINUTES_BY_HAND, STANDARD_MINUTES } from './handwork';

it.each([
  [400, 0, 8, 400, 53.3],
  [400, 7, 8, 393, 52.4],
  [1, 1, 8, 0, 0],
  [0, 0, 8, 0, 0],
  [3, 5, 8, 0, 0],
  [10, 0, 0.5, 10, 0],
])('%i invoices, %i helped, at %f minutes: %i alone, %f hours', (invoices, helped, minutes, alone, hours) =>
  expect(handworkOf({ invoices, helped }, minutes)).toMatchObject({ invoices: alone, hours, minutesPerInvoice: minutes }),
);

it('says what it rests on', () =>
  expect(handworkOf({ invoices: 1200, helped: 1 }, STANDARD_MINUTES).says).toBe(
    '1,199 invoices nobody had to touch, at 8 minutes each by hand. 1 that somebody had to see to counts as nothing saved. The time to look at the run and approve it is not taken off.',
  ));

it('the estimate is the sum of its steps', () => expect(Object.values(MINUTES_BY_HAND)).toEqual([3, 1, 2, 1, 1]));
