import { column, control, upTo, WITH_LINE_BREAKS } from '@takings/fields';
import { z } from 'zod';
import { Draft } from './drafts';

const commandId = z.uuid().describe('Made by whoever sends the command: the same id again changes nothing and is answered as before');
const seen = z.int().positive().describe('The version of the sale that was seen; 409 when somebody has decided something since');
const step = z.string().min(1).max(60).describe('The id of a step');
const lookUp = z.string().min(1).max(60).describe('The id of a look-up');
const words = (what: string) => column(`${what}, in 1 to 1,000 signs`, upTo(1000, WITH_LINE_BREAKS, control));
const why = words('why').describe('Why, for the audit');
const Given = Draft.describe('The fields of the step');

const command = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), command_id: commandId, ...shape });

/** What people may ask of a sale in progress. */
export const FlowCommand = z.discriminatedUnion('type', [
  command('draft', { step, draft: Draft, version: seen.optional() }),
  command('discard', { step }),
  command('answer', { step, answers: Given, version: seen }),
  command('confirm', { steps: z.array(step).min(1).max(50).describe('Reopened steps whose old answers are still right'), version: seen }),
  command('retry-look-up', { look_up: lookUp }),
  command('type-in', { look_up: lookUp, answer: Given.describe('What the source would have answered') }),
  command('reprice', { reason: why, version: seen }),
  command('change-seller', {
    consultant: z.string().min(1).max(100).describe('The name or the id of the consultant'),
    channel: z.enum(['online', 'offline']),
    version: seen,
  }),
  command('hand-over', {
    to: z.string().min(1).max(100).describe('The id of the person who goes on with it'),
    note: words('what they should know'),
  }),
  command('take-over', { reason: why }),
  command('continue', {}),
  command('abandon', { reason: why, version: seen }),
  command('complete', { version: seen }),
  command('take-back', { reason: why }),
]);
export type FlowCommand = z.output<typeof FlowCommand>;
export type FlowCommandInput = z.input<typeof FlowCommand>;
