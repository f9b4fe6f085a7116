import type { Content } from '../queue/message';
import type { PublishOutcome, VirtualHost } from '../virtual-host';
import type { ContentHeader } from '../wire/codec';
import { channelError, connectionError } from '../wire/errors';
import type { ClientMethods, Properties } from '../wire/methods';

interface Incoming {
  method: ClientMethods['BasicPublish'];
  header?: ContentHeader;
  parts: Buffer[];
  missing: number;
}

export interface Publish {
  method: ClientMethods['BasicPublish'];
  header: ContentHeader;
  body: Buffer;
}

/** Puts together basic.publish, its header and its body frames. */
export class IncomingContent {
  private incoming: Incoming | undefined;

  get unfinished(): boolean {
    return this.incoming !== undefined;
  }

  begin(method: ClientMethods['BasicPublish']): void {
    this.incoming = { method, parts: [], missing: 0 };
  }

  header(header: ContentHeader, maxMessageBytes: number): Publish | undefined {
    if (!this.incoming || this.incoming.header)
      throw connectionError('unexpectedFrame', 'expected a method frame, got a content header frame');
    if (header.bodySize > maxMessageBytes) {
      this.incoming = undefined;
      throw channelError('preconditionFailed', `message size ${header.bodySize} is larger than configured max size ${maxMessageBytes}`);
    }
    this.incoming.header = header;
    this.incoming.missing = header.bodySize;
    return header.bodySize === 0 ? this.finish() : undefined;
  }

  /** Copies the part: it is a window into a socket buffer. */
  body(part: Buffer): Publish | undefined {
    const { incoming } = this;
    if (!incoming?.header) throw connectionError('unexpectedFrame', 'expected a method frame, got a content body frame');
    if (part.length > incoming.missing) throw connectionError('frameError', 'the body is longer than its header said');
    incoming.parts.push(Buffer.from(part));
    incoming.missing -= part.length;
    return incoming.missing === 0 ? this.finish() : undefined;
  }

  private finish(): Publish {
    const { method, header, parts } = this.incoming as Required<Incoming>;
    this.incoming = undefined;
    return { method, header, body: parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts) };
  }
}

/** Milliseconds, or undefined when the publisher set no expiration. Texts are RabbitMQ's. */
export function expirationMs({ expiration }: Properties): number | undefined {
  if (expiration === undefined) return undefined;
  const fault = /^\d+$/.test(expiration) ? undefined : /^-\d+$/.test(expiration) ? `{value_negative,${expiration}}` : 'no_integer';
  if (fault) throw channelError('preconditionFailed', `invalid expiration '${expiration}': ${fault}`);
  return Number(expiration);
}

/** A publisher may name itself, not somebody else. */
export function requireOwnUserId({ userId }: Properties, user: string): void {
  if (userId === undefined || userId === user) return;
  throw channelError('preconditionFailed', `user_id property set to '${userId}' but authenticated user was '${user}'`);
}

export function publishTo(host: VirtualHost, { method, header }: Publish, content: Content): PublishOutcome {
  const exchange = host.topology.exchange(method.exchange);
  if (exchange.traits.internal) throw channelError('accessRefused', `cannot publish to internal exchange '${exchange.name}' in vhost '/'`);
  if (method.immediate) throw connectionError('notImplemented', 'immediate=true');
  const { properties } = header;
  return host.publish({ exchange, routingKey: method.routingKey, properties, content, expirationMs: expirationMs(properties) });
}
