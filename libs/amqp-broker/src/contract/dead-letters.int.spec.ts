import type { ConfirmChannel, GetMessage } from 'amqplib';
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
const take = (queue: string) => eventually(async () => (await channel.get(queue)) || Promise.reject(new Error(`nothing came to ${queue}`)));
const deaths = (message: GetMessage) => message.properties.headers?.['x-death'] ?? [];

it('passes on what is rejected, with where and why it died', async () => {
  const exchange = await broker.exchange(channel, 'topic');
  const [queue, dead] = [await broker.queue(channel, { deadLetterExchange: exchange }), await broker.queue(channel)];
  await channel.bindQueue(dead, exchange, '#');
  await say(queue, 'bad', { headers: { ours: 1 }, messageId: 'm' });
  channel.reject(await take(queue), false);
  const letter = await next(channel, dead);
  expect(letter.fields).toMatchObject({ exchange, routingKey: queue, redelivered: false });
  expect(letter.properties).toMatchObject({ messageId: 'm' });
  expect(letter.properties.headers).toEqual({
    ours: 1,
    'x-death': [
      {
        count: 1,
        reason: 'rejected',
        queue,
        exchange: '',
        'routing-keys': [queue],
        time: { '!': 'timestamp', value: expect.closeTo(Date.now() / 1000, -1) },
      },
    ],
    'x-first-death-reason': 'rejected',
    'x-first-death-queue': queue,
    'x-first-death-exchange': '',
  });
});

it('takes the expiration off a dead letter, and notes it', async () => {
  const dead = await broker.queue(channel);
  const queue = await broker.queue(channel, { deadLetterExchange: '', deadLetterRoutingKey: dead });
  await say(queue, 'late', { expiration: '20' });
  const letter = await next(channel, dead);
  expect(letter.properties.expiration).toBeUndefined();
  expect(deaths(letter)[0]).toMatchObject({ reason: 'expired', 'original-expiration': '20', queue });
});

it('keeps the routing key with x-dead-letter-exchange alone: back to the queue of that name', async () => {
  const [work, delay] = [await broker.queue(channel), broker.name()];
  const fan = await broker.exchange(channel, 'fanout');
  await broker.queue(channel, { messageTtl: 20, deadLetterExchange: '' }, delay);
  await channel.bindQueue(delay, fan, '');
  channel.publish(fan, work, Buffer.from('again'), { headers: { attempt: 2 } });
  const back = await next(channel, work);
  expect(back.fields).toMatchObject({ exchange: '', routingKey: work });
  expect(back.properties.headers).toMatchObject({ attempt: 2 });
});

describe('three passes through the same delay queue', () => {
  it.each([
    ['come through when the client strips x-death, as ours does', true, [1, 1, 1]],
    ['come through and are counted when it keeps x-death', false, [1, 2, 3]],
  ])('%s', async (_, strip, counts) => {
    const work = await broker.queue(channel);
    const fan = await broker.exchange(channel, 'fanout');
    const delay = await broker.quorumQueue(channel, {
      'x-message-ttl': 20,
      'x-dead-letter-exchange': '',
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
    });
    await channel.bindQueue(delay, fan, '');
    const seen: (number | undefined)[] = [];
    let headers: Record<string, unknown> = {};
    for (let pass = 0; pass < 3; pass++) {
      channel.publish(fan, work, Buffer.from('again'), { headers });
      const back = await next(channel, work);
      seen.push(deaths(back)[0]?.count);
      headers = { ...back.properties.headers };
      if (strip) delete headers['x-death'];
    }
    expect(seen).toEqual(counts);
  });
});

it('drops what would go round in a circle that nobody rejects from', async () => {
  const queue = broker.name();
  await broker.queue(channel, { messageTtl: 20, deadLetterExchange: '', deadLetterRoutingKey: queue }, queue);
  await say(queue, 'round');
  await eventually(async () => expect((await channel.checkQueue(queue)).messageCount).toBe(0));
});

it('lets a circle go on in which a consumer rejected', async () => {
  const [work, delay] = [broker.name(), broker.name()];
  await broker.queue(channel, { deadLetterExchange: '', deadLetterRoutingKey: delay }, work);
  await broker.queue(channel, { messageTtl: 20, deadLetterExchange: '', deadLetterRoutingKey: work }, delay);
  await say(work, 'again');
  for (let pass = 1; pass <= 3; pass++) {
    const message = await take(work);
    expect(deaths(message).map((death: { reason: string; count: number }) => `${death.reason} ${death.count}`)).toEqual(
      pass === 1 ? [] : [`expired ${pass - 1}`, `rejected ${pass - 1}`],
    );
    channel.reject(message, false);
  }
  await next(channel, work);
});

it('drops the oldest of a queue that is too long, and passes it on', async () => {
  const dead = await broker.queue(channel);
  const queue = await broker.queue(channel, { maxLength: 2, deadLetterExchange: '', deadLetterRoutingKey: dead });
  for (const text of ['a', 'b', 'c']) await say(queue, text);
  const letter = await next(channel, dead);
  expect(letter.content.toString()).toBe('a');
  expect(deaths(letter)[0]).toMatchObject({ reason: 'maxlen' });
  expect(await drain(channel, queue)).toEqual(['b', 'c']);
});

it('throws away what is dead and has nowhere to go', async () => {
  const queue = await broker.queue(channel, { deadLetterExchange: 'contract.never' });
  await say(queue, 'x');
  channel.reject(await take(queue), false);
  expect((await channel.checkQueue(queue)).messageCount).toBe(0);
});

describe('x-delivery-limit', () => {
  it('counts what came back, tells the count, and buries one that came back more often than the limit', async () => {
    const dead = await broker.queue(channel);
    const queue = await broker.quorumQueue(channel, {
      'x-delivery-limit': 2,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': dead,
    });
    await say(queue, 'poison', { persistent: true });
    const counts: unknown[] = [];
    for (let n = 0; n < 3; n++) {
      const message = await take(queue);
      counts.push([message.fields.redelivered, message.properties.headers?.['x-delivery-count']]);
      channel.nack(message, false, true);
    }
    expect(counts).toEqual([
      [false, 0],
      [true, 1],
      [true, 2],
    ]);
    const letter = await next(channel, dead);
    expect(deaths(letter)[0]).toMatchObject({ reason: 'delivery_limit', count: 1, queue });
  });

  it('counts a closed channel too', async () => {
    const dead = await broker.queue(channel);
    const queue = await broker.quorumQueue(channel, {
      'x-delivery-limit': 1,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': dead,
    });
    await say(queue, 'crashes its consumer', { persistent: true });
    for (let n = 0; n < 2; n++) {
      const holder = await broker.channel();
      await eventually(async () => (await holder.get(queue)) || Promise.reject(new Error('not there')));
      await holder.close();
    }
    expect(deaths(await next(channel, dead))[0]).toMatchObject({ reason: 'delivery_limit' });
  });
});

it('tells a consumer of a quorum queue the count only of what came back', async () => {
  const queue = await broker.quorumQueue(channel);
  const headers: unknown[] = [];
  const consumer = await broker.channel();
  await consumer.consume(queue, (message) => {
    if (!message) return;
    headers.push(message.properties.headers);
    if (headers.length < 3) consumer.nack(message);
  });
  await say(queue, 'again', { persistent: true });
  await eventually(() => expect(headers).toEqual([{}, { 'x-delivery-count': 1 }, { 'x-delivery-count': 2 }]));
});
