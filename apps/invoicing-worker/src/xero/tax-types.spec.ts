import { taxTypeOf, taxTypesFrom } from './tax-types';

it('finds the tax type of a rate however the rate is written', () => {
  const types = taxTypesFrom('20=OUTPUT2, 5=RROUTPUT,0=ZERORATEDOUTPUT,17.50=TAX001')!;
  expect(taxTypeOf(types, '20.0')).toBe('OUTPUT2');
  expect(taxTypeOf(types, '17.5')).toBe('TAX001');
  expect(taxTypeOf(types, '0')).toBe('ZERORATEDOUTPUT');
  expect(taxTypeOf(types, '19')).toBeUndefined();
});

it.each(['', '20', '20=', 'twenty=OUTPUT2', '20=OUTPUT2,20.0=TAX001', '20=OUTPUT2,'])('takes %p for no list of tax types', (text) =>
  expect(taxTypesFrom(text)).toBeUndefined(),
);
