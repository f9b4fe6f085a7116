import fc from 'fast-check';
import { AmountTooLarge, canonicalDecimal, formatDecimal, LINE_NET_LIMIT_MINOR, lineAmounts, NotADecimal, parseDecimal } from '.';

const decimal = (limit: number) => fc.bigInt({ min: -BigInt(limit), max: BigInt(limit) }).map(formatDecimal);
const line = fc.record({
  quantity: decimal(10_000_000),
  unitPrice: fc.bigInt({ min: 0n, max: 10n ** 9n }).map(formatDecimal),
  vatRate: fc.bigInt({ min: 0n, max: 1_000_000n }).map(formatDecimal),
});
const negative = (text: string) => formatDecimal(-parseDecimal(text));

describe('the amounts of a line', () => {
  it.each([
    ['1', '2.165', '0', 217, 0],
    ['-1', '2.165', '0', -217, 0],
    ['1', '25.06', '15', 2506, 376],
    ['1', '25.61', '15', 2561, 384],
    ['1', '25.63', '15', 2563, 384],
    ['0.3333', '0.03', '20', 1, 0],
    ['0', '99.99', '20', 0, 0],
    ['3', '0', '20', 0, 0],
    ['-2', '24.50', '20', -4900, -980],
    ['1', '0.1', '5', 10, 1],
  ])('of %s at %s with %s percent are %i and %i', (quantity, unitPrice, vatRate, netMinor, vatMinor) => {
    expect(lineAmounts({ quantity, unitPrice, vatRate })).toEqual({ netMinor, vatMinor });
  });

  it('takes VAT of the rounded net, not of the exact product', () => {
    // 2.5 pence round to 3, and 50 percent of 3 is 1.5, so 2; of the exact 2.5 it would be 1.25, so 1.
    expect(lineAmounts({ quantity: '1', unitPrice: '0.025', vatRate: '50' })).toEqual({ netMinor: 3, vatMinor: 2 });
  });

  it('are never more than half a unit from the exact rational', () =>
    fc.assert(
      fc.property(line, (given) => {
        const { netMinor, vatMinor } = lineAmounts(given);
        const exactNet = parseDecimal(given.quantity) * parseDecimal(given.unitPrice) * 100n;
        const offBy = (rounded: number, exact: bigint, unit: bigint) => 2n * abs(BigInt(rounded) * unit - exact) <= unit;
        expect(offBy(netMinor, exactNet, 10n ** 8n)).toBe(true);
        expect(offBy(vatMinor, BigInt(netMinor) * parseDecimal(given.vatRate), 10n ** 6n)).toBe(true);
      }),
    ));

  it('of a return undo those of the charge', () =>
    fc.assert(
      fc.property(line, (given) => {
        const [charge, reversal] = [lineAmounts(given), lineAmounts({ ...given, quantity: negative(given.quantity) })];
        expect(charge.netMinor + reversal.netMinor).toBe(0);
        expect(charge.vatMinor + reversal.vatMinor).toBe(0);
      }),
    ));

  it('do not depend on how a decimal is written', () =>
    fc.assert(
      fc.property(line, fc.nat(3), (given, zeros) => {
        const padded = (text: string) => text.replace(/^(-?)/, `$1${'0'.repeat(zeros)}`);
        expect(lineAmounts({ quantity: padded(given.quantity), unitPrice: padded(given.unitPrice), vatRate: given.vatRate })).toEqual(
          lineAmounts(given),
        );
      }),
    ));

  it('reach the limit and not a penny more', () => {
    expect(lineAmounts({ quantity: '1', unitPrice: '999999999.99', vatRate: '100' }).netMinor).toBe(LINE_NET_LIMIT_MINOR);
    expect(() => lineAmounts({ quantity: '1', unitPrice: '999999999.995', vatRate: '0' })).toThrow(AmountTooLarge);
    expect(() => lineAmounts({ quantity: '-1', unitPrice: '1000000000', vatRate: '0' })).toThrow(AmountTooLarge);
  });
});

describe('a decimal', () => {
  it.each(['', ' 1', '1.', '.5', '1,5', '1e3', '+1', '--1', '1.23456', '٣', 'NaN', '1 000'])('is not %j', (text) => {
    expect(() => parseDecimal(text)).toThrow(NotADecimal);
  });

  it('has one canonical form', () => {
    expect(['020.50', '20.5', '20.5000'].map(canonicalDecimal)).toEqual(['20.5', '20.5', '20.5']);
    expect(['-0', '0.0', '000'].map(canonicalDecimal)).toEqual(['0', '0', '0']);
    expect(canonicalDecimal('-0.0001')).toBe('-0.0001');
  });

  it('survives being written and read again', () =>
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (units) => parseDecimal(formatDecimal(units)) === units)));
});

const abs = (value: bigint) => (value < 0n ? -value : value);
