import type { Step } from '@takings/contracts';
import type { Channel } from 'amqplib';

/** The one exchange through which facts travel, routed by type. */
export const FACTS = 'takings.facts';

export const waitingRoom = (delayMs: number) => `takings.retry.${delayMs}ms`;
export const deadQueueOf = (stage: string) => `${stage}.dead`;

const QUORUM = { 'x-queue-type': 'quorum' };
/** Both are needed: at-least-once without reject-publish is accepted by the broker and quietly means at-most-once. */
const KEEP_WHAT_DIES = { 'x-dead-letter-strategy': 'at-least-once', 'x-overflow': 'reject-publish' };
/** Counts every return, those of deploys too: generous, it only has to stop what kills its process. */
const DELIVERY_LIMIT = 50;
/** A dead letter is parked by us long before; a number must be given, since RabbitMQ 4 drops after 20 where none is. */
const DEAD_DELIVERY_LIMIT = 1000;

export interface Queue {
  readonly stage: string;
  readonly types: readonly string[];
}

/** All queues of the flow: a fact for a stage that is not deployed yet must find its queue. */
export const queuesOf = (flow: readonly Step[]): Queue[] =>
  flow.map(({ stage, takes }) => ({ stage, types: takes.map(({ type }) => type) }));

/** Declares everything that facts may need on their way. Arguments never change on a live queue: a new need is a new name. */
export async function declareTopology(channel: Channel, queues: readonly Queue[], delaysMs: readonly number[]): Promise<void> {
  await channel.assertExchange(FACTS, 'topic', { durable: true });
  await Promise.all(delaysMs.map((delayMs) => declareWaitingRoom(channel, delayMs)));
  await Promise.all(queues.map((queue) => declareStage(channel, queue)));
}

/** One queue per delay: a queue expires from its head only, so one long wait in front would hold back all shorter ones. */
async function declareWaitingRoom(channel: Channel, delayMs: number) {
  const name = waitingRoom(delayMs);
  await channel.assertExchange(name, 'fanout', { durable: true });
  // No dead-letter routing key: the message keeps its own, the queue of the stage that failed.
  await channel.assertQueue(name, {
    durable: true,
    arguments: { ...QUORUM, ...KEEP_WHAT_DIES, 'x-message-ttl': delayMs, 'x-dead-letter-exchange': '' },
  });
  await channel.bindQueue(name, name, '');
}

async function declareStage(channel: Channel, { stage, types }: Queue) {
  const dead = deadQueueOf(stage);
  await channel.assertQueue(dead, { durable: true, arguments: { ...QUORUM, 'x-delivery-limit': DEAD_DELIVERY_LIMIT } });
  await channel.assertQueue(stage, {
    durable: true,
    arguments: {
      ...QUORUM,
      ...KEEP_WHAT_DIES,
      'x-delivery-limit': DELIVERY_LIMIT,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': dead,
    },
  });
  await Promise.all(types.map((type) => channel.bindQueue(stage, FACTS, type)));
}
