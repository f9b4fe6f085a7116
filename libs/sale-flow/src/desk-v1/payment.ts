import { cardReference, column, day } from '@takings/fields';
import { z } from 'zod';
import type { StepDefinition } from '../definition';

const card = column('the reference of a stored card, at most 64 printable signs, or nothing for no card', cardReference);

/** How it is paid. Only a reference of a stored card ever comes here, never a card's number. */
export const payment: StepDefinition = {
  id: 'payment',
  title: 'Payment',
  requires: ['customer'],
  uses: { customer: ['company_number'] },
  answers: z.strictObject({
    card_ref: z.preprocess((raw) => (raw === '' || raw === null ? undefined : raw), card.optional()),
    due_on: column('a day of the calendar written YYYY-MM-DD, from 1900 on', day),
  }),
  fields: [
    {
      name: 'card_ref',
      label: 'Stored card',
      kind: 'card-reference',
      optional: true,
      hint: 'Its reference, never its number; nothing for no card',
    },
    { name: 'due_on', label: 'To be invoiced from', kind: 'date' },
  ],
};
