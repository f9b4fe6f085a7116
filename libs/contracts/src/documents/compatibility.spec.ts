import { z } from 'zod';
import { InvoiceMailed } from '../facts/invoices';
import { factSchema } from './async-api';
import { breaks } from './compatibility';

const schema = (shape: z.ZodRawShape) => JSON.parse(JSON.stringify(factSchema({ ...InvoiceMailed, data: z.object(shape) }))) as never;
const compare = (before: z.ZodRawShape, now: z.ZodRawShape) => breaks(InvoiceMailed, schema(before), schema(now));

describe('a change of a released fact', () => {
  it('that takes a field away is told with the consumer that would break', () => {
    expect(compare({ a: z.string(), b: z.string() }, { a: z.string() })).toEqual([
      'invoice.mailed.v1: the field b was removed; charge-card (payments-worker) and track-invoice (back-office) would break. ' +
        'Leave invoice.mailed.v1 as it is and give invoice.mailed.v2 once its consumers know it.',
    ]);
  });

  it('that adds a field which may be missing breaks nobody', () => {
    expect(compare({ a: z.string() }, { a: z.string(), b: z.string().optional() })).toEqual([]);
  });

  it('that only says something in other words breaks nobody', () => {
    expect(compare({ a: z.string().describe('one') }, { a: z.string().describe('two') })).toEqual([]);
  });

  it.each<[string, z.ZodRawShape, z.ZodRawShape, string]>([
    ['demands a new field', { a: z.string() }, { a: z.string(), b: z.string() }, 'the new field b is demanded'],
    ['lets a field be missing', { a: z.string() }, { a: z.string().optional() }, 'may now be missing'],
    ['demands a field that could be missing', { a: z.string().optional() }, { a: z.string() }, 'is now demanded'],
    ['changes a type', { a: z.string() }, { a: z.int() }, 'had type "string" and now has "integer"'],
    ['lets a field be null', { a: z.string() }, { a: z.string().nullable() }, 'a had type'],
    ['adds a value to a list', { a: z.enum(['x']) }, { a: z.enum(['x', 'y']) }, 'may now be y'],
    ['takes a value from a list', { a: z.enum(['x', 'y']) }, { a: z.enum(['x']) }, 'may no longer be y'],
    [
      'does so deep inside',
      { a: z.array(z.object({ b: z.string() })) },
      { a: z.array(z.object({ c: z.string() })) },
      'the field a[].b was removed',
    ],
  ])('that %s is told', (_, before, now, words) => {
    expect(compare(before, now).join()).toContain(words);
  });
});
