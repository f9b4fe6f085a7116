import { Injectable } from '@nestjs/common';
import { DatabaseError, type Pool, types } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';

/** Whatever runs SQL: the pool, or one transaction. */
export interface Sql {
  rows<Row>(text: string, values?: unknown[]): Promise<Row[]>;
}

/** Another transaction was first; with its rows in sight the work is decided anew. */
export class Outrun extends Error {
  override readonly name = 'Outrun';
}

const UNIQUE_VIOLATION = '23505';
const WORTH_ANOTHER_TRY = new Set([UNIQUE_VIOLATION, '40001', '40P01']);
const MAX_TRIES = 4;

/** bigint arrives as a number (all amounts are safe integers) and a date as `YYYY-MM-DD`, because a calendar day has no time zone. */
const typeParsers = {
  getTypeParser: ((oid: number, format?: never) => {
    if (oid === types.builtins.INT8) return Number;
    if (oid === types.builtins.DATE) return String;
    return types.getTypeParser(oid, format);
  }) as typeof types.getTypeParser,
};

interface Queryable {
  query(query: { text: string; values?: unknown[]; types: typeof typeParsers }): Promise<{ rows: unknown[] }>;
}

const sqlOf = (queryable: Queryable): Sql => ({
  async rows<Row>(text: string, values?: unknown[]) {
    const { rows } = await queryable.query({ text, values, types: typeParsers });
    return rows as Row[];
  },
});

/**
 * Plain SQL on the app's pool. The stand-ins write sets of rows and stream books, which reads better as SQL than as entities.
 * The pool is TypeORM's own, so that connections are counted once.
 */
@Injectable()
export class Database implements Sql {
  private readonly pool: Pool;
  readonly rows: Sql['rows'];

  constructor(source: DataSource) {
    this.pool = (source.driver as PostgresDriver).master;
    this.rows = sqlOf(this.pool).rows;
  }

  /**
   * Runs `work` in one transaction and commits. A deadlock, or a unique row that somebody else wrote first, rolls back and decides anew;
   * `work` must therefore have no effect outside the database.
   */
  async transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt === MAX_TRIES || !isWorthAnotherTry(error)) throw error;
      }
    }
  }

  private async once<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const result = await work(sqlOf(client));
      await client.query('commit');
      client.release();
      return result;
    } catch (error) {
      // A connection on which even the rollback fails is not given back to the pool.
      await client.query('rollback').then(
        () => client.release(),
        (broken: Error) => client.release(broken),
      );
      throw error;
    }
  }
}

function isWorthAnotherTry(error: unknown): boolean {
  return error instanceof Outrun || (error instanceof DatabaseError && WORTH_ANOTHER_TRY.has(error.code ?? ''));
}
