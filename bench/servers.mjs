import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { connect } from 'amqplib';
import pg from 'pg';

const { flow } = createRequire(import.meta.url)('@takings/contracts');

const QUEUES = flow.flatMap(({ stage }) => [stage, `${stage}.dead`]);

/** A database of the bench's own on the server of DATABASE_URL, whose user must be allowed to create one. */
export async function ownDatabase(serverUrl) {
  const name = `takings_bench_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, `create database ${name} template template0 encoding 'UTF8'`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(serverUrl, `drop database if exists ${name} with (force)`) };
}

async function onServer(connectionString, statement) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The queues have the product's names: where anybody takes from them, or anything waits in them, it is not the bench's to delete. */
export async function emptyQueues(url) {
  const connection = await connect(url);
  try {
    for (const queue of QUEUES) await mustBeIdle(connection, queue);
    await deleteAll(connection);
  } finally {
    await connection.close();
  }
  return { drop: () => deleteQueues(url) };
}

async function deleteQueues(url) {
  const connection = await connect(url);
  await deleteAll(connection);
  await connection.close();
}

async function deleteAll(connection) {
  const channel = await connection.createChannel();
  for (const queue of QUEUES) await channel.deleteQueue(queue);
  await channel.close();
}

async function mustBeIdle(connection, queue) {
  const channel = await connection.createChannel();
  channel.on('error', () => undefined); // a queue that is not there closes the channel
  const found = await channel.checkQueue(queue).catch(() => undefined);
  if (!found) return;
  await channel.close();
  if (found.consumerCount + found.messageCount === 0) return;
  throw new Error(`The queue ${queue} is in use on the server of AMQP_URL; give the bench a virtual host of its own.`);
}
