import { atWork } from './work-clock';

const LAST = '2026-11-17T13:42:00Z';
const work = { last: LAST, seconds: { customer: 60, product: 30.4 } };
const at = (seconds: number) => Date.parse(LAST) + seconds * 1_000;

it('counts on since the last input', () => expect(atWork({ work, status: 'open' }, at(10))).toEqual({ seconds: 100.4, paused: false }));
it('stands still after two minutes without any', () =>
  expect(atWork({ work, status: 'open' }, at(121))).toEqual({ seconds: 90.4, paused: true }));
it('ends with the completed sale', () => expect(atWork({ work, status: 'completed' }, at(10))).toEqual({ seconds: 90.4, paused: true }));
it('does not run backwards where the clocks differ', () => expect(atWork({ work, status: 'open' }, at(-5)).seconds).toBe(90.4));
