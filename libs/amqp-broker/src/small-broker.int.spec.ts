/** @servers any: it is about the small broker alone. */
import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { type ChannelModel, type ConfirmChannel, connect } from 'amqplib';
import { Broker } from './broker';
import { eventually, next } from './contract/broker-under-test';

/** What this broker promises beyond what can be seen of RabbitMQ from outside. */
let broker: Broker;
let connection: ChannelModel;
let channel: ConfirmChannel;
beforeEach(async () => {
  broker = await Broker.start({ port: 0, writeBufferBytes: 200_000 });
  connection = await connect(`amqp://guest:guest@127.0.0.1:${broker.port}`, { noDelay: true });
  channel = await connection.createConfirmChannel();
});
afterEach(async () => {
  await connection.close().catch(() => undefined);
  await broker.close();
});

it('leaves in the queue what a client that does not read was not given', async () => {
  await channel.assertQueue('q');
  const deaf = await connect(`amqp://guest:guest@127.0.0.1:${broker.port}`);
  deaf.on('error', () => undefined);
  const consumer = await deaf.createChannel();
  await consumer.consume('q', () => undefined, { noAck: true });
  const { stream } = deaf.connection as unknown as {
    stream: { pause(): void; destroy(error: Error): void; removeAllListeners(event: string): void };
  };
  stream.removeAllListeners('readable');
  stream.pause();
  for (let n = 0; n < 100; n++) channel.sendToQueue('q', Buffer.alloc(1_000_000));
  await channel.waitForConfirms();
  expect((await channel.checkQueue('q')).messageCount).toBeGreaterThan(50);
  stream.destroy(new Error('enough'));
});

it('keeps an at-least-once dead letter until somebody takes it', async () => {
  const args = { 'x-queue-type': 'quorum', 'x-dead-letter-exchange': '', 'x-dead-letter-strategy': 'at-least-once' };
  await channel.assertQueue('delay', {
    arguments: { ...args, 'x-message-ttl': 10, 'x-overflow': 'reject-publish', 'x-dead-letter-routing-key': 'late' },
  });
  channel.sendToQueue('delay', Buffer.from('patient'), { persistent: true });
  await channel.waitForConfirms();
  await eventually(async () => expect((await channel.checkQueue('delay')).messageCount).toBe(0));
  await channel.assertQueue('late');
  expect((await next(channel, 'late')).content.toString()).toBe('patient');
});

it('has one user, whom the owner of the broker names', async () => {
  const own = await Broker.start({ port: 0, user: 'app', password: 'p/w' });
  await expect(connect(`amqp://guest:guest@127.0.0.1:${own.port}`)).rejects.toThrow('ACCESS_REFUSED');
  await (await connect(`amqp://app:p%2Fw@127.0.0.1:${own.port}`)).close();
  await own.close();
});

it('refuses priorities and single active consumers in plain words', async () => {
  channel.on('error', () => undefined);
  await expect(channel.assertQueue('p', { maxPriority: 5 })).rejects.toThrow(`this small broker has no 'x-max-priority'`);
});

it('does not wait for ever for a client that says nothing', async () => {
  const impatient = await Broker.start({ port: 0, handshakeSeconds: 0.05 });
  const socket = connectSocket(impatient.port, '127.0.0.1');
  await once(socket, 'close');
  await impatient.close();
});

it('tells its clients when it ends, and says that a port is taken', async () => {
  const told = new Promise<Error>((heard) => connection.once('error', heard));
  const closed = new Promise<Error>((heard) => connection.once('close', heard));
  await expect(Broker.start({ port: broker.port })).rejects.toThrow('EADDRINUSE');
  await broker.close();
  expect(String(await Promise.race([told, closed]))).toContain('CONNECTION_FORCED');
});
