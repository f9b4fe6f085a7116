import type { z } from 'zod';
import { shown } from '../charges/text-faults';

export interface Fault {
  readonly column: string;
  readonly reason: string;
}

/** The first column at fault and why; `what` is what was read, such as "a charge". */
export function firstFault({ issues }: z.ZodError, row: unknown, what: string, columns: Readonly<Record<string, z.ZodType>>): Fault {
  const [issue] = issues;
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return { column: key, reason: `${shown(key)} is no field of ${what}; expected only ${Object.keys(columns).join(', ')}` };
  }
  const column = String(issue?.path[0] ?? '');
  if (issue?.code !== 'invalid_type') return { column, reason: issue?.message ?? 'is not valid' };
  if (column === '') return { column, reason: `is not an object; expected ${what} with its fields` };
  const value = (row as Record<string, unknown>)[column];
  const expected = columns[column]?.description;
  return {
    column,
    reason: `${value === undefined || value === null ? 'is missing' : `is not text but ${typeof value}`}; expected ${expected}`,
  };
}
