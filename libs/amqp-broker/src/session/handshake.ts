import { timingSafeEqual } from 'node:crypto';
import { connectionError } from '../wire/errors';
import type { ClientMethods, ServerMethods, Table } from '../wire/methods';

export const startFields: ServerMethods['ConnectionStart'] = {
  versionMajor: 0,
  versionMinor: 9,
  serverProperties: {
    product: 'Takings small broker',
    version: '0.1.0',
    platform: `Node.js ${process.version}`,
    information: 'An AMQP 0-9-1 broker for one machine without RabbitMQ',
    capabilities: {
      publisher_confirms: true,
      exchange_exchange_bindings: true,
      'basic.nack': true,
      consumer_cancel_notify: true,
      per_consumer_qos: true,
      direct_reply_to: true,
      authentication_failure_close: true,
    },
  },
  mechanisms: Buffer.from('PLAIN'),
  locales: Buffer.from('en_US'),
};

/** Checks a PLAIN login; gives the user's name. */
export function logIn({ mechanism, response }: ClientMethods['ConnectionStartOk'], user: string, password: string): string {
  const [, name = '', secret = ''] = response.toString('utf8').split('\0');
  if (mechanism === 'PLAIN' && equal(name, user) && equal(secret, password)) return name;
  throw connectionError(
    'accessRefused',
    `Login was refused using authentication mechanism ${mechanism}. For details see the broker logfile.`,
  );
}

export function capabilities({ clientProperties }: ClientMethods['ConnectionStartOk']): Table {
  const given = clientProperties.capabilities;
  return typeof given === 'object' && given !== null ? (given as Table) : {};
}

export function requireVirtualHost(name: string, user: string): void {
  if (name !== '/')
    throw connectionError('notAllowed', `access to vhost '${name}' refused for user '${user}': this small broker has only '/'`);
}

/** 0 means no limit of its own. */
export const lowerOf = (one: number, other: number): number => (one === 0 || other === 0 ? Math.max(one, other) : Math.min(one, other));

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
