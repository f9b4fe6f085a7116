import { decodeProperties, encodeProperties } from '../wire/codec';
import type { Properties, Table } from '../wire/methods';
import type { Content, Entry } from './message';
import type { DeathReason } from './queue';

/** One line of x-death: how often a message died in one queue for one reason. */
interface Death {
  count: unknown;
  reason: string;
  queue: string;
  [field: string]: unknown;
}

export interface DeadLetter {
  content: Content;
  headers: Table;
  /** Whether a target that the message has died in before would make a circle without any reject in it: RabbitMQ drops it there. */
  circlesBackTo(queue: string): boolean;
}

/** The properties of a dead letter: the history in x-death, the first death apart, and no expiration, or it would expire again at once. */
export function deadLetter({ message, queue }: Pick<Entry, 'message' | 'queue'>, reason: DeathReason, nowMs: number): DeadLetter {
  const { envelope, content } = message;
  const properties = decodeProperties(content.properties);
  const before = properties.headers ?? {};
  const history = Array.isArray(before['x-death']) ? (before['x-death'] as Death[]) : undefined;
  const earlier = history?.find((death) => death.queue === queue.name && death.reason === reason);
  const death: Death = earlier
    ? { ...earlier, count: wireLong(Number(earlier.count) + 1) }
    : {
        count: wireLong(1),
        reason,
        queue: queue.name,
        time: { '!': 'timestamp', value: Math.floor(nowMs / 1000) },
        exchange: envelope.exchange,
        'routing-keys': [envelope.routingKey],
        ...(properties.expiration !== undefined && { 'original-expiration': properties.expiration }),
      };
  const deaths = [
    death,
    ...(history ?? []).filter((other) => other !== earlier).map((other) => ({ ...other, count: wireLong(Number(other.count)) })),
  ];
  const headers: Table = { ...before, 'x-death': deaths };
  if (!history) {
    headers['x-first-death-reason'] = reason;
    headers['x-first-death-queue'] = queue.name;
    headers['x-first-death-exchange'] = envelope.exchange;
  }
  return {
    content: { body: content.body, properties: encodeOrKeep({ ...properties, headers, expiration: undefined }, content.properties) },
    headers,
    circlesBackTo: (target) => reason !== 'rejected' && circles(deaths, target),
  };
}

/** RabbitMQ's rule: the target is in the history, and nothing since was rejected by a consumer. */
function circles(deaths: Death[], target: string): boolean {
  const at = deaths.findIndex((death) => death.queue === target);
  return at >= 0 && deaths.slice(0, at + 1).every((death) => death.reason !== 'rejected');
}

/** Counts travel as 64-bit integers, as RabbitMQ sends them. */
const wireLong = (value: number) => ({ '!': 'long', value });

/** Headers that are already as large as a frame allows have no room for a history: the message goes on without. */
function encodeOrKeep(properties: Properties, original: Buffer): Buffer {
  try {
    return encodeProperties(properties);
  } catch {
    return original;
  }
}
