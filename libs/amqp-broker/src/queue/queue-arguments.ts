import { channelError } from '../wire/errors';
import type { Table } from '../wire/methods';

/** The arguments of a queue that this broker acts on. Texts of refusals are RabbitMQ's: people search for them. */
export interface QueueArguments {
  quorum: boolean;
  messageTtlMs?: number;
  expiresMs?: number;
  maxLength?: number;
  maxLengthBytes?: number;
  overflow: 'drop-head' | 'reject-publish' | 'reject-publish-dlx';
  deadLetterExchange?: string;
  deadLetterRoutingKey?: string;
  deadLetterAtLeastOnce: boolean;
  deliveryLimit?: number;
}

type Check = (value: unknown) => string | undefined;

const notNegative: Check = (value) => {
  if (typeof value !== 'number' || !Number.isInteger(value)) return `"expected integer, got ${wireType(value)}"`;
  return value < 0 ? `{value_negative,${value}}` : undefined;
};
const positive: Check = (value) => notNegative(value) ?? (value === 0 ? '{value_zero,0}' : undefined);
const text: Check = (value) => (typeof value === 'string' ? undefined : `invalid type '${wireType(value)}'`);
const oneOf =
  (values: string[], fault: (value: unknown) => string): Check =>
  (value) =>
    values.includes(value as string) ? undefined : fault(value);

const checks: Record<string, Check> = {
  'x-queue-type': oneOf(['classic', 'quorum'], (value) => `"unsupported queue type '${value}'"`),
  'x-message-ttl': notNegative,
  'x-expires': positive,
  'x-max-length': notNegative,
  'x-max-length-bytes': notNegative,
  'x-overflow': oneOf(['drop-head', 'reject-publish', 'reject-publish-dlx'], () => 'invalid_overflow'),
  'x-dead-letter-exchange': text,
  'x-dead-letter-routing-key': text,
  'x-dead-letter-strategy': oneOf(['at-most-once', 'at-least-once'], () => 'invalid_dlx_strategy'),
  'x-delivery-limit': (value) => (typeof value === 'number' ? undefined : notNegative(value)),
  'x-max-priority': notNegative,
  'x-single-active-consumer': (value) => (typeof value === 'boolean' ? undefined : `"expected boolean, got ${wireType(value)}"`),
  'x-queue-mode': text,
};
const onlyQuorum = ['x-dead-letter-strategy', 'x-delivery-limit'];
const onlyClassic = ['x-max-priority', 'x-queue-mode'];

export function parseQueueArguments(queue: string, table: Table): QueueArguments {
  const quorum = table['x-queue-type'] === 'quorum';
  for (const [name, value] of Object.entries(table)) checkArgument(queue, name, value, quorum);
  if ('x-dead-letter-routing-key' in table && !('x-dead-letter-exchange' in table)) {
    throw invalid(queue, 'x-dead-letter-routing-key', ': routing_key_but_no_dlx_defined');
  }
  const number = (name: string) => table[name] as number | undefined;
  const string = (name: string) => table[name] as string | undefined;
  return {
    quorum,
    messageTtlMs: number('x-message-ttl'),
    expiresMs: number('x-expires'),
    maxLength: number('x-max-length'),
    maxLengthBytes: number('x-max-length-bytes'),
    overflow: (string('x-overflow') ?? 'drop-head') as QueueArguments['overflow'],
    deadLetterExchange: string('x-dead-letter-exchange'),
    deadLetterRoutingKey: string('x-dead-letter-routing-key'),
    deadLetterAtLeastOnce: table['x-dead-letter-strategy'] === 'at-least-once',
    deliveryLimit: number('x-delivery-limit'),
  };
}

function checkArgument(queue: string, name: string, value: unknown, quorum: boolean): void {
  const check = checks[name];
  if (!check) return;
  const fault = check(value);
  if (fault && check === text) throw channelError('preconditionFailed', `${fault} for arg '${name}' in queue '${queue}' in vhost '/'`);
  if (fault) throw invalid(queue, name, `: ${fault}`);
  if ((quorum ? onlyClassic : onlyQuorum).includes(name)) {
    throw invalid(queue, name, ` of queue type rabbit_${quorum ? 'quorum' : 'classic'}_queue`);
  }
  // Silently taking these would change what a program sees, so they are refused in plain words instead.
  if (name === 'x-max-priority' || (name === 'x-single-active-consumer' && value === true)) {
    throw channelError('notImplemented', `this small broker has no '${name}' (queue '${queue}'); RabbitMQ has`);
  }
}

const invalid = (queue: string, name: string, why: string) =>
  channelError('preconditionFailed', `invalid arg '${name}' for queue '${queue}' in vhost '/'${why}`);

/** A redeclaration must agree on every argument the broker knows; `x-queue-type: classic` is the same as none. */
export function requireEqualArguments(what: string, received: Table, current: Table, names: string[] = Object.keys(checks)): void {
  for (const name of names) {
    const [given, known] = [meant(name, received[name]), meant(name, current[name])];
    if (given === known) continue;
    const difference =
      given !== undefined && known !== undefined
        ? `received '${given}' but current is '${known}'`
        : `received ${describe(given)} but current is ${describe(known)}`;
    throw channelError('preconditionFailed', `inequivalent arg '${name}' for ${what} in vhost '/': ${difference}`);
  }
}

const meant = (name: string, value: unknown) => (name === 'x-queue-type' && value === 'classic' ? undefined : value);
const describe = (value: unknown) => (value === undefined ? 'none' : `the value '${value}' of type '${wireType(value)}'`);

/** RabbitMQ names the wire type, which the decoder drops; clients choose the smallest that fits, so it can be told from the value. */
function wireType(value: unknown): string {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value !== 'number') return typeof value === 'string' ? 'longstr' : 'table';
  if (!Number.isInteger(value)) return 'double';
  if (value >= -128 && value < 128) return 'byte';
  if (value >= -0x8000 && value < 0x8000) return 'short';
  return value >= -0x80000000 && value < 0x80000000 ? 'signedint' : 'long';
}
