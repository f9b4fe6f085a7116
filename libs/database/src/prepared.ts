import type { DataSource, EntityManager } from 'typeorm';

export interface Statement {
  /** Under which a connection keeps it prepared: from the second time on it is neither parsed nor planned. */
  readonly name?: string;
  readonly text: string;
  readonly values: unknown[];
}

/** node-postgres itself, since TypeORM's `query` cannot name a statement. */
export interface Client {
  query<Row>(statement: Statement): Promise<{ rows: Row[] }>;
}

/** Any connection; each statement is a transaction of its own. */
export const poolOf = (db: DataSource): Client => (db.driver as unknown as { master: Client }).master;

/** The connection of an open transaction. */
export const clientOf = async (manager: EntityManager): Promise<Client> => (await manager.queryRunner!.connect()) as Client;

/**
 * A statement of the transaction's that each connection parses and plans once: planning one of many parts takes longer than running it.
 * `name` is unique within the app.
 */
export const prepared =
  <Row>(name: string, text: string) =>
  async (db: EntityManager, values: unknown[]): Promise<Row[]> =>
    (await (await clientOf(db)).query<Row>({ name, text, values })).rows;
