import { z } from 'zod';

export const faultFields = {
  column: z.string().describe('The first column at fault, in the documented order'),
  reason: z.string().describe('What is wrong and what is expected'),
};

/** A row of a file that was not taken, as an import answers it. */
export const RejectedLine = z.object({
  line: z.int().positive().describe('The physical line on which the row begins; the first line is 1'),
  ...faultFields,
});
