import { randomBytes } from 'node:crypto';
import { encodeProperties } from '../wire/codec';
import type { Content, Entry } from '../queue/message';
import type { Queue } from '../queue/queue';
import type { VirtualHost } from '../virtual-host';
import { type ContentHeader, decodeProperties } from '../wire/codec';
import { channelError, connectionError } from '../wire/errors';
import type { ServerMethods, Table } from '../wire/methods';
import { Confirms } from './confirms';
import type { Connection } from './connection';
import { IncomingContent, type Publish, publishTo, requireOwnUserId } from './publishing';
import { REPLY_QUEUE } from './reply-to';
import { Subscription, type SubscriptionTraits } from './subscription';
import { type Delivery, Unacked } from './unacked';

/** One channel: what it consumes, what it holds unacked, what it publishes. */
export class Channel {
  closed = false;
  /** The queue that an empty name means: the one declared last on this channel. */
  lastQueue = '';
  /** For consumers to come, and for the channel as a whole; 0 for any number. */
  prefetch = { perConsumer: 0, perChannel: 0 };
  confirms: Confirms | undefined;
  readonly content = new IncomingContent();
  private readonly subscriptions = new Map<string, Subscription>();
  private readonly unacked = new Unacked();
  private replies: { address: string; consumerTag: string } | undefined;
  private lastDeliveryTag = 0;

  constructor(
    readonly connection: Connection,
    readonly number: number,
    readonly host: VirtualHost,
  ) {}

  send<Name extends keyof ServerMethods>(name: Name, fields: ServerMethods[Name]): void {
    this.connection.send(this.number, name, fields);
  }

  queue(name: string): Queue {
    const wanted = name || this.lastQueue;
    if (wanted === '') throw channelError('notFound', 'no previously declared queue');
    return this.host.topology.queue(wanted, this.connection);
  }

  takesDeliveries(noAck: boolean): boolean {
    if (this.closed || this.connection.congested) return false;
    return noAck || this.prefetch.perChannel === 0 || this.unacked.size < this.prefetch.perChannel;
  }

  consume(queue: Queue, wantedTag: string, traits: SubscriptionTraits): Subscription {
    const tag = this.newConsumerTag(wantedTag);
    if (queue.inExclusiveUse || (traits.exclusive && queue.consumers.length > 0)) {
      throw channelError('accessRefused', `queue '${queue.name}' in vhost '/' in exclusive use`);
    }
    if (queue.traits.arguments.quorum && this.prefetch.perChannel > 0) {
      throw connectionError('notImplemented', `queue '${queue.name}' in vhost '/' does not support global qos`);
    }
    const subscription = new Subscription(tag, queue, this, traits);
    this.subscriptions.set(tag, subscription);
    return subscription;
  }

  consumeReplies(wantedTag: string, noAck: boolean): string {
    if (!noAck) throw channelError('preconditionFailed', 'reply consumer cannot acknowledge');
    if (this.replies) throw channelError('preconditionFailed', 'reply consumer already set');
    const consumerTag = this.newConsumerTag(wantedTag);
    this.replies = { address: this.connection.replyAddresses.open(this), consumerTag };
    return consumerTag;
  }

  cancel(tag: string): void {
    if (this.replies?.consumerTag === tag) this.closeReplies();
    const subscription = this.subscriptions.get(tag);
    this.subscriptions.delete(tag);
    subscription?.queue.removeConsumer(subscription);
  }

  subscriptionLost({ tag }: Subscription): void {
    this.subscriptions.delete(tag);
    if (this.connection.clientCan('consumer_cancel_notify')) this.send('BasicCancel', { consumerTag: tag, nowait: true });
  }

  deliver(subscription: Subscription, entry: Entry): void {
    const deliveryTag = this.handOut(entry, subscription.traits.noAck, subscription);
    const { exchange, routingKey } = entry.message.envelope;
    const method = { consumerTag: subscription.tag, deliveryTag, redelivered: entry.redelivered, exchange, routingKey };
    this.connection.sendContent(this.number, 'BasicDeliver', method, contentOf(entry, 'once it came back'));
  }

  get(queue: Queue, noAck: boolean): void {
    const entry = queue.get();
    if (!entry) return this.send('BasicGetEmpty', { clusterId: '' });
    const { exchange, routingKey } = entry.message.envelope;
    const deliveryTag = this.handOut(entry, noAck, undefined);
    const method = { deliveryTag, redelivered: entry.redelivered, exchange, routingKey, messageCount: queue.depth };
    this.connection.sendContent(this.number, 'BasicGetOk', method, contentOf(entry, 'always'));
  }

  deliverReply({ routingKey }: { routingKey: string }, content: Content): void {
    if (!this.replies || this.closed) return;
    const { consumerTag } = this.replies;
    const fields = { consumerTag, deliveryTag: ++this.lastDeliveryTag, redelivered: false, exchange: '', routingKey };
    this.connection.sendContent(this.number, 'BasicDeliver', fields, content);
  }

