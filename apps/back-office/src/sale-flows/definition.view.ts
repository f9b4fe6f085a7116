import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';

const step = z.object({ id: z.string(), title: z.string(), requires: z.array(z.string()) });

const Definition = z.object({
  version: z.int().positive(),
  says: z.string().describe('What is new in it'),
  state: z
    .enum(['current', 'kept', 'retired'])
    .describe('current: new sales are made by it; kept: open sales may be; retired: none ever again'),
  steps: z.array(step),
  lookUps: z.array(z.object({ id: z.string(), title: z.string(), source: z.string(), blocks: z.enum(['completion', 'nothing']) })),
  openSales: z.int().nonnegative(),
  retired: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
});
export type DefinitionView = z.input<typeof Definition>;
export class DefinitionDto extends createZodDto(Definition) {}
export class DefinitionListDto extends createZodDto(z.object({ definitions: z.array(Definition) })) {}
export class DefinitionParams extends createZodDto(z.object({ version: z.coerce.number().int().positive() })) {}

export class MoveInputDto extends createZodDto(
  z.strictObject({
    to: z.int().positive().optional().describe('The version to move the open sales to; the current one if not said'),
    dry_run: z.boolean().default(true).describe('true: only says what would become of each open sale'),
  }),
) {}

const count = (says: string) => z.int().nonnegative().describe(says);

const Moved = z.object({
  from: z.int(),
  to: z.int(),
  dryRun: z.boolean(),
  sales: count('Open sales that were, or would be, moved'),
  clean: count('Of them: nothing has to be confirmed'),
  reopening: count('Of them: at least one done step has to be confirmed or changed'),
  steps: z.array(z.object({ step: z.string(), title: z.string(), sales: count('Sales in which it is reopened') })),
  examples: z
    .array(
      z.object({
        flowId: z.uuid(),
        saleRef: z.string(),
        customerName: z.string().nullable(),
        owner: z.string(),
        reopens: z.array(z.string()).describe('Done steps that have to be confirmed or changed'),
        adds: z.array(z.string()).describe('New steps that come before something that was done'),
        drops: z.array(z.string()).describe('Steps that are no more; what was typed stays in the history'),
      }),
    )
    .describe('At most 200, those that reopen something first'),
});
export type MovedView = z.input<typeof Moved>;
export class MovedDto extends createZodDto(Moved) {}
