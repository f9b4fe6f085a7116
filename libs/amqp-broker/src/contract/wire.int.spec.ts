import { once } from 'node:events';
import { connect as connectSocket, type Socket } from 'node:net';
import { connect } from 'amqplib';
import { givenBroker } from '@takings/testing/config';
import { BrokerUnderTest, eventually } from './broker-under-test';

let broker: BrokerUnderTest;
beforeAll(async () => void (broker = await BrokerUnderTest.start(givenBroker())));
afterAll(() => broker.stop());

const frame = (type: number, channel: number, payload: Buffer, end = 0xce) => {
  const head = Buffer.alloc(7);
  head.writeUInt8(type, 0);
  head.writeUInt16BE(channel, 1);
  head.writeUInt32BE(payload.length, 3);
  return Buffer.concat([head, payload, Buffer.from([end])]);
};
const method = (channel: number, classId: number, methodId: number, ...fields: Buffer[]) => {
  const id = Buffer.alloc(4);
  id.writeUInt16BE(classId, 0);
  id.writeUInt16BE(methodId, 2);
  return frame(1, channel, Buffer.concat([id, ...fields]));
};
const short = (text: string) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
const long = (text: string) => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(text.length);
  return Buffer.concat([size, Buffer.from(text)]);
};
const words = (...values: number[]) => Buffer.concat(values.map((value) => Buffer.from([value >> 8, value & 255])));
const protocol = Buffer.from('AMQP\0\0\x09\x01', 'latin1');

/** A client that speaks bytes. */
class RawClient {
  received = Buffer.alloc(0);
  readonly closed: Promise<unknown>;

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk) => (this.received = Buffer.concat([this.received, chunk])));
    socket.on('error', () => undefined);
    this.closed = new Promise((done) => socket.once('close', done));
  }

  static async open(): Promise<RawClient> {
    const socket = connectSocket(broker.port, '127.0.0.1');
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  /** Logs in with this heartbeat, and opens channel 1. */
  static async logIn(heartbeatSeconds = 0): Promise<RawClient> {
    const client = await RawClient.open();
    client.socket.write(protocol);
    await client.hears(10, 10);
    client.socket.write(method(0, 10, 11, long(''), short('PLAIN'), long('\0guest\0guest'), short('en_US')));
    await client.hears(10, 30);
    client.socket.write(method(0, 10, 31, words(2047, 2, 0, heartbeatSeconds)));
    client.socket.write(method(0, 10, 40, short('/'), short(''), Buffer.from([0])));
    await client.hears(10, 41);
    client.socket.write(method(1, 20, 10, short('')));
    await client.hears(20, 11);
    return client;
  }

  hears(classId: number, methodId: number): Promise<void> {
    return eventually(() => expect(this.received.includes(words(classId, methodId))).toBe(true));
  }

  /** The code with which the broker closed the connection. */
  async closeCode(): Promise<number> {
    await this.hears(10, 50);
    const at = this.received.indexOf(words(10, 50));
    return this.received.readUInt16BE(at + 4);
  }
}

it('answers a protocol it does not speak with the one it does, and hangs up', async () => {
  const client = await RawClient.open();
  client.socket.write('GET / HTTP/1.1\r\n\r\n');
  await client.closed;
  expect(client.received.equals(protocol)).toBe(true);
});

it.each<[string, Buffer, number]>([
  ['a frame without its end octet', frame(1, 1, Buffer.from([0, 60, 0, 10]), 0x00), 501],
  ['a frame larger than agreed', frame(3, 1, Buffer.alloc(200_000)), 501],
  ['a frame on a channel that is not open', method(9, 50, 10, words(0), short('q'), Buffer.from([0, 0, 0, 0, 0])), 504],
  ['a body that nobody announced', frame(3, 1, Buffer.from('surprise')), 505],
  [
    'a method where a content header is due',
    Buffer.concat([method(1, 60, 40, words(0), short(''), short('q'), Buffer.from([0])), method(1, 85, 10, Buffer.from([0]))]),
    505,
  ],
])('ends the connection on %s, and no other', async (_, bytes, code) => {
  const neighbour = await broker.channel();
  const queue = await broker.queue(neighbour);
  const client = await RawClient.logIn();
  client.socket.write(bytes);
  expect(await client.closeCode()).toBe(code);
  client.socket.write(method(0, 10, 51));
  await client.closed;
  expect((await neighbour.checkQueue(queue)).messageCount).toBe(0);
});

