/** @servers any: only the small broker keeps a journal of ours. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConfirmChannel, connect } from 'amqplib';
import { Broker, type BrokerOptions } from '../broker';
import { drain, eventually, next } from '../contract/broker-under-test';
import { FolderLock } from './folder-lock';

let folder: string;
let broker: Broker | undefined;
let log: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'amqp-journal-'));
  log = [];
});
afterEach(async () => {
  await broker?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: Partial<BrokerOptions> = {}): Promise<ConfirmChannel> {
  broker = await Broker.start({ port: 0, dataDir: folder, log: (line) => log.push(line), ...options });
  return channelTo(broker.port);
}
async function restart(options: Partial<BrokerOptions> = {}): Promise<ConfirmChannel> {
  await broker?.close();
  return start(options);
}
async function channelTo(port: number): Promise<ConfirmChannel> {
  const connection = await connect(`amqp://guest:guest@127.0.0.1:${port}`, { noDelay: true });
  connection.on('error', () => undefined);
  const channel = await connection.createConfirmChannel();
  channel.on('error', () => undefined);
  return channel;
}
const say = async (channel: ConfirmChannel, queue: string, text: string, options = {}) => {
  channel.sendToQueue(queue, Buffer.from(text), { persistent: true, ...options });
  await channel.waitForConfirms();
};
const journalFiles = () =>
  readdirSync(folder)
    .filter((file) => file.startsWith('journal-'))
    .sort();
const newestFile = () => join(folder, journalFiles().at(-1) as string);
const totalBytes = () => journalFiles().reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);

it('finds durable queues, exchanges, bindings and persistent messages again, and nothing else', async () => {
  let channel = await start();
  await channel.assertExchange('bills', 'topic', { durable: true });
  await channel.assertExchange('brief', 'topic', { durable: false });
  await channel.assertQueue('kept', { durable: true, messageTtl: 60_000 });
  await channel.assertQueue('dropped', { durable: false });
  await channel.bindQueue('kept', 'bills', 'bill.#');
  await say(channel, 'kept', 'persistent', { headers: { n: 1 } });
  await say(channel, 'kept', 'transient', { persistent: false });
  channel = await restart();
  channel.publish('bills', 'bill.due', Buffer.from('routed'), { persistent: true });
  await channel.waitForConfirms();
  await channel.assertQueue('kept', { durable: true, messageTtl: 60_000 });
  const first = await next(channel, 'kept');
  expect([first.content.toString(), first.properties.headers]).toEqual(['persistent', { n: 1 }]);
  expect(await drain(channel, 'kept')).toEqual(['routed']);
  await expect(channel.checkQueue('dropped')).rejects.toThrow('NOT_FOUND');
});

it('keeps every message of a quorum queue, and how often it came back', async () => {
  let channel = await start();
  await channel.assertQueue('q', { durable: true, arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': 5 } });
  await say(channel, 'q', 'not marked persistent', { persistent: false });
  const message = await channel.get('q');
  if (message) channel.nack(message, false, true);
  await channel.checkQueue('q');
  channel = await restart();
  expect((await next(channel, 'q')).properties.headers).toMatchObject({ 'x-delivery-count': 1 });
});

it('forgets what was acked, purged or deleted', async () => {
  let channel = await start();
  for (const queue of ['acked', 'purged', 'deleted']) {
    await channel.assertQueue(queue, { durable: true });
    await say(channel, queue, queue);
  }
  await channel.get('acked', { noAck: true });
  await channel.purgeQueue('purged');
  await channel.deleteQueue('deleted');
  await channel.assertQueue('deleted', { durable: true });
  channel = await restart();
  for (const queue of ['acked', 'purged', 'deleted']) expect(await drain(channel, queue)).toEqual([]);
});

it('gives back what was unacked, in order, as possibly delivered before', async () => {
  let channel = await start();
  await channel.assertQueue('q', { durable: true });
  for (const text of ['a', 'b', 'c']) await say(channel, 'q', text);
  await channel.get('q');
  channel = await restart();
  const first = await next(channel, 'q');
  expect([first.content.toString(), first.fields.redelivered]).toEqual(['a', true]);
  expect(await drain(channel, 'q')).toEqual(['b', 'c']);
});

it('goes on counting a time to live over a restart', async () => {
  let channel = await start();
  await channel.assertQueue('work', { durable: true });
  await channel.assertQueue('delay', { durable: true, messageTtl: 300, deadLetterExchange: '', deadLetterRoutingKey: 'work' });
  const sentAt = Date.now();
  await say(channel, 'delay', 'later');
  channel = await restart();
  await next(channel, 'work');
  const waitedMs = Date.now() - sentAt;
  expect(waitedMs).toBeGreaterThanOrEqual(295);
});

it('drops a record that a kill cut off, and keeps all before it', async () => {
  let channel = await start();
  await channel.assertQueue('q', { durable: true });
  await say(channel, 'q', 'whole');
  await say(channel, 'q', 'torn');
  await broker?.close();
  truncateSync(newestFile(), statSync(newestFile()).size - 3);
  channel = await start();
  expect(await drain(channel, 'q')).toEqual(['whole']);
  expect(log.join()).toContain('ended within a record');
});

it('drops noise at the end of the journal', async () => {
  let channel = await start();
  await channel.assertQueue('q', { durable: true });
  await say(channel, 'q', 'whole');
  await broker?.close();
  appendFileSync(newestFile(), Buffer.alloc(1000, 7));
  channel = await start();
  expect(await drain(channel, 'q')).toEqual(['whole']);
});

it('does not start on a journal that is damaged in the middle, and says where', async () => {
  const channel = await start({ segmentBytes: 2000 });
  await channel.assertQueue('q', { durable: true });
  for (let n = 0; n < 5; n++) await say(channel, 'q', 'x'.repeat(1000));
  await broker?.close();
  const oldest = join(folder, journalFiles()[0] as string);
  const bytes = readFileSync(oldest);
  bytes.writeUInt8(bytes.readUInt8(200) ^ 255, 200);
  writeFileSync(oldest, bytes);
  broker = undefined;
  await expect(Broker.start({ port: 0, dataDir: folder })).rejects.toThrow(/is damaged at byte \d+ of \d+/);
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});

it('takes the folder of a broker that was killed, though nobody has collected its process yet', () => {
  const { pid } = spawn('true');
  const stat = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  // Node collects a child that has ended from its event loop, which does not turn before this test is over.
  for (const giveUpAt = Date.now() + 10_000; stat()[0] !== 'Z'; ) expect(Date.now()).toBeLessThan(giveUpAt);
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid, started: stat()[19] }));
  expect(() => FolderLock.take(folder).release()).not.toThrow();
});

it('lets one broker alone use a folder', async () => {
  await start();
  await expect(Broker.start({ port: 0, dataDir: folder })).rejects.toThrow(
    `The folder ${folder} is in use by another broker (process ${process.pid}). Stop that one first, or give this one a folder of its own.`,
  );
});

it('takes a folder whose owner died without giving it up', async () => {
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, started: '1' }));
  const channel = await start();
  await channel.assertQueue('q', { durable: true });
});

it('collects the oldest files while messages come and go, and keeps one that stays', async () => {
  const small = { segmentBytes: 20_000, garbageBytes: 50_000 };
  let channel = await start(small);
  await channel.assertQueue('q', { durable: true });
  await channel.assertQueue('stays', { durable: true });
  await say(channel, 'stays', 'through all of it');
  for (let round = 0; round < 50; round++) {
    await say(channel, 'q', 'x'.repeat(5000));
    await channel.get('q', { noAck: true });
  }
  await say(channel, 'q', 'last');
  expect(totalBytes()).toBeLessThan(120_000);
  channel = await restart(small);
  expect(await drain(channel, 'stays')).toEqual(['through all of it']);
  expect(await drain(channel, 'q')).toEqual(['last']);
});

it('reads back from disk what it does not hold in memory', async () => {
  const channel = await start({ residentBytes: 1000 });
  await channel.assertQueue('q', { durable: true });
  const texts = Array.from({ length: 50 }, (_, n) => `${n} ${'x'.repeat(200)}`);
  for (const text of texts) channel.sendToQueue('q', Buffer.from(text), { persistent: true, headers: { n: text.length } });
  await channel.waitForConfirms();
  expect((await next(channel, 'q')).properties.headers).toEqual({ n: 202 });
  expect(await drain(channel, 'q')).toEqual(texts.slice(1));
});

describe('as a process of its own', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  async function startProcess(): Promise<{ child: ChildProcess; port: number }> {
    const child = fork(join(__dirname, '../main.ts'), {
      env: { BROKER_PORT: '0', BROKER_DATA_DIR: folder },
      execArgv: ['--conditions=@takings/source', '-r', '@swc-node/register'],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    children.push(child);
    child.stdout?.on('data', (chunk) => log.push(String(chunk)));
    const [{ listening }] = (await once(child, 'message')) as [{ listening: number }];
    return { child, port: listening };
  }

  it('has every confirmed message after each of several kill -9 under load', async () => {
    const confirmed = new Set<string>();
    for (let round = 0; round < 4; round++) {
      const { child, port } = await startProcess();
      const channel = await channelTo(port);
      await channel.assertQueue('q', { durable: true });
      const before = confirmed.size;
      const dead = once(child, 'exit');
      for (let n = 0; n < 20_000; n++) {
        const text = `${round}.${n}`;
        channel.sendToQueue('q', Buffer.from(text), { persistent: true }, (error) => {
          if (error) return;
          confirmed.add(text);
          if (confirmed.size === before + 1500 * (round + 1)) child.kill('SIGKILL');
        });
      }
      await dead;
      expect(confirmed.size).toBeGreaterThan(before);
    }
    const { child, port } = await startProcess();
    const found = new Set(await drainAll(await channelTo(port), 'q'));
    expect([...confirmed].filter((text) => !found.has(text))).toEqual([]);
    child.kill('SIGTERM');
    await once(child, 'exit');
  }, 60_000);

  it('writes what it has and ends with 0 on SIGTERM, and says on start what it is for', async () => {
    const { child, port } = await startProcess();
    const channel = await channelTo(port);
    await channel.assertQueue('q', { durable: true });
    await say(channel, 'q', 'kept');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(log.join('')).toMatch(/small AMQP 0-9-1 broker on 127\.0\.0\.1:\d+, keeps messages in .*For one machine without RabbitMQ/);
    expect(await drain(await start(), 'q')).toEqual(['kept']);
  });

  async function drainAll(channel: ConfirmChannel, queue: string): Promise<string[]> {
    const { messageCount } = await channel.checkQueue(queue);
    const texts: string[] = [];
    await channel.consume(queue, (message) => texts.push(String(message?.content)), { noAck: true });
    await eventually(() => expect(texts.length).toBe(messageCount), 20_000);
    return texts;
  }
});
