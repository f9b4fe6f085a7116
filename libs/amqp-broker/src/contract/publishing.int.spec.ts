import type { ConfirmChannel } from 'amqplib';
import { givenBroker } from '@takings/testing/config';
import { BrokerUnderTest, closing, drain, eventually, next } from './broker-under-test';

let broker: BrokerUnderTest;
let channel: ConfirmChannel;
beforeAll(async () => void (broker = await BrokerUnderTest.start(givenBroker())));
beforeEach(async () => void (channel = await broker.confirmChannel()));
afterAll(() => broker.stop());

/** What the broker said, in order. */
function heard(on: ConfirmChannel): { events: string[]; publish(queue: string, text: string, options?: object): void } {
  const events: string[] = [];
  on.on('return', (message) => events.push(`returned ${message.content}`));
  return {
    events,
    publish: (queue, text, options) =>
      void on.publish('', queue, Buffer.from(text), options, (error) => events.push(`${error ? 'refused' : 'confirmed'} ${text}`)),
  };
}

it('confirms every publish once, in order', async () => {
  const queue = await broker.queue(channel);
  const { events, publish } = heard(channel);
  for (let n = 0; n < 1000; n++) publish(queue, String(n), { persistent: true });
  await channel.waitForConfirms();
  expect(events).toEqual(Array.from({ length: 1000 }, (_, n) => `confirmed ${n}`));
  expect((await channel.checkQueue(queue)).messageCount).toBe(1000);
});

it('returns a mandatory message that nobody takes before it confirms it', async () => {
  const queue = await broker.queue(channel);
  const { events, publish } = heard(channel);
  publish(queue, 'taken', { mandatory: true });
  publish(broker.name(), 'lost', { mandatory: true });
  publish(broker.name(), 'unasked');
  await channel.waitForConfirms();
  expect(events).toContain('confirmed unasked');
  expect(events.filter((event) => event.endsWith('lost'))).toEqual(['returned lost', 'confirmed lost']);
  expect(events).not.toContain('returned taken');
});

it('says with the returned message where it was meant to go', async () => {
  const exchange = await broker.exchange(channel, 'topic');
  const returned = new Promise<any>((back) => channel.once('return', back));
  channel.publish(exchange, 'no.body', Buffer.from('x'), { mandatory: true, messageId: 'm-1' });
  expect(await returned).toMatchObject({
    fields: { replyCode: 312, replyText: 'NO_ROUTE', exchange, routingKey: 'no.body' },
    properties: { messageId: 'm-1' },
  });
});

it('refuses with a nack what a full queue with reject-publish cannot take', async () => {
  const queue = await broker.queue(channel, { maxLength: 2, arguments: { 'x-overflow': 'reject-publish' } });
  const { events, publish } = heard(channel);
  for (const text of ['a', 'b', 'c', 'd']) publish(queue, text);
  await eventually(() => expect(events).toHaveLength(4));
  expect([...events].sort()).toEqual(['confirmed a', 'confirmed b', 'refused c', 'refused d']);
  expect(await drain(channel, queue)).toEqual(['a', 'b']);
});

it.each([0, 1, 100, 131_063, 131_064, 131_065, 3_000_000])('carries a body of %i bytes unchanged', async (size) => {
  const queue = await broker.queue(channel);
  const body = Buffer.alloc(size, 'abcdefghij');
  channel.sendToQueue(queue, body);
  expect((await next(channel, queue)).content.equals(body)).toBe(true);
});

it('cuts bodies to the frames that the client asked for', async () => {
  const connection = await (await import('amqplib')).connect(`${broker.url}?frameMax=4096`);
  const small = await connection.createConfirmChannel();
  const queue = await broker.queue(channel);
  const body = Buffer.alloc(100_000, 'frames');
  small.sendToQueue(queue, body);
  await small.waitForConfirms();
  expect((await next(small, queue)).content.equals(body)).toBe(true);
  await connection.close();
});

it('carries every property and every type of header unchanged', async () => {
  const queue = await broker.queue(channel);
  const headers = {
    text: 'Ünïcode ✓',
    empty: '',
    byte: 7,
    short: -1000,
    int: 70_000,
    long: 2 ** 40,
    double: 1.5,
    yes: true,
    nothing: null,
    list: [1, 'two', { three: 3 }],
    table: { inner: { deep: 'x' } },
    bytes: Buffer.from([0, 255]),
    at: { '!': 'timestamp', value: 1_763_700_000 },
  };
  const properties = {
    contentType: 'application/json',
    contentEncoding: 'utf-8',
    deliveryMode: 2,
    priority: 3,
    correlationId: 'c',
    replyTo: 'r',
    messageId: 'm',
    timestamp: 1_763_700_001,
    type: 't',
    userId: 'guest',
    appId: 'a',
  };
  channel.sendToQueue(queue, Buffer.from('x'), { ...properties, headers });
  const message = await next(channel, queue);
  expect(message.properties).toMatchObject(properties);
  expect(message.properties.headers).toEqual(headers);
});

it.each([
  ['to an exchange that is not there', { exchange: 'contract.never' }, `404.*NOT_FOUND - no exchange 'contract.never' in vhost '/'`],
  ['with an expiration in words', { options: { expiration: 'soon' } }, `406.*invalid expiration 'soon': no_integer`],
  ['with a negative expiration', { options: { expiration: '-5' } }, `406.*invalid expiration '-5': {value_negative,-5}`],
  ["in another user's name", { options: { userId: 'bob' } }, `406.*user_id property set to 'bob' but authenticated user was 'guest'`],
])(
  'closes the channel, and only it, on a publish %s',
  async (_, { exchange = '', options = {} }: { exchange?: string; options?: object }, text) => {
    const queue = await broker.queue(channel);
    const neighbour = await broker.channel();
    const closed = closing(channel);
    channel.publish(exchange, queue, Buffer.from('x'), options);
    expect((await closed).message).toMatch(new RegExp(text));
    expect((await neighbour.checkQueue(queue)).messageCount).toBe(0);
  },
);

it('drops what was sent after the mistake that closed the channel', async () => {
  const queue = await broker.queue(channel);
  const closed = closing(channel);
  channel.publish('contract.never', '', Buffer.from('wrong'));
  channel.sendToQueue(queue, Buffer.from('after'));
  await closed;
  expect((await (await broker.channel()).checkQueue(queue)).messageCount).toBe(0);
});

it('answers straight to the asker by direct reply-to', async () => {
  const questions = await broker.queue(channel);
  await channel.consume(questions, (question) => {
    channel.publish('', question?.properties.replyTo, Buffer.from(`re: ${question?.content}`), {
      correlationId: question?.properties.correlationId,
    });
  });
  const asker = await broker.channel();
  const answer = new Promise<any>((come) => asker.consume('amq.rabbitmq.reply-to', come, { noAck: true }));
  asker.sendToQueue(questions, Buffer.from('why?'), { replyTo: 'amq.rabbitmq.reply-to', correlationId: 'q-1' });
  expect(await answer).toMatchObject({ properties: { correlationId: 'q-1' }, content: Buffer.from('re: why?') });
});
