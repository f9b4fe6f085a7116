import type { Channel } from 'amqplib';
import { givenBroker } from '@takings/testing/config';
import { BrokerUnderTest, eventually } from './broker-under-test';

let broker: BrokerUnderTest;
let channel: Channel;
beforeAll(async () => void (broker = await BrokerUnderTest.start(givenBroker())));
beforeEach(async () => void (channel = await broker.channel()));
afterAll(() => broker.stop());

const quorum = (args: object = {}) => ({ durable: true, arguments: { 'x-queue-type': 'quorum', ...args } });
const classic = (args: object) => ({ durable: true, arguments: args as Record<string, unknown> });

it('gives a queue without a name one of its own', async () => {
  const { queue } = await channel.assertQueue('', { exclusive: true });
  expect(queue).toMatch(/^amq\.gen-/);
});

it('counts messages and consumers in the answer to a declaration', async () => {
  const queue = await broker.queue(channel);
  const publisher = await broker.confirmChannel();
  for (const text of ['a', 'b']) publisher.sendToQueue(queue, Buffer.from(text));
  await publisher.waitForConfirms();
  expect(await channel.assertQueue(queue)).toEqual({ queue, messageCount: 2, consumerCount: 0 });
  await channel.prefetch(1);
  await channel.consume(queue, () => undefined);
  expect(await channel.checkQueue(queue)).toEqual({ queue, messageCount: 1, consumerCount: 1 });
});

describe('declaring again', () => {
  it.each([
    ['another durability', { durable: false }, `inequivalent arg 'durable'`, `received 'false' but current is 'true'`],
    ['auto-delete', { autoDelete: true }, `inequivalent arg 'auto_delete'`, `received 'true' but current is 'false'`],
    ['another time to live', { messageTtl: 200_000 }, `inequivalent arg 'x-message-ttl'`, `received '200000' but current is '100000'`],
    [
      'no time to live',
      { messageTtl: undefined },
      `inequivalent arg 'x-message-ttl'`,
      `received none but current is the value '100000' of type 'signedint'`,
    ],
    ['a limit more', { maxLength: 7 }, `inequivalent arg 'x-max-length'`, `received the value '7' of type 'byte' but current is none`],
    [
      'another type',
      { arguments: { 'x-queue-type': 'quorum' } },
      `inequivalent arg 'x-queue-type'`,
      `received the value 'quorum' of type 'longstr' but current is none`,
    ],
  ])('with %s is refused with 406', async (_, change, text, detail) => {
    const queue = await broker.queue(channel, { durable: true, messageTtl: 100_000 });
    const refused = channel.assertQueue(queue, { durable: true, messageTtl: 100_000, ...change });
    await expect(refused).rejects.toThrow(`PRECONDITION_FAILED - ${text} for queue '${queue}' in vhost '/': ${detail}`);
  });

  it('with the same arguments, or with ones no broker knows, is accepted', async () => {
    const queue = await broker.queue(channel, { durable: true, messageTtl: 1000 });
    await channel.assertQueue(queue, { durable: true, messageTtl: 1000, arguments: { 'x-queue-type': 'classic' } });
    await channel.assertQueue(queue, { durable: true, messageTtl: 1000, arguments: { 'x-our-own': 1 } });
  });

  it.each([
    ['type', 'topic', {}, `received 'topic' but current is 'direct'`],
    ['durable', 'direct', { durable: true }, `received 'true' but current is 'false'`],
    ['internal', 'direct', { internal: true }, `received 'true' but current is 'false'`],
    ['alternate-exchange', 'direct', { alternateExchange: 'x' }, `received the value 'x' of type 'longstr' but current is none`],
  ])('an exchange with another %s is refused with 406', async (arg, type, change, detail) => {
    const exchange = await broker.exchange(channel, 'direct');
    const refused = channel.assertExchange(exchange, type, { durable: false, ...change });
    await expect(refused).rejects.toThrow(
      `PRECONDITION_FAILED - inequivalent arg '${arg}' for exchange '${exchange}' in vhost '/': ${detail}`,
    );
  });
});

