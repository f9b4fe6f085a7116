import type { ConfirmChannel } from 'amqplib';
import { givenBroker } from '@takings/testing/config';
import { BrokerUnderTest, drain, eventually, next } from './broker-under-test';

let broker: BrokerUnderTest;
let channel: ConfirmChannel;
beforeAll(async () => {
  broker = await BrokerUnderTest.start(givenBroker());
  channel = await broker.confirmChannel();
});
afterAll(() => broker.stop());

const say = async (queue: string, text: string, options = {}) => {
  channel.sendToQueue(queue, Buffer.from(text), options);
  await channel.waitForConfirms();
};
const gone = (queue: string) => eventually(async () => expect((await channel.checkQueue(queue)).messageCount).toBe(0));

it.each([
  ['the time to live of its queue', { messageTtl: 50 }, {}],
  ['its own expiration', {}, { expiration: '50' }],
  ['the shorter of the two', { messageTtl: 60_000 }, { expiration: '50' }],
])('throws a message away after %s', async (_, options, published) => {
  const queue = await broker.queue(channel, options);
  await say(queue, 'late', published);
  await gone(queue);
});

it('keeps messages without a limit', async () => {
  const [brief, lasting] = [await broker.queue(channel), await broker.queue(channel)];
  await say(lasting, 'stays');
  await say(brief, 'goes', { expiration: '50' });
  await gone(brief);
  expect(await drain(channel, lasting)).toEqual(['stays']);
});

it('delivers with a time to live of 0 only what somebody waits for', async () => {
  const queue = await broker.queue(channel, { messageTtl: 0 });
  await say(queue, 'nobody');
  await gone(queue);
  const got: string[] = [];
  await (await broker.channel()).consume(queue, (message) => got.push(String(message?.content)), { noAck: true });
  await say(queue, 'somebody');
  await eventually(() => expect(got).toEqual(['somebody']));
});

it('lets a message expire only at the head of its queue', async () => {
  const [queue, dead] = [await broker.queue(channel, { deadLetterExchange: '', deadLetterRoutingKey: broker.name() }), broker.name()];
  await broker.queue(channel, {}, dead);
  await say(queue, 'long', { expiration: '300' });
  await say(queue, 'short', { expiration: '1' });
  expect((await channel.checkQueue(queue)).messageCount).toBe(2);
  await gone(queue);
});

it('counts the time to live also for what came back', async () => {
  const queue = await broker.queue(channel, { messageTtl: 100 });
  await say(queue, 'late');
  const holder = await broker.channel();
  const message = await holder.get(queue);
  if (!message) throw new Error('expired too early');
  holder.nack(message, false, true);
  await gone(queue);
});

it('does not expire what a consumer holds', async () => {
  const [queue, other] = [await broker.queue(channel, { messageTtl: 50 }), await broker.queue(channel, { messageTtl: 100 })];
  await say(queue, 'held');
  const holder = await broker.channel();
  const message = await holder.get(queue);
  await say(other, 'clock');
  await gone(other);
  if (!message) throw new Error('expired too early');
  holder.ack(message);
  await holder.checkQueue(queue);
});

it('hands a message over before its time without a trace of it', async () => {
  const queue = await broker.queue(channel, { messageTtl: 60_000 });
  await say(queue, 'in time', { expiration: '50000' });
  expect((await next(channel, queue)).properties).toMatchObject({ expiration: '50000', headers: {} });
});