  ack(tag: number, multiple: boolean): void {
    this.settle(this.unacked.take(tag, multiple), (entry) => this.host.forget(entry));
  }

  reject(tag: number, multiple: boolean, requeue: boolean): void {
    const deliveries = this.unacked.take(tag, multiple);
    this.settle(deliveries, requeue ? (entry) => entry.queue.giveBack(entry) : (entry) => entry.queue.bury(entry, 'rejected'));
  }

  recover(): void {
    this.settle(this.unacked.takeAll(), (entry) => entry.queue.giveBack(entry));
  }

  /** Lets all queues this channel consumes from look again whether it is ready. */
  pump(): void {
    for (const { queue } of this.subscriptions.values()) queue.pump();
  }

  contentHeader(header: ContentHeader): void {
    this.finishPublish(this.content.header(header, this.connection.limits.maxMessageBytes));
  }

  contentBody(part: Buffer): void {
    this.finishPublish(this.content.body(part));
  }

  /** Gives everything back: the channel or its connection has ended. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.closeReplies();
    const subscriptions = [...this.subscriptions.values()];
    this.subscriptions.clear();
    // Given back before the consumers leave: an auto-delete queue takes its messages along. Nothing is delivered to a closed channel.
    const deliveries = this.unacked.takeAll();
    for (const { entry } of deliveries) entry.queue.giveBack(entry);
    for (const subscription of subscriptions) subscription.queue.removeConsumer(subscription);
    for (const queue of new Set([...deliveries.map(({ entry }) => entry.queue)])) queue.pump();
  }

  private handOut(entry: Entry, noAck: boolean, subscription: Subscription | undefined): number {
    const tag = ++this.lastDeliveryTag;
    if (noAck) {
      this.host.forget(entry);
    } else {
      this.unacked.add(tag, { entry, subscription });
      if (subscription) subscription.unacked++;
    }
    return tag;
  }

  private settle(deliveries: Delivery[], end: (entry: Entry) => void): void {
    const queues = new Set<Queue>();
    for (const { entry, subscription } of deliveries) {
      if (subscription) subscription.unacked--;
      queues.add(subscription ? subscription.queue : entry.queue);
      end(entry);
    }
    for (const queue of queues) queue.pump();
    if (this.prefetch.perChannel > 0) this.pump();
  }

  private finishPublish(publish: Publish | undefined): void {
    if (!publish) return;
    const { method, header, body } = publish;
    requireOwnUserId(header.properties, this.connection.user);
    const content = { properties: this.withReplyAddress(header), body };
    const replyChannel = method.exchange === '' ? this.connection.replyAddresses.find(method.routingKey) : undefined;
    if (replyChannel) {
      replyChannel.deliverReply(method, content);
      this.confirms?.add(false);
      return;
    }
    const outcome = publishTo(this.host, publish, content);
    if (outcome === 'unroutable' && method.mandatory) this.giveBackUnroutable(method, content);
    this.confirms?.add(outcome === 'refused');
  }

  private giveBackUnroutable({ exchange, routingKey }: Publish['method'], content: Content): void {
    const fields = { replyCode: 312, replyText: 'NO_ROUTE', exchange, routingKey };
    this.connection.sendContent(this.number, 'BasicReturn', fields, content);
  }

  private withReplyAddress({ properties, encoded }: ContentHeader): Buffer {
    if (properties.replyTo !== REPLY_QUEUE) return encoded;
    if (!this.replies) throw channelError('preconditionFailed', 'fast reply consumer does not exist');
    return encodeProperties({ ...properties, replyTo: this.replies.address });
  }

  private newConsumerTag(wanted: string): string {
    const tag = wanted || `amq.ctag-${randomBytes(16).toString('base64url')}`;
    if (this.subscriptions.has(tag) || this.replies?.consumerTag === tag) {
      throw connectionError('notAllowed', `attempt to reuse consumer tag '${tag}'`);
    }
    return tag;
  }

  private closeReplies(): void {
    this.connection.replyAddresses.close(this.replies?.address);
    this.replies = undefined;
  }
}

/** A quorum queue tells how often a message came back; RabbitMQ 3.10 tells a basic.get also when it never did. */
function contentOf({ message, queue, returns }: Entry, tells: 'always' | 'once it came back'): Content {
  const { content } = message;
  if (!queue.traits.arguments.quorum || (returns === 0 && tells !== 'always')) return content;
  const properties = decodeProperties(content.properties);
  const headers: Table = { ...properties.headers, 'x-delivery-count': returns };
  try {
    return { properties: encodeProperties({ ...properties, headers }), body: content.body };
  } catch {
    return content;
  }
}
