import { column, control, day, upTo, WITH_LINE_BREAKS } from '@takings/fields';
import { z } from 'zod';
import type { StepDefinition } from '../definition';

const optional = (schema: ReturnType<typeof column>) =>
  z.preprocess((raw) => (raw === '' || raw === null ? undefined : raw), schema.optional());

/** What they need. It is looked into for one company at one place: another place, and it has to be confirmed. */
export const requirement: StepDefinition = {
  id: 'requirement',
  title: 'Requirement',
  requires: ['customer'],
  uses: { customer: ['company_number', 'postcode'] },
  answers: z.strictObject({
    need: column('what they need, 1 to 4,000 signs', upTo(4000, WITH_LINE_BREAKS, control)),
    wanted_from: optional(column('a day of the calendar written YYYY-MM-DD', day)),
  }),
  fields: [
    { name: 'need', label: 'What do they need?', kind: 'long-text' },
    { name: 'wanted_from', label: 'Wanted from', kind: 'date', optional: true },
  ],
};
