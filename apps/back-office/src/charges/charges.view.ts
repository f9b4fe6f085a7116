import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { REJECTIONS_LISTED } from '../csv/in-batches';
import { faultFields, RejectedLine } from '../csv/rejected-line';

const count = (says: string) => z.int().nonnegative().describe(says);
const counts = {
  charges: count('Charges that are new and were taken'),
  alreadyKnown: count('Charges that were known already with the same content; they add nothing'),
  rejectedCount: count('Rows that were not taken'),
  batches: count('Transactions the charges were written in'),
};

export class ImportedDto extends createZodDto(
  z.object({
    ...counts,
    rejectedRows: z.array(RejectedLine).describe(`Each rejected row once, in the order of the file; at most ${REJECTIONS_LISTED}`),
  }),
) {}

export class EnteredDto extends createZodDto(
  z.object({
    ...counts,
    rejectedRows: z
      .array(z.object({ index: count('Its place in the request, from 0'), ...faultFields }))
      .describe('Each rejected charge once'),
  }),
) {}
