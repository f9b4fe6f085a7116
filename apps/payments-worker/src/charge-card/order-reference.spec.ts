import { InvalidInput } from '@takings/runtime';
import * as fc from 'fast-check';
import { orderReference } from './order-reference';

describe('an order reference', () => {
  it('is the invoice number and the attempt', () => {
    expect(orderReference('TK-2026-004417', 1)).toBe('TK-2026-004417-1');
  });

  it('fits the gateway for every invoice number of ours and 99 attempts', () => {
    expect(orderReference('X'.repeat(22), 99)).toHaveLength(25);
  });

  it('is refused when the acquirer would cut it', () => {
    expect(() => orderReference('X'.repeat(22), 100)).toThrow(InvalidInput);
  });

  it('is another one for each attempt at each invoice', () => {
    const number = fc.stringMatching(/^[A-Z0-9-]{1,22}$/);
    const attempt = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(number, attempt, number, attempt, (a, i, b, j) => {
        fc.pre(a !== b || i !== j);
        expect(orderReference(a, i)).not.toBe(orderReference(b, j));
      }),
    );
  });
});
