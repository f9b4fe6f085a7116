import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { History } from '../audit/history';
import { column, inCurrency, money, seenRevision } from '../validation/checks';
import { nameOf, notFloor } from '../validation/names';
import { isTimeZone } from './time-zone';

const fields = {
  name: notFloor(nameOf('the team')).describe('Its unique name'),
  display_name: nameOf('the team as boards show it').optional().describe('How boards call it; its name if not said'),
  time_zone: column('an IANA time zone such as Europe/London', isTimeZone).optional().describe('Where its day ends, an IANA time zone'),
  target: money.nullish().describe('Revenue to be reached in a day before VAT, a decimal in major units; null for none'),
  currency: column('the ISO 4217 code of a currency with two decimals such as GBP', inCurrency).nullish().describe('Of the target'),
  active: z.boolean().optional().describe('false once the team is closed'),
};

export const amount = z.object({ minor: z.int().describe('In minor units'), currency: z.string().describe('ISO 4217') });

const Team = z.object({
  teamId: z.uuid(),
  name: z.string(),
  displayName: z.string(),
  timeZone: z.string(),
  target: amount.nullable().describe('Revenue to be reached in a day'),
  active: z.boolean(),
  revision: z.int().positive(),
  consultants: z.int().nonnegative().describe('How many are in it now and have not left'),
  history: History,
});
export type TeamView = z.input<typeof Team>;

export class TeamDto extends createZodDto(Team) {}
export class TeamListDto extends createZodDto(z.object({ teams: z.array(Team) })) {}
export class NewTeamDto extends createZodDto(z.strictObject(fields).superRefine(targetHasCurrency)) {}
export class TeamChangeDto extends createZodDto(z.strictObject({ ...fields, name: fields.name.optional(), revision: seenRevision })) {}
export class TeamParams extends createZodDto(z.object({ id: z.uuid() })) {}

function targetHasCurrency({ target, currency }: { target?: number | null; currency?: string | null }, context: z.RefinementCtx) {
  if (target === undefined || target === null || currency) return;
  context.addIssue({ code: 'custom', path: ['currency'], message: 'is missing; expected the currency of the target, such as GBP' });
}