it.each([
  ['an unknown queue type', classic({ 'x-queue-type': 'heap' }), `"unsupported queue type 'heap'"`],
  ['a negative time to live', classic({ 'x-message-ttl': -1 }), '{value_negative,-1}'],
  ['a time to live in words', classic({ 'x-message-ttl': 'soon' }), '"expected integer, got longstr"'],
  ['an unknown overflow', classic({ 'x-overflow': 'burst' }), 'invalid_overflow'],
  ['a dead-letter key without an exchange', classic({ 'x-dead-letter-routing-key': 'a' }), 'routing_key_but_no_dlx_defined'],
  [
    'a dead-letter exchange that is no name',
    classic({ 'x-dead-letter-exchange': 3 }),
    `invalid type 'byte' for arg 'x-dead-letter-exchange'`,
  ],
  ['a delivery limit on a classic queue', classic({ 'x-delivery-limit': 3 }), 'of queue type rabbit_classic_queue'],
  [
    'at-least-once dead-lettering on a classic queue',
    classic({ 'x-dead-letter-exchange': '', 'x-dead-letter-strategy': 'at-least-once' }),
    'of queue type rabbit_classic_queue',
  ],
  ['priorities on a quorum queue', quorum({ 'x-max-priority': 4 }), 'of queue type rabbit_quorum_queue'],
  ['a quorum queue that is not durable', { ...quorum(), durable: false }, `invalid property 'non-durable'`],
  ['an exclusive quorum queue', { ...quorum(), exclusive: true }, `invalid property 'exclusive-owner'`],
  ['an auto-delete quorum queue', { ...quorum(), autoDelete: true }, `invalid property 'auto-delete'`],
])('refuses %s with 406', async (_, options, text) => {
  const refused = channel.assertQueue(broker.name(), options);
  await expect(refused).rejects.toThrow('PRECONDITION_FAILED');
  await expect(refused).rejects.toThrow(text);
});

it('takes every argument of the delay queues of the product', async () => {
  await broker.quorumQueue(channel, {
    'x-message-ttl': 10_000,
    'x-dead-letter-exchange': '',
    'x-dead-letter-strategy': 'at-least-once',
    'x-overflow': 'reject-publish',
  });
});

describe('what is not there', () => {
  const missing = 'contract.never-declared';
  it.each<[string, (channel: Channel) => Promise<unknown>]>([
    ['a passive declaration of a queue', (on) => on.checkQueue(missing)],
    ['a passive declaration of an exchange', (on) => on.checkExchange(missing)],
    ['a purge', (on) => on.purgeQueue(missing)],
    ['a consumer', (on) => on.consume(missing, () => undefined)],
    ['a get', (on) => on.get(missing)],
    ['a binding of a queue', (on) => on.bindQueue(missing, 'amq.topic', 'a')],
  ])('is 404 for %s', async (_, ask) => {
    await expect(ask(channel)).rejects.toThrow(/404.*NOT_FOUND - no (queue|exchange) 'contract.never-declared' in vhost '\/'/);
  });

  it('is no error for a deletion or an unbinding', async () => {
    expect(await channel.deleteQueue(missing)).toEqual({ messageCount: 0 });
    await channel.deleteExchange(missing);
    await channel.unbindQueue(missing, 'amq.topic', 'a');
  });
});

it.each<[string, (channel: Channel) => Promise<unknown>, string]>([
  ['a queue of its own', (on) => on.assertQueue('amq.mine'), `queue name 'amq.mine' contains reserved prefix 'amq.*'`],
  ['an exchange of its own', (on) => on.assertExchange('amq.mine', 'direct'), `exchange name 'amq.mine' contains reserved prefix 'amq.*'`],
  [
    'to delete a predeclared exchange',
    (on) => on.deleteExchange('amq.direct'),
    `deletion of system exchange 'amq.direct' in vhost '/' not allowed`,
  ],
  ['to declare the default exchange', (on) => on.assertExchange('', 'direct'), 'operation not permitted on the default exchange'],
])('refuses a client that wants %s with 403', async (_, ask, text) => {
  await expect(ask(channel)).rejects.toThrow(`ACCESS_REFUSED - ${text}`);
});

