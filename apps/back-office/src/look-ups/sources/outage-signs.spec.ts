import { OutageSigns } from './outage-signs';

it('blames the question while few have failed, and the source from the third on', () => {
  const signs = new OutageSigns();
  expect(['a', 'b', 'c', 'd'].map((question) => signs.failure(question))).toEqual([false, false, true, true]);
});

it('blames the question that fails again, so that it makes way for others', () => {
  const signs = new OutageSigns();
  expect(['a', 'b', 'c', 'c', 'a'].map((question) => signs.failure(question))).toEqual([false, false, true, false, false]);
});

it('begins anew with an answer', () => {
  const signs = new OutageSigns();
  ['a', 'b', 'c'].forEach((question) => signs.failure(question));
  signs.answered();
  expect(signs.failure('a')).toBe(false);
});
