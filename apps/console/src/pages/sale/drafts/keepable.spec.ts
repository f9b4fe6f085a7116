import { keepable } from './keepable';

it('a megabyte in one field is told there, and the other fields are kept', () => {
  const { draft, faults } = keepable({ name: 'Larch', need: 'x'.repeat(1_000_000) });
  expect(draft).toEqual({ name: 'Larch', need: '' });
  expect(faults).toEqual([{ field: 'need', message: expect.stringContaining('1,000,000 signs long') }]);
});

it('a card number is kept nowhere, in a line neither', () => {
  const { draft, faults } = keepable({ lines: [{ sku: 'BB-300' }, { sku: '4111 1111 1111 1111' }] });
  expect(draft).toEqual({ lines: [{ sku: 'BB-300' }, { sku: '' }] });
  expect(faults).toEqual([{ field: 'lines.1.sku', message: expect.stringContaining('card number') }]);
});

it('what is merely incomplete is kept as it is', () =>
  expect(keepable({ name: '', lines: [] })).toEqual({ draft: { name: '', lines: [] }, faults: [] }));
