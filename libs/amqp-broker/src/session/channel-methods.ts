import { connectionError } from '../wire/errors';
import type { ClientMethods, ServerMethods, Table } from '../wire/methods';
import type { Channel } from './channel';
import { Confirms } from './confirms';
import { REPLY_QUEUE } from './reply-to';

type Handlers = { [Name in keyof ClientMethods]?: (channel: Channel, fields: ClientMethods[Name]) => void };

/** Answers, unless the client asked for none. */
function reply<Name extends keyof ServerMethods>(channel: Channel, nowait: boolean, name: Name, fields: ServerMethods[Name]): void {
  if (!nowait) channel.send(name, fields);
}

/** Answers once the journal has the change: what a client was told is there must be there after a kill. */
function replyWhenSafe<Name extends keyof ServerMethods>(channel: Channel, nowait: boolean, name: Name, fields: ServerMethods[Name]): void {
  if (!nowait) channel.host.durability.whenSafe(() => !channel.closed && channel.send(name, fields));
}

const table = (fields: { arguments: Table }): Table => fields.arguments ?? {};

const exchangeMethods: Handlers = {
  ExchangeDeclare(channel, fields) {
    const { exchange, type, passive, durable, autoDelete, internal, nowait } = fields;
    const { topology } = channel.host;
    if (passive && exchange !== '') topology.exchange(exchange);
    else topology.declareExchange(exchange, type, { durable, autoDelete, internal, arguments: table(fields) });
    replyWhenSafe(channel, nowait, 'ExchangeDeclareOk', {});
  },
  ExchangeDelete(channel, { exchange, ifUnused, nowait }) {
    channel.host.topology.deleteExchange(exchange, ifUnused);
    replyWhenSafe(channel, nowait, 'ExchangeDeleteOk', {});
  },
  ExchangeBind(channel, fields) {
    const { topology } = channel.host;
    topology.bind(topology.exchange(fields.source), topology.exchange(fields.destination), fields.routingKey, table(fields));
    replyWhenSafe(channel, fields.nowait, 'ExchangeBindOk', {});
  },
  ExchangeUnbind(channel, fields) {
    const { topology } = channel.host;
    topology.unbind(topology.exchange(fields.source), topology.exchange(fields.destination), fields.routingKey, table(fields));
    replyWhenSafe(channel, fields.nowait, 'ExchangeUnbindOk', {});
  },
};

const queueMethods: Handlers = {
  QueueDeclare(channel, fields) {
    const { topology } = channel.host;
    const { durable, exclusive, autoDelete } = fields;
    const queue = fields.passive
      ? channel.queue(fields.queue)
      : topology.declareQueue(fields.queue, { durable, exclusive, autoDelete, arguments: table(fields) }, channel.connection);
    channel.lastQueue = queue.name;
    replyWhenSafe(channel, fields.nowait, 'QueueDeclareOk', {
      queue: queue.name,
      messageCount: queue.depth,
      consumerCount: queue.consumers.length,
    });
  },
  QueueBind(channel, fields) {
    const { topology } = channel.host;
    const queue = channel.queue(fields.queue);
    topology.bind(topology.exchange(fields.exchange), queue, fields.routingKey || '', table(fields));
    replyWhenSafe(channel, fields.nowait, 'QueueBindOk', {});
  },
  QueueUnbind(channel, fields) {
    const { topology } = channel.host;
    // Unbinding what is not there is no error: the wish is fulfilled.
    const exchange = topology.exchanges.get(fields.exchange);
    const queue = topology.queues.get(fields.queue || channel.lastQueue);
    if (exchange && queue) topology.unbind(exchange, channel.queue(queue.name), fields.routingKey, table(fields));
    replyWhenSafe(channel, false, 'QueueUnbindOk', {});
  },
  QueuePurge(channel, { queue, nowait }) {
    replyWhenSafe(channel, nowait, 'QueuePurgeOk', { messageCount: channel.queue(queue).purge() });
  },
  QueueDelete(channel, fields) {
    const name = fields.queue || channel.lastQueue;
    const messageCount = channel.host.topology.queues.has(name) ? deleteQueue(channel, name, fields) : 0;
    replyWhenSafe(channel, fields.nowait, 'QueueDeleteOk', { messageCount });
  },
};

const basicMethods: Handlers = {
  BasicQos(channel, { prefetchSize, prefetchCount, global }) {
    if (prefetchSize !== 0) throw connectionError('notImplemented', `prefetch_size!=0 (${prefetchSize})`);
    channel.prefetch[global ? 'perChannel' : 'perConsumer'] = prefetchCount;
    channel.send('BasicQosOk', {});
    channel.pump();
  },
  BasicConsume(channel, { queue: name, consumerTag, noAck, exclusive, nowait }) {
    if (name === REPLY_QUEUE) return reply(channel, nowait, 'BasicConsumeOk', { consumerTag: channel.consumeReplies(consumerTag, noAck) });
    const queue = channel.queue(name);
    const subscription = channel.consume(queue, consumerTag, { noAck, exclusive, prefetch: channel.prefetch.perConsumer });
    // The answer comes before the first delivery, or the client would not know whose it is.
    reply(channel, nowait, 'BasicConsumeOk', { consumerTag: subscription.tag });
    queue.addConsumer(subscription);
    queue.pump();
  },
  BasicCancel(channel, { consumerTag, nowait }) {
    channel.cancel(consumerTag);
    reply(channel, nowait, 'BasicCancelOk', { consumerTag });
  },
  BasicGet(channel, { queue, noAck }) {
    channel.get(channel.queue(queue), noAck);
  },
  BasicPublish(channel, fields) {
    channel.content.begin(fields);
  },
  BasicAck(channel, { deliveryTag, multiple }) {
    channel.ack(deliveryTag, multiple);
  },
  BasicReject(channel, { deliveryTag, requeue }) {
    channel.reject(deliveryTag, false, requeue);
  },
  BasicNack(channel, { deliveryTag, multiple, requeue }) {
    channel.reject(deliveryTag, multiple, requeue);
  },
  BasicRecover(channel, { requeue }) {
    recover(channel, requeue);
    channel.send('BasicRecoverOk', {});
  },
  BasicRecoverAsync(channel, { requeue }) {
    recover(channel, requeue);
  },
  ConfirmSelect(channel, { nowait }) {
    channel.confirms ??= new Confirms(channel);
    reply(channel, nowait, 'ConfirmSelectOk', {});
  },
  ChannelFlow(channel, { active }) {
    if (!active) throw connectionError('notImplemented', 'active=false');
    channel.send('ChannelFlowOk', { active });
  },
};

/** Every method a client may call on an open channel. One that is not here is refused with 540. */
export const channelMethods: Handlers = { ...exchangeMethods, ...queueMethods, ...basicMethods };

function deleteQueue(channel: Channel, name: string, { ifUnused, ifEmpty }: { ifUnused: boolean; ifEmpty: boolean }): number {
  const queue = channel.queue(name);
  const messageCount = queue.depth;
  channel.host.topology.deleteQueue(queue, { ifUnused, ifEmpty });
  return messageCount;
}

function recover(channel: Channel, requeue: boolean): void {
  if (!requeue) throw connectionError('notImplemented', 'requeue=false');
  channel.recover();
}
