import type { Type } from '@nestjs/common';
import { Client } from 'pg';
import { DataSource, type DataSourceOptions, type MigrationInterface } from 'typeorm';

export interface SchemaOptions {
  /** Each app has a schema of its own in the one database: `payments-worker` writes `payments_worker` and nobody else does. */
  readonly app: string;
  readonly url: string;
  readonly entities: readonly Type[];
  /** In order of time; what has run is kept in the schema's own `migrations` table. */
  readonly migrations: readonly Type<MigrationInterface>[];
}

/** `payments-worker` has the schema `payments_worker`. */
export const schemaOf = (app: string) => app.replaceAll('-', '_');

export function dataSourceOptions({ app, url, entities, migrations }: SchemaOptions) {
  return {
    type: 'postgres',
    url,
    entities: [...entities],
    migrations: [...migrations],
    synchronize: false,
    applicationName: app,
    extra: { options: `-c search_path=${schemaOf(app)}`, keepAlive: true, connectionTimeoutMillis: 10_000 },
  } as const satisfies DataSourceOptions;
}

/** Creates the app's schema if need be and runs what migrations have not run. Replicas that start together wait for one another. */
export async function migrateSchema(options: SchemaOptions): Promise<void> {
  const client = new Client({ connectionString: options.url, application_name: `${options.app} migrations` });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [`takings migrations ${options.app}`]);
    await client.query(`create schema if not exists "${schemaOf(options.app)}"`);
    const source = await new DataSource({ ...dataSourceOptions(options), poolSize: 2 }).initialize();
    try {
      await source.runMigrations({ transaction: 'each' });
    } finally {
      await source.destroy();
    }
  } finally {
    await client.end();
  }
}
