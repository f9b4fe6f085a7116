import { Broker } from '@takings/amqp-broker';
import { flow } from '@takings/contracts';
import { deadQueueOf, declareTopology, queuesOf, waitingRoom } from '@takings/messaging';
import { connect } from 'amqplib';
import { ownVirtualHost } from './config';

/** Every delay that a test's RETRY_DELAYS_MS names, and those of the local start, in milliseconds. */
const DELAYS_MS = [50, 100, 200, 400, 500, 1000, 2000, 3000, 10_000, 30_000];

export interface TestBroker {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The small broker in this process; or, where one is given, RabbitMQ with the product's queues emptied, so that each test file starts
 * from nothing. A test with retry delays (in milliseconds) of its own gives them here.
 */
export async function testBroker(delaysMs: readonly number[] = DELAYS_MS): Promise<TestBroker> {
  const given = ownVirtualHost();
  if (given) {
    await emptyQueues(given, delaysMs);
    return { url: given, close: () => emptyQueues(given, delaysMs) };
  }
  const broker = await Broker.start({ port: 0 });
  return { url: `amqp://guest:guest@127.0.0.1:${broker.port}`, close: () => broker.close() };
}

/**
 * Not deleted: a hundred quorum queues take RabbitMQ seconds to make, and each file would make them again. Waiting rooms first: a message
 * of one test that waits there for a queue that is empty by then would be handed to the next test's.
 */
async function emptyQueues(url: string, delaysMs: readonly number[]) {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  // To ask for one that is not there costs the channel.
  await declareTopology(channel, queuesOf(flow), delaysMs);
  for (const delayMs of delaysMs) await channel.purgeQueue(waitingRoom(delayMs));
  for (const { stage } of flow) {
    await channel.purgeQueue(stage);
    await channel.purgeQueue(deadQueueOf(stage));
  }
  await connection.close();
}
