import type { Type } from '@nestjs/common';
import { MAY_USE, type Person, type Role } from '@takings/runtime/http';
import type { z } from 'zod';
import type { Cell } from '../csv/csv-lines';

/** A list that can be taken away: its own query, page after page, and what stands in each column. */
export interface ExportList<Asked = any, Row = any> {
  /** Whose rule says who may see it. */
  readonly shownBy: Type<{ list: unknown }>;
  /** What the list can be asked for, without its pages. */
  readonly filters: z.ZodType<Asked>;
  readonly page: (
    asked: Asked,
    after: string | undefined,
    limit: number,
    person: Person,
  ) => Promise<{ readonly rows: readonly Row[]; readonly next: string | null }>;
  /** How many rows there are just now, for the progress; left out where that costs as much as the list. */
  readonly count?: (asked: Asked) => Promise<number>;
  readonly columns: Readonly<Record<string, (row: Row) => Cell>>;
}

/** Keeps what its parts say of each other. */
export const listOf = <Asked, Row>(list: ExportList<Asked, Row>): ExportList => list;

/** Who may see the list of a controller: by the rule of its `list`, else by its own. */
export const mayUse = (controller: Type<{ list: unknown }>): readonly Role[] =>
  (Reflect.getMetadata(MAY_USE, controller.prototype.list) ?? Reflect.getMetadata(MAY_USE, controller)) as readonly Role[];
