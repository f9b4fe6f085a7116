import type { Channel, ConfirmChannel, ConsumeMessage } from 'amqplib';
import { givenBroker } from '@takings/testing/config';
import { BrokerUnderTest, closing, drain, eventually, next } from './broker-under-test';

let broker: BrokerUnderTest;
let publisher: ConfirmChannel;
beforeAll(async () => {
  broker = await BrokerUnderTest.start(givenBroker());
  publisher = await broker.confirmChannel();
});
afterAll(() => broker.stop());

/** Both queue types: they differ inside, not in what these tests ask. */
const types = [['classic'], ['quorum']] as const;
const queueOf = (type: string) => (type === 'quorum' ? broker.quorumQueue(publisher) : broker.queue(publisher));
const fill = async (queue: string, ...texts: string[]) => {
  for (const text of texts) publisher.sendToQueue(queue, Buffer.from(text), { persistent: true });
  await publisher.waitForConfirms();
};
const numbers = (count: number) => Array.from({ length: count }, (_, n) => String(n));

/** Collects deliveries without acking them. */
async function holding(queue: string, prefetch = 0, channel?: Channel): Promise<{ channel: Channel; held: ConsumeMessage[]; tag: string }> {
  const on = channel ?? (await broker.channel());
  const held: ConsumeMessage[] = [];
  if (prefetch > 0) await on.prefetch(prefetch);
  const { consumerTag: tag } = await on.consume(queue, (message) => message && held.push(message));
  return { channel: on, held, tag };
}
const texts = (messages: ConsumeMessage[]) => messages.map(({ content }) => content.toString());
const flags = (messages: ConsumeMessage[]) => messages.map(({ fields }) => fields.redelivered);

describe.each(types)('a %s queue', (type) => {
  it('delivers in order', async () => {
    const queue = await queueOf(type);
    await fill(queue, ...numbers(200));
    const { held } = await holding(queue);
    await eventually(() => expect(texts(held)).toEqual(numbers(200)));
    expect(new Set(flags(held))).toEqual(new Set([false]));
  });

  it('gives a consumer no more than its prefetch, and one more for each ack', async () => {
    const queue = await queueOf(type);
    await fill(queue, 'a', 'b', 'c', 'd');
    const { channel, held } = await holding(queue, 2);
    await eventually(() => expect(held).toHaveLength(2));
    expect((await channel.checkQueue(queue)).messageCount).toBe(2);
    channel.ack(held[0] as ConsumeMessage);
    await eventually(() => expect(texts(held)).toEqual(['a', 'b', 'c']));
    expect((await channel.checkQueue(queue)).messageCount).toBe(1);
  });

  it('gives back in order and flagged what a closed channel had not acked', async () => {
    const queue = await queueOf(type);
    await fill(queue, 'a', 'b', 'c', 'd', 'e');
    const { channel, held } = await holding(queue, 3);
    await eventually(() => expect(held).toHaveLength(3));
    channel.ack(held[1] as ConsumeMessage);
    await eventually(() => expect(held).toHaveLength(4));
    await channel.close();
    const again = await holding(queue);
    await eventually(() => expect(texts(again.held)).toEqual(['a', 'c', 'd', 'e']));
    expect(flags(again.held)).toEqual([true, true, true, false]);
  });

  it('gives back in order and flagged what a lost connection had not acked', async () => {
    const queue = await queueOf(type);
    await fill(queue, ...numbers(20));
    const connection = await broker.connection();
    const { held } = await holding(queue, 10, await broker.channel(connection));
    await eventually(() => expect(held).toHaveLength(10));
    (connection.connection as unknown as { stream: { destroy(error: Error): void } }).stream.destroy(new Error('the line is cut'));
    const again = await holding(queue);
    await eventually(() => expect(texts(again.held)).toEqual(numbers(20)));
    expect(flags(again.held)).toEqual(numbers(20).map((n) => Number(n) < 10));
  });

  it('delivers again what was given back with requeue, and drops it without', async () => {
    const queue = await queueOf(type);
    await fill(queue, 'a', 'b', 'c');
    const { channel, held } = await holding(queue, 3);
    await eventually(() => expect(held).toHaveLength(3));
    channel.nack(held[0] as ConsumeMessage, false, true);
    channel.reject(held[1] as ConsumeMessage, false);
    await eventually(() => expect(texts(held)).toEqual(['a', 'b', 'c', 'a']));
    expect(held[3]?.fields.redelivered).toBe(true);
    channel.reject(held[2] as ConsumeMessage, true);
    await eventually(() => expect(texts(held)).toEqual(['a', 'b', 'c', 'a', 'c']));
  });

  it('acks all up to a tag at once', async () => {
    const queue = await queueOf(type);
    await fill(queue, 'a', 'b', 'c');
    const { channel, held } = await holding(queue);
    await eventually(() => expect(held).toHaveLength(3));
    channel.ack(held[1] as ConsumeMessage, true);
    await channel.close();
    expect(texts([(await next(publisher, queue)) as unknown as ConsumeMessage])).toEqual(['c']);
    expect(await publisher.get(queue)).toBe(false);
  });

  it('acks or gives back everything with tag 0', async () => {
    const queue = await queueOf(type);
    await fill(queue, 'a', 'b');
    const { channel, held } = await holding(queue, 2);
    await eventually(() => expect(held).toHaveLength(2));
    channel.nackAll(true);
    await eventually(() => expect(texts(held)).toEqual(['a', 'b', 'a', 'b']));
    channel.ackAll();
    await channel.close();
    expect(await publisher.get(queue)).toBe(false);
  });

  it('takes back everything unacked on basic.recover', async () => {
    const queue = await queueOf(type);
    await fill(queue, 'a', 'b');
    const { channel, held } = await holding(queue);
    await eventually(() => expect(held).toHaveLength(2));
    await channel.recover();
    await eventually(() => expect(texts(held)).toEqual(['a', 'b', 'a', 'b']));
    expect(flags(held)).toEqual([false, false, true, true]);
  });

  it('leaves unacked messages with a channel whose consumer is cancelled', async () => {
    const queue = await queueOf(type);
    await fill(queue, 'a', 'b');
    const { channel, held, tag } = await holding(queue, 1);
    await eventually(() => expect(held).toHaveLength(1));
    await channel.cancel(tag);
    expect(await channel.checkQueue(queue)).toMatchObject({ messageCount: 1 });
    channel.ack(held[0] as ConsumeMessage);
    expect(await drain(channel, queue)).toEqual(['b']);
  });

  it('tells its consumers when it is deleted', async () => {
    const queue = await queueOf(type);
    const channel = await broker.channel();
    const cancelled = new Promise((told) => channel.consume(queue, told).then(() => publisher.deleteQueue(queue)));
    expect(await cancelled).toBeNull();
  });

  it('hands out single messages by basic.get, and says how many are left', async () => {
    const queue = await queueOf(type);
    await fill(queue, 'a', 'b', 'c');
    const channel = await broker.channel();
    const message = await eventually(async () => (await channel.get(queue)) || Promise.reject(new Error('empty')));
    expect(message.content.toString()).toBe('a');
    expect(message.fields).toMatchObject({ messageCount: 2, redelivered: false, routingKey: queue, exchange: '' });
    await channel.close();
    expect((await next(publisher, queue)).fields.redelivered).toBe(true);
  });
});

