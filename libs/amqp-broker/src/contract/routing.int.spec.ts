import type { Channel } from 'amqplib';
import { givenBroker } from '@takings/testing/config';
import { BrokerUnderTest, drain, eventually } from './broker-under-test';

let broker: BrokerUnderTest;
let channel: Channel;
beforeAll(async () => {
  broker = await BrokerUnderTest.start(givenBroker());
  channel = await broker.confirmChannel();
});
afterAll(() => broker.stop());

const say = async (exchange: string, routingKey: string, text: string, headers = {}) => {
  channel.publish(exchange, routingKey, Buffer.from(text), { headers });
  await (channel as import('amqplib').ConfirmChannel).waitForConfirms();
};
const bound = async (exchange: string, pattern: string, args = {}) => {
  const queue = await broker.queue(channel);
  await channel.bindQueue(queue, exchange, pattern, args);
  return queue;
};

it('routes by the whole key in a direct exchange', async () => {
  const exchange = await broker.exchange(channel, 'direct');
  const queue = await bound(exchange, 'a.b');
  await say(exchange, 'a.b', 'yes');
  await say(exchange, 'a', 'no');
  await say(exchange, 'a.b.c', 'no');
  expect(await drain(channel, queue)).toEqual(['yes']);
});

it('copies to every queue of a fanout exchange, whatever the key', async () => {
  const exchange = await broker.exchange(channel, 'fanout');
  const [one, other] = [await bound(exchange, ''), await bound(exchange, 'x')];
  await say(exchange, 'anything', 'all');
  expect([await drain(channel, one), await drain(channel, other)]).toEqual([['all'], ['all']]);
});

it.each([
  ['sale.*', ['sale.made'], ['sale', 'sale.made.late', 'sales.made']],
  ['sale.#', ['sale', 'sale.made', 'sale.made.late'], ['sales', 'a.sale']],
  ['#', ['', 'a', 'a.b.c'], []],
  ['*', ['a'], ['', 'a.b']],
  ['#.made', ['made', 'sale.made', 'a.b.made'], ['made.sale', 'sale.made.x']],
  ['a.#.z', ['a.z', 'a.b.z', 'a.b.c.z'], ['a', 'z', 'a.b']],
  ['*.#', ['a', 'a.b'], ['']],
  ['a..b', ['a..b'], ['a.b', 'a.x.b']],
  ['#.*.#', ['a', 'a.b'], ['']],
])('matches the topic pattern %s as RabbitMQ does', async (pattern, matching, others) => {
  const exchange = await broker.exchange(channel, 'topic');
  const queue = await bound(exchange, pattern);
  for (const key of [...matching, ...others]) await say(exchange, key, key);
  expect(await drain(channel, queue)).toEqual(matching);
});

it('gives a queue one copy however many of its bindings match', async () => {
  const exchange = await broker.exchange(channel, 'topic');
  const queue = await bound(exchange, 'a.*');
  await channel.bindQueue(queue, exchange, '#');
  await say(exchange, 'a.b', 'once');
  expect(await drain(channel, queue)).toEqual(['once']);
});

it('matches all or any of the headers in a headers exchange', async () => {
  const exchange = await broker.exchange(channel, 'headers');
  const all = await bound(exchange, '', { 'x-match': 'all', kind: 'bill', size: 3 });
  const any = await bound(exchange, '', { 'x-match': 'any', kind: 'bill', size: 3 });
  await say(exchange, '', 'both', { kind: 'bill', size: 3 });
  await say(exchange, '', 'one', { kind: 'bill', size: 4 });
  await say(exchange, '', 'none', { kind: 'note' });
  expect([await drain(channel, all), await drain(channel, any)]).toEqual([['both'], ['both', 'one']]);
});

it('routes by queue name in the default exchange', async () => {
  const queue = await broker.queue(channel);
  await say('', queue, 'direct');
  expect(await drain(channel, queue)).toEqual(['direct']);
});

it.each(['amq.direct', 'amq.topic', 'amq.fanout'])('has %s from the start', async (exchange) => {
  const queue = await broker.queue(channel);
  await channel.bindQueue(queue, exchange, queue);
  await say(exchange, queue, 'here');
  await channel.unbindQueue(queue, exchange, queue);
  expect(await drain(channel, queue)).toContain('here');
});

it('no longer routes what was unbound', async () => {
  const exchange = await broker.exchange(channel, 'topic');
  const queue = await bound(exchange, 'a.*');
  await say(exchange, 'a.b', 'before');
  await channel.unbindQueue(queue, exchange, 'a.*');
  await say(exchange, 'a.b', 'after');
  expect(await drain(channel, queue)).toEqual(['before']);
});

it('routes on from exchange to exchange', async () => {
  const [outer, inner] = [await broker.exchange(channel, 'topic'), await broker.exchange(channel, 'fanout')];
  await channel.bindExchange(inner, outer, 'in.*');
  const queue = await bound(inner, '');
  await say(outer, 'in.x', 'through');
  await say(outer, 'out.x', 'not');
  await channel.unbindExchange(inner, outer, 'in.*');
  await say(outer, 'in.x', 'unbound');
  expect(await drain(channel, queue)).toEqual(['through']);
});

it('gives what nobody takes to the alternate exchange', async () => {
  const rest = await broker.exchange(channel, 'fanout');
  const exchange = await broker.exchange(channel, 'direct', { durable: false, alternateExchange: rest });
  const [known, unknown] = [await bound(exchange, 'known'), await bound(rest, '')];
  await say(exchange, 'known', 'a');
  await say(exchange, 'unknown', 'b');
  expect([await drain(channel, known), await drain(channel, unknown)]).toEqual([['a'], ['b']]);
});

it('deletes an auto-delete exchange with its last binding', async () => {
  const exchange = await broker.exchange(channel, 'fanout', { durable: false, autoDelete: true });
  const queue = await bound(exchange, '');
  await channel.unbindQueue(queue, exchange, '');
  const other = await broker.channel();
  await eventually(() => expect(other.checkExchange(exchange)).rejects.toThrow('NOT_FOUND'));
});
