import type { AmqpConnection } from '@golevelup/nestjs-rabbitmq';
import type { ConfirmChannel, Options } from 'amqplib';
import { Counter } from 'prom-client';
import { SteadyChannel } from './steady-channel';
import { declareTopology, FACTS, type Queue, waitingRoom } from './topology';

export interface OutboxRow {
  readonly id: string;
  readonly type: string;
  /** Set when the fact goes back to one stage only, as a released one does. */
  readonly queue: string | null;
  /** A CloudEvent, or several in the batch format, as JSON in UTF-8. */
  readonly body: Buffer;
}

const MOST_IN_FLIGHT = 5000;
const MOST_BYTES_IN_FLIGHT = 64 * 1024 * 1024;
const LOOK_EVERY_MS = 10;
const ONE = 'application/cloudevents+json';
const BATCH = 'application/cloudevents-batch+json';
const OPENS_BATCH = '['.charCodeAt(0);
const messages = new Counter({
  name: 'takings_messages_published_total',
  help: 'Messages handed to the broker, by what became of them',
  labelNames: ['outcome'],
});
const published = { confirmed: messages.labels('confirmed'), unroutable: messages.labels('unroutable'), unsent: messages.labels('unsent') };

/** Sends facts and sorts what came of them: confirmed, unroutable, or unsent (the channel died first). The outbox rows stay until told. */
export class Publisher {
  readonly inFlight = new Set<string>();
  private bytesInFlight = 0;
  private closed = false;
  confirmed: string[] = [];
  unroutable: string[] = [];
  unsent: string[] = [];
  private readonly returned = new Set<string>();
  private readonly channel: SteadyChannel;
  private waitingForRoom: (() => void)[] = [];

  constructor(amqp: AmqpConnection, queues: readonly Queue[], delaysMs: readonly number[]) {
    this.channel = new SteadyChannel(amqp, 'publish', async (channel: ConfirmChannel) => {
      await declareTopology(channel, queues, delaysMs);
      // The broker sends basic.return before the basic.ack of the same message, so the ack finds it here.
      channel.on('return', (message) => this.returned.add(message.properties.messageId as string));
    });
  }

  get ready() {
    return this.channel.current !== undefined;
  }

  /** A stage takes nothing before facts can leave: what it could not give or set aside would come back at once. False when it was closed first. */
  async whenReady(): Promise<boolean> {
    while (!this.ready && !this.closed) await new Promise((resume) => setTimeout(resume, LOOK_EVERY_MS));
    return this.ready;
  }

  /** Slows down whoever gives facts when the broker does not confirm, instead of filling memory. */
  async room(): Promise<void> {
    if (!this.hasRoom) await new Promise<void>((go) => this.waitingForRoom.push(go));
  }

  private get hasRoom() {
    return this.inFlight.size < MOST_IN_FLIGHT && this.bytesInFlight < MOST_BYTES_IN_FLIGHT;
  }

  /** Each row is a message; what became of it shows in `confirmed`, `unroutable` or `unsent`. */
  send(rows: readonly OutboxRow[]) {
    for (const row of rows) this.sendOne(row);
  }

  private sendOne({ id, type, queue, body }: OutboxRow) {
    this.inFlight.add(id);
    this.bytesInFlight += body.length;
    const settled = (error?: unknown) => {
      const outcome = error ? 'unsent' : this.returned.delete(id) ? 'unroutable' : 'confirmed';
      published[outcome].inc();
      this.inFlight.delete(id);
      this[outcome].push(id);
      this.bytesInFlight -= body.length;
      if (this.hasRoom) for (const go of this.waitingForRoom.splice(0)) go();
    };
    const [exchange, key] = queue === null ? [FACTS, type] : ['', queue];
    this.publish(exchange, key, body, { messageId: id, contentType: body[0] === OPENS_BATCH ? BATCH : ONE }, settled);
  }

  /** To one stage's queue by way of a waiting room. Resolves when the broker has it. */
  sendLater(delayMs: number, queue: string, content: Buffer, headers: Record<string, unknown>, messageId: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.publish(waitingRoom(delayMs), queue, content, { messageId, headers, contentType: ONE }, (error) => {
        const unroutable = this.returned.delete(messageId);
        if (error || unroutable) reject(error ?? new Error(`the waiting room of ${delayMs} ms is missing`));
        else resolve();
      });
    });
  }

  private publish(exchange: string, key: string, content: Buffer, options: Options.Publish, settled: (error?: unknown) => void) {
    const channel = this.channel.current;
    if (!channel) return settled(new Error('no channel to the broker'));
    try {
      channel.publish(exchange, key, content, { persistent: true, mandatory: true, ...options }, (error) => settled(error));
    } catch (error) {
      settled(error); // the channel was closed in this turn
    }
  }

  async close() {
    this.closed = true;
    for (const go of this.waitingForRoom.splice(0)) go();
    await this.channel.close();
  }
}
