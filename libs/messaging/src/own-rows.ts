import type { DataSource, EntityMetadata, ObjectLiteral } from 'typeorm';
import { texts, uuids } from './pg-arrays';

type Column = EntityMetadata['columns'][number];

/** A row of the stage's own, with the id of the fact it is due to. */
export interface OwnRow {
  readonly cause: string;
  readonly row: ObjectLiteral;
}
export interface OwnChange {
  readonly cause: string;
  readonly key: ObjectLiteral;
  readonly change: ObjectLiteral;
}

/** One table's new rows of the whole batch, as a part of its statement; only of facts that are new (`seen`). Adds to `values`. */
export function newRows(db: DataSource, { tableName, columns }: EntityMetadata, all: readonly OwnRow[], values: unknown[]): string {
  // A column that no row sets keeps the table's default.
  const used = columns.filter((column) => all.some(({ row }) => column.getEntityValue(row) !== undefined));
  const given = arraysOf(db, used, all, values);
  const names = used.map(nameOf);
  return `"${tableName}_rows_${values.length}" as (insert into "${tableName}" (${names}) select ${names.map((name) => `x.${name}`)}
    from ${given} join seen on seen.id = x.cause)`;
}

/** The changes of one shape, to rows of one table. */
export function changedRows(db: DataSource, { tableName, columns }: EntityMetadata, all: readonly OwnChange[], values: unknown[]): string {
  const rows = all.map(({ cause, key, change }) => ({ cause, row: { ...key, ...change } }));
  const of = (some: ObjectLiteral) => columns.filter((column) => column.propertyName in some);
  const [keys, changed] = [of(all[0]!.key), of(all[0]!.change)];
  const given = arraysOf(db, [...keys, ...changed], rows, values);
  return `"${tableName}_changes_${values.length}" as (update "${tableName}" t set ${changed.map((column) => `${nameOf(column)} = x.${nameOf(column)}`)}
    from ${given} join seen on seen.id = x.cause where ${keys.map((column) => `t.${nameOf(column)} = x.${nameOf(column)}`).join(' and ')})`;
}

/** The rows as a table `x`, given as one array for each column. */
function arraysOf(db: DataSource, columns: readonly Column[], all: readonly OwnRow[], values: unknown[]): string {
  const start = values.push(uuids(all.map(({ cause }) => cause)));
  const types = columns.map((column) => db.driver.normalizeType(column));
  for (const [i, column] of columns.entries()) {
    const cells = all.map(({ row }) => column.getEntityValue(row, true) ?? null);
    const type = types[i]!;
    values.push(type === 'text' ? texts(cells) : /^jsonb?$/.test(type) ? cells.map((cell) => JSON.stringify(cell)) : cells);
  }
  const arrays = types.map((type, i) => `$${start + 1 + i}::${type}[]`);
  return `unnest(${[`$${start}::uuid[]`, ...arrays]}) x(${['cause', ...columns.map(nameOf)]})`;
}

const nameOf = ({ databaseName }: Column) => `"${databaseName}"`;
