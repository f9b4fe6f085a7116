import type { VirtualHost } from '../virtual-host';
import { type ClientMethod, decodeHeader, decodeMethod, FrameType } from '../wire/codec';
import { AmqpError, connectionError } from '../wire/errors';
import type { MethodId } from '../wire/methods';
import { Channel } from './channel';
import { channelMethods } from './channel-methods';
import type { Connection } from './connection';

/** What an error in a content frame is about. */
const publishId: MethodId = { classId: 60, methodId: 40 };

/** The channels of one connection. An error that ends a channel leaves the others alone. */
export class Channels {
  private readonly open = new Map<number, Channel>();
  /** Channels we closed, whose close-ok is still to come. */
  private readonly closing = new Set<number>();

  constructor(
    private readonly connection: Connection,
    private readonly host: VirtualHost,
    /** The highest channel number; 0 for no limit. */
    public max: number,
  ) {}

  frame(type: number, number: number, payload: Buffer): void {
    const channel = this.open.get(number);
    if (channel) return this.openChannelFrame(channel, type, payload);
    if (this.closing.has(number)) return this.closingChannelFrame(type, number, payload);
    if (type !== FrameType.method || decodeMethod(payload).name !== 'ChannelOpen') {
      throw connectionError('channelError', `expected 'channel.open' on channel ${number}`);
    }
    if (this.max !== 0 && number > this.max) {
      throw connectionError('notAllowed', `number of channels opened (${number}) has reached the negotiated channel_max (${this.max})`);
    }
    this.open.set(number, new Channel(this.connection, number, this.host));
    this.connection.send(number, 'ChannelOpenOk', { channelId: Buffer.alloc(0) });
  }

  /** Lets every queue that is consumed from look again whether its consumers are ready. */
  pump(): void {
    for (const channel of this.open.values()) channel.pump();
  }

  closeAll(): void {
    for (const channel of [...this.open.values()]) this.close(channel);
  }

  /** What the client sent before it heard of the close is dropped. */
  private closingChannelFrame(type: number, number: number, payload: Buffer): void {
    if (type !== FrameType.method) return;
    const { name } = decodeMethod(payload);
    if (name === 'ChannelClose') this.connection.send(number, 'ChannelCloseOk', {});
    if (name === 'ChannelClose' || name === 'ChannelCloseOk') this.closing.delete(number);
  }

  private openChannelFrame(channel: Channel, type: number, payload: Buffer): void {
    let id = publishId;
    try {
      if (type === FrameType.header) return channel.contentHeader(decodeHeader(payload));
      if (type === FrameType.body) return channel.contentBody(payload);
      if (type !== FrameType.method) throw connectionError('frameError', `unknown frame type ${type}`);
      const method = decodeMethod(payload);
      id = method.id;
      if (channel.content.unfinished) throw connectionError('unexpectedFrame', 'expected content, got a method frame');
      this.call(channel, method);
    } catch (error) {
      if (!(error instanceof AmqpError)) throw error;
      if (error.ends === 'connection') return this.connection.close(error, id);
      this.close(channel);
      this.closing.add(channel.number);
      channel.send('ChannelClose', error.closeFields(id));
    }
  }

  private call(channel: Channel, { name, fields }: ClientMethod): void {
    if (name === 'ChannelOpen') throw connectionError('channelError', "second 'channel.open' seen");
    if (name === 'ChannelClose') {
      this.close(channel);
      return channel.send('ChannelCloseOk', {});
    }
    const handle = channelMethods[name] as ((channel: Channel, fields: object) => void) | undefined;
    if (!handle) throw connectionError('notImplemented', `this small broker has no ${name}`);
    handle(channel, fields);
  }

  private close(channel: Channel): void {
    this.open.delete(channel.number);
    channel.close();
  }
}
