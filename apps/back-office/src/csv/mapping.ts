import { z } from 'zod';

/** A column of ours is one of theirs, or the same value in every row. */
const source = z
  .strictObject({
    from: z.string().trim().min(1).max(200).optional().describe('The column of theirs'),
    value: z.string().max(4000).optional().describe('The same in every row'),
  })
  .refine(({ from, value }) => (from === undefined) !== (value === undefined), 'expected either from or value');

/** By our columns; one that is not named is called in theirs as in ours. */
export const Mapping = z.record(z.string(), source);
export type Mapping = z.output<typeof Mapping>;
