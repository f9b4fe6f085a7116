import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { History } from '../audit/history';
import { seenRevision } from '../validation/checks';
import { nameOf } from '../validation/names';

const fields = {
  name: nameOf('the consultant').describe('The unique name, as boards show it'),
  team: nameOf('a team, or its id').describe('The name or the id of the team'),
  hidden_from_screens: z.boolean().optional().describe('true when screens must not show the name'),
  active: z.boolean().optional().describe('false once the consultant has left'),
};

const Consultant = z.object({
  consultantId: z.uuid(),
  name: z.string(),
  team: z
    .object({ teamId: z.uuid(), name: z.string() })
    .describe('Where the consultant is now; sales stay with the team they were made in'),
  hiddenFromScreens: z.boolean(),
  active: z.boolean(),
  revision: z.int().positive(),
  history: History,
});
export type ConsultantView = z.input<typeof Consultant>;

export class ConsultantDto extends createZodDto(Consultant) {}
export class ConsultantListDto extends createZodDto(z.object({ consultants: z.array(Consultant) })) {}
export class NewConsultantDto extends createZodDto(z.strictObject(fields)) {}
export class ConsultantChangeDto extends createZodDto(z.strictObject({ ...fields, revision: seenRevision }).partial()) {}
export class ConsultantParams extends createZodDto(z.object({ id: z.uuid() })) {}
export class ConsultantQuery extends createZodDto(
  z.strictObject({ team: fields.team.optional().describe('Only those of this team, by its name or id') }),
) {}
