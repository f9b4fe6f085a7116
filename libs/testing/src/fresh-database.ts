import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { databaseServer } from './config';

export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

async function onServer(statement: string) {
  const client = new Client({ connectionString: databaseServer() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** An empty database of its own for one test file. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `takings_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name} template template0 encoding 'UTF8'`);
  const url = new URL(databaseServer());
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`drop database if exists ${name} with (force)`) };
}
