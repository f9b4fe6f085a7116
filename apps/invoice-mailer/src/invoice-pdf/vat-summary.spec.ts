import fc from 'fast-check';
import { aLine } from '../testing/samples';
import { vatSummary } from './vat-summary';

describe('the VAT summary', () => {
  it('has one row for each rate however it is written, the lowest first', () => {
    const lines = [
      aLine({ vatRate: '20.0', netMinor: 100, vatMinor: 20 }),
      aLine({ vatRate: '5', netMinor: 200, vatMinor: 10 }),
      aLine({ vatRate: '20', netMinor: -50, vatMinor: -10 }),
      aLine({ vatRate: '0', netMinor: 7, vatMinor: 0 }),
      aLine({ vatRate: '17.5', netMinor: 1, vatMinor: 0 }),
    ];
    expect(vatSummary(lines)).toEqual([
      { rate: '0', netMinor: 7, vatMinor: 0 },
      { rate: '5', netMinor: 200, vatMinor: 10 },
      { rate: '17.5', netMinor: 1, vatMinor: 0 },
      { rate: '20', netMinor: 50, vatMinor: 10 },
    ]);
  });

  it('adds up to the lines', () => {
    const line = fc.record({ vatRate: fc.constantFrom('0', '5', '20', '20.00', '17.5'), netMinor: fc.integer(), vatMinor: fc.integer() });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (given) => {
        const sum = (rows: readonly { netMinor: number; vatMinor: number }[]) =>
          rows.reduce(([net, vat], row) => [net + row.netMinor, vat + row.vatMinor] as const, [0, 0] as readonly [number, number]);
        expect(sum(vatSummary(given.map(aLine)))).toEqual(sum(given));
      }),
    );
  });
});