it('refuses to bind to the default exchange', async () => {
  const queue = await broker.queue(channel);
  await expect(channel.bindQueue(queue, '', 'a')).rejects.toThrow('ACCESS_REFUSED - operation not permitted on the default exchange');
});

it('deletes only what is unused or empty when asked so', async () => {
  const queue = await broker.queue(channel);
  const exchange = await broker.exchange(channel, 'direct');
  await channel.bindQueue(queue, exchange, 'a');
  channel.sendToQueue(queue, Buffer.from('x'));
  await expect(channel.deleteQueue(queue, { ifEmpty: true })).rejects.toThrow(
    `PRECONDITION_FAILED - queue '${queue}' in vhost '/' not empty`,
  );
  const other = await broker.channel();
  await other.prefetch(1);
  await other.consume(queue, () => undefined);
  await expect(other.deleteQueue(queue, { ifUnused: true })).rejects.toThrow(`PRECONDITION_FAILED - queue '${queue}' in vhost '/' in use`);
  const third = await broker.channel();
  await expect(third.deleteExchange(exchange, { ifUnused: true })).rejects.toThrow(`exchange '${exchange}' in vhost '/' in use`);
});

it('gives the number of messages that a deletion or a purge threw away', async () => {
  const queue = await broker.queue(channel);
  for (const text of ['a', 'b', 'c']) channel.sendToQueue(queue, Buffer.from(text));
  expect(await channel.purgeQueue(queue)).toEqual({ messageCount: 3 });
  channel.sendToQueue(queue, Buffer.from('d'));
  expect(await channel.deleteQueue(queue)).toEqual({ messageCount: 1 });
});

describe('an exclusive queue', () => {
  it('is locked for every other connection, in every way', async () => {
    const queue = await broker.queue(channel, { exclusive: true, durable: false });
    const ways: ((on: Channel) => Promise<unknown>)[] = [
      (on) => on.checkQueue(queue),
      (on) => on.assertQueue(queue, { exclusive: true, durable: false }),
      (on) => on.consume(queue, () => undefined),
      (on) => on.deleteQueue(queue),
    ];
    const other = await broker.connection();
    for (const way of ways) {
      await expect(way(await broker.channel(other))).rejects.toThrow(
        `RESOURCE_LOCKED - cannot obtain exclusive access to locked queue '${queue}'`,
      );
    }
  });

  it('ends with its connection', async () => {
    const connection = await broker.connection();
    const queue = await broker.queue(await broker.channel(connection), { exclusive: true, durable: false });
    await connection.close();
    await eventually(async () => expect((await broker.channel()).checkQueue(queue)).rejects.toThrow('NOT_FOUND'));
  });
});

it('deletes an auto-delete queue with its last consumer, not before it had one', async () => {
  const queue = await broker.queue(channel, { autoDelete: true, durable: false });
  expect((await channel.checkQueue(queue)).consumerCount).toBe(0);
  const { consumerTag } = await channel.consume(queue, () => undefined);
  await channel.cancel(consumerTag);
  await eventually(async () => expect((await broker.channel()).checkQueue(queue)).rejects.toThrow('NOT_FOUND'));
});

it('deletes a queue that nobody used for its x-expires', async () => {
  const queue = await broker.queue(channel, { durable: false, expires: 50 });
  const asking = await broker.confirmChannel();
  let gone = false;
  asking.on('return', () => (gone = true));
  // Asked by a mandatory publish: to look at the queue would be to use it.
  await eventually(async () => {
    asking.publish('', queue, Buffer.from('x'), { mandatory: true });
    await asking.waitForConfirms();
    expect(gone).toBe(true);
  });
});

it('ends the connection on an exchange of an unknown type', async () => {
  const connection = await broker.connection();
  const on = await broker.channel(connection);
  const ended = new Promise<Error>((closed) => connection.once('error', closed));
  await expect(on.assertExchange(broker.name(), 'ring')).rejects.toThrow();
  expect((await ended).message).toContain(`COMMAND_INVALID - unknown exchange type 'ring'`);
});
