import { batches, sizeInBytes } from './batches';

it('cuts after fifty elements', () => {
  expect(batches(Array(120).fill('x'), sizeInBytes).map(({ length }) => length)).toEqual([50, 50, 20]);
});

it('cuts before three megabytes, counted as they are sent', () => {
  const quarterMegabytes = Array(30).fill('ä'.repeat(125_000));
  expect(batches(quarterMegabytes, sizeInBytes).map(({ length }) => length)).toEqual([11, 11, 8]);
});

it('sends an element alone that is too large for company, and nothing for nothing', () => {
  expect(batches(['aaaa', 'b', 'c'], sizeInBytes, { elements: 50, bytes: 4 })).toEqual([['aaaa'], ['b', 'c']]);
  expect(batches([], sizeInBytes)).toEqual([]);
});
