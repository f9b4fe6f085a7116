import { z } from 'zod';
import { expectedWords } from './expected-words';

const wordsFor = (schema: z.ZodType, value: unknown) => schema.safeParse(value, { error: expectedWords }).error?.issues[0]?.message;

it.each([
  [z.object({ because: z.string() }), {}, 'is missing; expected text'],
  [z.object({ approve: z.boolean() }), { approve: 'yes' }, 'expected true or false'],
  [z.object({}), [], 'expected a JSON object'],
  [z.coerce.number().int(), 'x', 'expected a number'],
  [z.coerce.number().int(), '1.5', 'expected a whole number'],
  [z.number().min(1), 0, 'expected at least 1'],
  [z.string().max(3), 'long', 'expected at most 3 signs'],
  [z.enum(['open', 'settled', 'all']), 'shut', 'expected open, settled or all'],
  [z.uuid(), 'seven', 'expected a UUID such as 7d0c4c1e-58ee-4b07-9a0c-0f8a2b0f6a11'],
  [z.strictObject({}), { runon: 1 }, '"runon" is not known here'],
  [z.iso.date({ error: 'expected a day' }), 'x', 'expected a day'],
])('says what is expected (%#)', (schema, value, words) => expect(wordsFor(schema, value)).toBe(words));
