/** The methods of AMQP 0-9-1 that this broker takes and gives, with their fields as the codec names them. */

/** What an error is about. */
export interface MethodId {
  classId: number;
  methodId: number;
}
export const noMethod: MethodId = { classId: 0, methodId: 0 };

export type Table = { [name: string]: unknown };

export interface Properties {
  contentType?: string;
  contentEncoding?: string;
  headers?: Table;
  deliveryMode?: number;
  priority?: number;
  correlationId?: string;
  replyTo?: string;
  expiration?: string;
  messageId?: string;
  timestamp?: number;
  type?: string;
  userId?: string;
  appId?: string;
  clusterId?: string;
}

interface Close {
  replyCode: number;
  replyText: string;
  classId: number;
  methodId: number;
}
type Nothing = Record<never, never>;

/** What a client sends. */
export interface ClientMethods {
  ConnectionStartOk: { clientProperties: Table; mechanism: string; response: Buffer; locale: string };
  ConnectionTuneOk: { channelMax: number; frameMax: number; heartbeat: number };
  ConnectionOpen: { virtualHost: string };
  ConnectionClose: Close;
  ConnectionCloseOk: Nothing;
  ChannelOpen: Nothing;
  ChannelFlow: { active: boolean };
  ChannelFlowOk: { active: boolean };
  ChannelClose: Close;
  ChannelCloseOk: Nothing;
  ExchangeDeclare: {
    exchange: string;
    type: string;
    passive: boolean;
    durable: boolean;
    autoDelete: boolean;
    internal: boolean;
    nowait: boolean;
    arguments: Table;
  };
  ExchangeDelete: { exchange: string; ifUnused: boolean; nowait: boolean };
  ExchangeBind: { destination: string; source: string; routingKey: string; nowait: boolean; arguments: Table };
  ExchangeUnbind: { destination: string; source: string; routingKey: string; nowait: boolean; arguments: Table };
  QueueDeclare: {
    queue: string;
    passive: boolean;
    durable: boolean;
    exclusive: boolean;
    autoDelete: boolean;
    nowait: boolean;
    arguments: Table;
  };
  QueueBind: { queue: string; exchange: string; routingKey: string; nowait: boolean; arguments: Table };
  QueueUnbind: { queue: string; exchange: string; routingKey: string; arguments: Table };
  QueuePurge: { queue: string; nowait: boolean };
  QueueDelete: { queue: string; ifUnused: boolean; ifEmpty: boolean; nowait: boolean };
  BasicQos: { prefetchSize: number; prefetchCount: number; global: boolean };
  BasicConsume: {
    queue: string;
    consumerTag: string;
    noLocal: boolean;
    noAck: boolean;
    exclusive: boolean;
    nowait: boolean;
    arguments: Table;
  };
  BasicCancel: { consumerTag: string; nowait: boolean };
  BasicCancelOk: { consumerTag: string };
  BasicPublish: { exchange: string; routingKey: string; mandatory: boolean; immediate: boolean };
  BasicGet: { queue: string; noAck: boolean };
  BasicAck: { deliveryTag: number; multiple: boolean };
  BasicReject: { deliveryTag: number; requeue: boolean };
  BasicNack: { deliveryTag: number; multiple: boolean; requeue: boolean };
  BasicRecover: { requeue: boolean };
  BasicRecoverAsync: { requeue: boolean };
  ConfirmSelect: { nowait: boolean };
}

/** What the broker sends. */
export interface ServerMethods {
  ConnectionStart: { versionMajor: number; versionMinor: number; serverProperties: Table; mechanisms: Buffer; locales: Buffer };
  ConnectionTune: { channelMax: number; frameMax: number; heartbeat: number };
  ConnectionOpenOk: { knownHosts: string };
  ConnectionClose: Close;
  ConnectionCloseOk: Nothing;
  ChannelOpenOk: { channelId: Buffer };
  ChannelFlowOk: { active: boolean };
  ChannelClose: Close;
  ChannelCloseOk: Nothing;
  ExchangeDeclareOk: Nothing;
  ExchangeDeleteOk: Nothing;
  ExchangeBindOk: Nothing;
  ExchangeUnbindOk: Nothing;
  QueueDeclareOk: { queue: string; messageCount: number; consumerCount: number };
  QueueBindOk: Nothing;
  QueueUnbindOk: Nothing;
  QueuePurgeOk: { messageCount: number };
  QueueDeleteOk: { messageCount: number };
  BasicQosOk: Nothing;
  BasicConsumeOk: { consumerTag: string };
  BasicCancel: { consumerTag: string; nowait: boolean };
  BasicCancelOk: { consumerTag: string };
  BasicReturn: { replyCode: number; replyText: string; exchange: string; routingKey: string };
  BasicDeliver: { consumerTag: string; deliveryTag: number; redelivered: boolean; exchange: string; routingKey: string };
  BasicGetOk: { deliveryTag: number; redelivered: boolean; exchange: string; routingKey: string; messageCount: number };
  BasicGetEmpty: { clusterId: string };
  BasicAck: { deliveryTag: number; multiple: boolean };
  BasicNack: { deliveryTag: number; multiple: boolean; requeue: boolean };
  BasicRecoverOk: Nothing;
  ConfirmSelectOk: Nothing;
}
