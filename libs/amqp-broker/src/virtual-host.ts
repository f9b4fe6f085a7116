import { type Durability, InMemory } from './durability';
import { restoreDefinitions, writeDefinitions } from './journal/definitions';
import { Journal, type JournalOptions } from './journal/journal';
import type { Recovered } from './journal/recovery';
import { deadLetter } from './queue/dead-letter';
import { type Content, type Entry, type Envelope, Message } from './queue/message';
import type { DeathReason, Queue, QueueHost } from './queue/queue';
import type { Exchange } from './routing/exchange';
import { Topology } from './routing/topology';
import type { Properties } from './wire/methods';

export interface Publication {
  exchange: Exchange;
  routingKey: string;
  properties: Properties;
  content: Content;
  expirationMs: number | undefined;
}

export type PublishOutcome = 'routed' | 'unroutable' | 'refused';

/** Messages on their way: from publishers into queues, and out of them as dead letters. */
export class VirtualHost implements QueueHost {
  readonly topology: Topology;
  readonly durability: Durability;
  private nextMessageId = 1;

  /** Opens what keeps the messages, and puts back what it kept. */
  constructor(dataDir: string | undefined, options: Omit<JournalOptions, 'folder'>) {
    this.topology = new Topology(this, () => this.durability.definitionsChanged());
    if (dataDir === undefined) {
      this.durability = new InMemory();
      return;
    }
    const { journal, recovered } = Journal.open({ ...options, folder: dataDir }, () => writeDefinitions(this.topology));
    this.durability = journal;
    this.restore(journal, recovered);
  }

  nowMs(): number {
    return Date.now();
  }

  async close(): Promise<void> {
    for (const queue of this.topology.queues.values()) queue.stop();
    await this.durability.close();
  }

  /** `refused` when any of the queues is full and rejects: then none gets the message, so that a resend does not double it. */
  publish(publication: Publication): PublishOutcome {
    const { exchange, routingKey, properties } = publication;
    const queues = this.topology.route(exchange, routingKey, () => properties.headers ?? {});
    if (queues.length === 0) return 'unroutable';
    if (queues.some((queue) => queue.full)) return 'refused';
    const { content, expirationMs } = publication;
    this.enqueue(queues, { exchange: exchange.name, routingKey, persistent: properties.deliveryMode === 2, expirationMs }, content);
    return 'routed';
  }

  deadLetter(entry: Entry, reason: DeathReason): boolean {
    const { message, queue } = entry;
    const { deadLetterExchange, deadLetterRoutingKey, deadLetterAtLeastOnce } = queue.traits.arguments;
    if (deadLetterExchange !== undefined) {
      const passedOn = this.passOn(entry, reason, deadLetterExchange, deadLetterRoutingKey ?? message.envelope.routingKey);
      if (!passedOn && deadLetterAtLeastOnce) return false;
    }
    // After the copy, so that a crash between the two doubles the message rather than losing it.
    this.forget(entry);
    return true;
  }

  forget(entry: Entry): void {
    this.durability.forget(entry);
  }

  returned(entry: Entry): void {
    this.durability.returned(entry);
  }

  queueUnused(queue: Queue): void {
    this.topology.deleteQueue(queue);
  }

  private restore(journal: Journal, { definitions, messages, lastMessageId }: Recovered): void {
    if (definitions) restoreDefinitions(this.topology, definitions);
    this.nextMessageId = lastMessageId + 1;
    const numbered = new Map([...this.topology.queues.values()].map((queue) => [queue.number, queue]));
    const inOrder = [...messages.values()].sort((one, other) => one.message.id - other.message.id);
    for (const { message, holders } of inOrder) {
      const entries = [...holders.values()].flatMap(({ queue: number, returns }) => {
        const queue = numbered.get(number);
        // Nobody knows whether it had been delivered when the broker died: "redelivered" means that it may have been.
        return queue ? [{ ...queue.entryFor(message), returns, redelivered: true }] : [];
      });
      journal.restored(message, entries);
      for (const entry of entries) entry.queue.restore(entry);
    }
    for (const queue of numbered.values()) queue.pump();
  }

  private passOn({ message, queue }: Entry, reason: DeathReason, exchangeName: string, routingKey: string): boolean {
    const exchange = this.topology.exchanges.get(exchangeName);
    if (!exchange) return false;
    const letter = deadLetter({ message, queue }, reason, this.nowMs());
    const targets = this.topology.route(exchange, routingKey, () => letter.headers);
    if (targets.length === 0) return false;
    const safe = targets.filter((target) => !letter.circlesBackTo(target.name));
    const { persistent } = message.envelope;
    if (safe.length > 0) this.enqueue(safe, { exchange: exchangeName, routingKey, persistent, expirationMs: undefined }, letter.content);
    return true;
  }

  private enqueue(queues: Queue[], envelope: Omit<Envelope, 'id' | 'publishedAtMs'>, content: Content): void {
    const message = new Message({ ...envelope, id: this.nextMessageId++, publishedAtMs: this.nowMs() }, content);
    const entries = queues.map((queue) => queue.entryFor(message));
    this.durability.keep(message, entries);
    for (const entry of entries) entry.queue.push(entry);
  }
}
