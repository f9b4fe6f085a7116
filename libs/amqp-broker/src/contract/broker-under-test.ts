import { randomBytes } from 'node:crypto';
import { type Channel, type ChannelModel, type ConfirmChannel, connect, type GetMessage, type Options } from 'amqplib';
import { Broker } from '../broker';

const LOOK_EVERY_MS = 5;

/**
 * The broker that the contract is tried on: RabbitMQ where one is given, else the small broker in this process. RabbitMQ is right
 * by definition: what it does differently from this suite is a fault of the suite.
 */
export class BrokerUnderTest {
  private readonly connections = new Set<ChannelModel>();
  private shared: Promise<ChannelModel> | undefined;
  private readonly queues: string[] = [];
  private readonly exchanges: string[] = [];

  private constructor(
    readonly url: string,
    private readonly ours: Broker | undefined,
  ) {}

  static async start(given: string | undefined): Promise<BrokerUnderTest> {
    if (given) return new BrokerUnderTest(given, undefined);
    const broker = await Broker.start({ port: 0 });
    return new BrokerUnderTest(`amqp://guest:guest@127.0.0.1:${broker.port}`, broker);
  }

  get port(): number {
    return Number(new URL(this.url).port || 5672);
  }

  /** Ends after the test file, with every queue and exchange it made. */
  async stop(): Promise<void> {
    for (const connection of [...this.connections]) await connection.close().catch(() => undefined);
    const channel = await this.channel(await this.connection());
    for (const queue of this.queues) await channel.deleteQueue(queue);
    for (const exchange of this.exchanges) await channel.deleteExchange(exchange);
    for (const connection of [...this.connections]) await connection.close().catch(() => undefined);
    await this.ours?.close();
  }

  async connection(): Promise<ChannelModel> {
    const connection = await connect(this.url, { noDelay: true });
    connection.on('error', () => undefined);
    this.connections.add(connection);
    connection.on('close', () => this.connections.delete(connection));
    return connection;
  }

  /** On a connection that all tests of a file share, unless another is given. */
  async channel(connection?: ChannelModel): Promise<Channel> {
    return quiet(await (connection ?? (await this.own())).createChannel());
  }

  async confirmChannel(connection?: ChannelModel): Promise<ConfirmChannel> {
    return quiet(await (connection ?? (await this.own())).createConfirmChannel());
  }

  private own(): Promise<ChannelModel> {
    this.shared ??= this.connection();
    return this.shared;
  }

  name(): string {
    return `contract.${randomBytes(9).toString('base64url')}`;
  }

  async queue(channel: Channel, options: Options.AssertQueue = {}, name = this.name()): Promise<string> {
    await channel.assertQueue(name, options);
    this.queues.push(name);
    return name;
  }

  quorumQueue(channel: Channel, args: Record<string, unknown> = {}): Promise<string> {
    return this.queue(channel, { durable: true, arguments: { 'x-queue-type': 'quorum', ...args } });
  }

  async exchange(channel: Channel, type: string, options: Options.AssertExchange = { durable: false }): Promise<string> {
    const name = this.name();
    await channel.assertExchange(name, type, options);
    this.exchanges.push(name);
    return name;
  }
}

/** Without a listener an error on a channel would end the test process; the tests look at errors themselves. */
function quiet<C extends Channel>(channel: C): C {
  channel.on('error', () => undefined);
  return channel;
}

/** Resolves with the reason when the broker closes the channel or connection. */
export function closing(emitter: Channel | ChannelModel): Promise<{ code: number; message: string }> {
  return new Promise((closed) =>
    emitter.once('error', (error: Error & { code: number }) => closed({ code: error.code, message: error.message })),
  );
}

export async function eventually<T>(look: () => Promise<T> | T, withinMs = 8000): Promise<T> {
  for (const end = Date.now() + withinMs; ; ) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resume) => setTimeout(resume, LOOK_EVERY_MS));
    }
  }
}

/** The next message of the queue, taken with noAck. */
export function next(channel: Channel, queue: string): Promise<GetMessage> {
  return eventually(async () => {
    const message = await channel.get(queue, { noAck: true });
    if (!message) throw new Error(`nothing came to ${queue}`);
    return message;
  });
}

/** All bodies that wait in the queue. */
export async function drain(channel: Channel, queue: string): Promise<string[]> {
  const bodies: string[] = [];
  for (let message = await channel.get(queue, { noAck: true }); message; message = await channel.get(queue, { noAck: true })) {
    bodies.push(message.content.toString());
  }
  return bodies;
}

/** Settles everything the connection has sent so far: the answer to a later request comes after it. */
export async function settled(channel: Channel, queue: string): Promise<void> {
  await channel.checkQueue(queue);
}
