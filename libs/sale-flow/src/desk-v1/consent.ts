import { column, control, upTo, WITHOUT_CONTROLS } from '@takings/fields';
import { z } from 'zod';
import type { StepDefinition } from '../definition';

/** What the customer agrees to is the offer and the way it is paid: when either changes they are asked again. */
export const consent: StepDefinition = {
  id: 'consent',
  title: 'Consent',
  requires: ['product', 'payment'],
  answers: z.strictObject({
    agreed: z.literal(true, { error: 'expected the consent of the customer' }),
    given_by: column('who agreed, 1 to 255 signs', upTo(255, WITHOUT_CONTROLS, control)),
  }),
  fields: [
    { name: 'agreed', label: 'The terms were read out, and the customer agrees', kind: 'yes' },
    { name: 'given_by', label: 'Who agreed', kind: 'text' },
  ],
};
