import { column, control, email, PRINTABLE, upTo } from '@takings/fields';
import { z } from 'zod';
import { isTimeZone } from '../../teams/time-zone';

const LINES_LIMIT = 8;

/** What stands on letters and invoices, and by which clock the company lives. */
export const Company = z.strictObject({
  name: column('the name of the company, 1 to 100 printable signs', upTo(100, PRINTABLE, control)),
  addressLines: z
    .array(column('a line of the address, 1 to 100 printable signs', upTo(100, PRINTABLE, control)))
    .min(1, 'expected at least one line')
    .max(LINES_LIMIT, `expected at most ${LINES_LIMIT} lines`)
    .describe('The postal address, line by line'),
  vatNumber: column('a VAT number such as GB123456789, at most 30 printable signs', upTo(30, PRINTABLE, control))
    .nullable()
    .describe('Null for none'),
  email: column('an e-mail address such as accounts@example.com', email).describe('Where customers write back to'),
  timeZone: column('an IANA time zone such as Europe/London', isTimeZone).describe(
    'Of the schedule of runs and of the days named in letters',
  ),
});
export type Company = z.output<typeof Company>;
