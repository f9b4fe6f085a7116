import { z } from 'zod';

/** What people did to one thing, the oldest first; made of the audit's rows about it. */
export const History = z
  .array(
    z.object({
      at: z.iso.datetime(),
      by: z.string().describe('Who did it'),
      what: z.string().describe('What was done'),
    }),
  )
  .describe('What people did to it, in the order they did it');

/** SQL: the history of what `id` (a uuid expression) names, as JSON. A decision says what was done in its detail's `what`. */
export const historyOf = (id: string) => `
  (select coalesce(jsonb_agg(jsonb_build_object(
     'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'by', a.actor, 'what', coalesce(a.detail ->> 'what', a.action)) order by a.id), '[]')
   from audit a where a.about = ${id}::text)`;