it('shares the work among consumers that are ready', async () => {
  const queue = await broker.queue(publisher);
  const all = await Promise.all([holding(queue, 3), holding(queue, 3)]);
  await fill(queue, ...numbers(6));
  await eventually(() => expect(all.map(({ held }) => held.length)).toEqual([3, 3]));
});

it('counts a global prefetch over all consumers of the channel', async () => {
  const [one, other] = [await broker.queue(publisher), await broker.queue(publisher)];
  const channel = await broker.channel();
  await channel.prefetch(3, true);
  const [a, b] = [await holding(one, 0, channel), await holding(other, 0, channel)];
  await fill(one, ...numbers(5));
  await fill(other, ...numbers(5));
  await eventually(() => expect(a.held.length + b.held.length).toBe(3));
  await channel.checkQueue(one);
  expect(a.held.length + b.held.length).toBe(3);
});

it('refuses a global prefetch on a quorum queue', async () => {
  const queue = await broker.quorumQueue(publisher);
  const connection = await broker.connection();
  const ended = closing(connection);
  const channel = await broker.channel(connection);
  await channel.prefetch(3, true);
  await expect(channel.consume(queue, () => undefined)).rejects.toThrow();
  expect((await ended).message).toContain(`NOT_IMPLEMENTED - queue '${queue}' in vhost '/' does not support global qos`);
});

it('needs no acks from a consumer that wants none', async () => {
  const queue = await broker.queue(publisher);
  const channel = await broker.channel();
  await channel.prefetch(1);
  const got: string[] = [];
  await channel.consume(queue, (message) => got.push(String(message?.content)), { noAck: true });
  await fill(queue, ...numbers(10));
  await eventually(() => expect(got).toEqual(numbers(10)));
  await channel.close();
  expect(await publisher.get(queue)).toBe(false);
});

it('lets one exclusive consumer in, and nobody beside it', async () => {
  const queue = await broker.queue(publisher);
  await (await broker.channel()).consume(queue, () => undefined, { exclusive: true });
  const other = await broker.channel();
  await expect(other.consume(queue, () => undefined)).rejects.toThrow(`ACCESS_REFUSED - queue '${queue}' in vhost '/' in exclusive use`);
});

it.each<[string, (channel: Channel) => void, number]>([
  ['an ack of a tag never given', (channel) => channel.ack({ fields: { deliveryTag: 7 } } as ConsumeMessage), 7],
  ['a multiple ack of a tag never given', (channel) => channel.ack({ fields: { deliveryTag: 7 } } as ConsumeMessage, true), 7],
  ['a reject of a tag never given', (channel) => channel.reject({ fields: { deliveryTag: 9 } } as ConsumeMessage), 9],
])('closes the channel with 406 on %s', async (_, act, tag) => {
  const channel = await broker.channel();
  const closed = closing(channel);
  act(channel);
  expect((await closed).message).toContain(`PRECONDITION_FAILED - unknown delivery tag ${tag}`);
});

it('closes the channel with 406 on a second ack, and gives back the rest', async () => {
  const queue = await broker.queue(publisher);
  await fill(queue, 'a', 'b');
  const { channel, held } = await holding(queue);
  await eventually(() => expect(held).toHaveLength(2));
  const closed = closing(channel);
  channel.ack(held[0] as ConsumeMessage);
  channel.ack(held[0] as ConsumeMessage);
  expect((await closed).code).toBe(406);
  expect((await next(publisher, queue)).content.toString()).toBe('b');
});

it('ends the connection on a consumer tag used twice', async () => {
  const connection = await broker.connection();
  const ended = closing(connection);
  const channel = await broker.channel(connection);
  const queue = await broker.queue(publisher);
  await channel.consume(queue, () => undefined, { consumerTag: 'twice' });
  await expect(channel.consume(queue, () => undefined, { consumerTag: 'twice' })).rejects.toThrow();
  expect((await ended).message).toContain(`NOT_ALLOWED - attempt to reuse consumer tag 'twice'`);
});