it.each<[string, Buffer]>([
  ['a method of no class', method(1, 999, 999)],
  ['a method cut off in its fields', method(1, 50, 10, words(0), Buffer.from([200, 65]))],
  ['a frame of no type', frame(77, 1, Buffer.from('?'))],
  ['nothing but noise', Buffer.alloc(4096, 0x5a)],
])('ends the connection on %s, and no other', async (_, bytes) => {
  const neighbour = await broker.channel();
  const queue = await broker.queue(neighbour);
  const client = await RawClient.logIn();
  client.socket.write(bytes);
  // RabbitMQ says why for some of these, and just hangs up on others.
  await Promise.race([client.closed, client.hears(10, 50).catch(() => undefined)]);
  client.socket.write(method(0, 10, 51));
  await client.closed;
  expect((await neighbour.checkQueue(queue)).messageCount).toBe(0);
});

it('takes frames in pieces of any size', async () => {
  const neighbour = await broker.confirmChannel();
  const queue = await broker.queue(neighbour);
  const client = await RawClient.logIn();
  const publish = Buffer.concat([
    method(1, 60, 40, words(0), short(''), short(queue), Buffer.from([0])),
    frame(2, 1, Buffer.concat([words(60, 0, 0, 0, 0, 5, 0)])),
    frame(3, 1, Buffer.from('hel')),
    frame(3, 1, Buffer.from('lo')),
  ]);
  for (const byte of publish) {
    client.socket.write(Buffer.from([byte]));
    await new Promise((sent) => setImmediate(sent));
  }
  await eventually(async () => expect(String(((await neighbour.get(queue, { noAck: true })) || undefined)?.content)).toBe('hello'));
  client.socket.destroy();
});

it('refuses a wrong password in words', async () => {
  const { port } = broker;
  await expect(connect(`amqp://guest:wrong@127.0.0.1:${port}`)).rejects.toThrow(
    'ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN',
  );
});

it('sends heartbeats, and drops a client that sends none', async () => {
  const client = await RawClient.logIn(1);
  const beat = Buffer.from([8, 0, 0, 0, 0, 0, 0, 0xce]);
  await eventually(() => expect(client.received.includes(beat)).toBe(true));
  await client.closed;
});

it('keeps a client that does nothing but beat', async () => {
  const [silent, beating] = [await RawClient.logIn(1), await RawClient.logIn(1)];
  const beat = setInterval(() => beating.socket.write(Buffer.from([8, 0, 0, 0, 0, 0, 0, 0xce])), 300);
  await silent.closed;
  expect(beating.socket.destroyed).toBe(false);
  clearInterval(beat);
  beating.socket.destroy();
});

it('serves the others while one client reads nothing, and gives them what it was not given', async () => {
  const channel = await broker.confirmChannel();
  const queue = await broker.queue(channel);
  const deaf = await RawClient.logIn();
  deaf.socket.write(method(1, 60, 20, words(0), short(queue), short('deaf'), Buffer.from([0]), long('')));
  await deaf.hears(60, 21);
  deaf.socket.pause();
  const body = Buffer.alloc(1_000_000);
  const count = 60;
  for (let n = 0; n < count; n++) channel.sendToQueue(queue, body);
  await channel.waitForConfirms();
  deaf.socket.destroy();
  let got = 0;
  await channel.consume(queue, () => got++, { noAck: true });
  await eventually(() => expect(got).toBe(count));
});
