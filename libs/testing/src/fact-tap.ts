import { type CloudEvent, type Given } from '@takings/contracts';
import { type ChannelModel, connect, type ConfirmChannel } from 'amqplib';
import { v7 as uuidv7 } from 'uuid';

const FACTS = 'takings.facts';

/** Hears every fact that is published, and publishes facts as another app would. */
export class FactTap {
  readonly heard: CloudEvent[] = [];

  private constructor(
    private readonly connection: ChannelModel,
    private readonly channel: ConfirmChannel,
  ) {}

  static async on(url: string): Promise<FactTap> {
    const connection = await connect(url);
    const channel = await connection.createConfirmChannel();
    const tap = new FactTap(connection, channel);
    await channel.assertExchange(FACTS, 'topic', { durable: true });
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, FACTS, '#');
    await channel.consume(queue, (message) => message && tap.hear(message.content), { noAck: true });
    return tap;
  }

  /** Facts that `cause` led to, one entry for each id: a published copy is no second fact. */
  causedBy({ id }: Pick<CloudEvent, 'id'>): CloudEvent[] {
    const all = this.heard.filter(({ causationid }) => causationid === id);
    return [...new Map(all.map((event) => [event.id, event])).values()];
  }

  eventOf({ type, subject, data, correlation }: Given, id = uuidv7()): CloudEvent {
    return {
      specversion: '1.0',
      id,
      source: 'test',
      type,
      subject,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      correlationid: correlation ?? subject,
      data,
    };
  }

  async publish(event: CloudEvent): Promise<void> {
    await this.send(FACTS, event.type, JSON.stringify(event), event.id);
  }

  /** Straight to one stage's queue: the way of a message that nobody should have sent. */
  async sendToStage(stage: string, body: string): Promise<void> {
    await this.send('', stage, body, uuidv7());
  }

  async close() {
    await this.connection.close();
  }

  private async send(exchange: string, key: string, body: string, messageId: string) {
    this.channel.publish(exchange, key, Buffer.from(body), { persistent: true, messageId });
    await this.channel.waitForConfirms();
  }

  private hear(content: Buffer) {
    const parsed = JSON.parse(content.toString()) as CloudEvent | CloudEvent[];
    this.heard.push(...(Array.isArray(parsed) ? parsed : [parsed]));
  }
}
