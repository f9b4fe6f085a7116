import { randomBytes } from 'node:crypto';
import { type QueueArguments, parseQueueArguments, requireEqualArguments } from '../queue/queue-arguments';
import { Queue, type QueueHost } from '../queue/queue';
import { channelError, connectionError } from '../wire/errors';
import type { Table } from '../wire/methods';
import { bindingKey, Exchange, type ExchangeTraits, exchangeTypes } from './exchange';

/** Routes remembered at most; a publisher may use keys without end. */
const REMEMBERED_ROUTES = 10_000;

export interface QueueDeclaration {
  durable: boolean;
  exclusive: boolean;
  autoDelete: boolean;
  arguments: Table;
}

/** The exchanges, queues and bindings of the one virtual host `/`. Refusals carry RabbitMQ's texts. */
export class Topology {
  readonly exchanges = new Map<string, Exchange>();
  readonly queues = new Map<string, Queue>();
  private readonly routes = new Map<string, Queue[]>();
  nextQueueNumber = 1;

  constructor(
    private readonly host: QueueHost,
    /** Called after each change that a durable part of the definitions may have taken. */
    private readonly changed: () => void,
  ) {
    const traits = { durable: true, autoDelete: false, internal: false, arguments: {} };
    this.exchanges.set('', new Exchange('', { ...traits, type: 'direct' }));
    for (const type of exchangeTypes) this.exchanges.set(`amq.${type}`, new Exchange(`amq.${type}`, { ...traits, type }));
    this.exchanges.set('amq.match', new Exchange('amq.match', { ...traits, type: 'headers' }));
  }

  exchange(name: string): Exchange {
    const exchange = this.exchanges.get(name);
    if (!exchange) throw channelError('notFound', `no exchange '${name}' in vhost '/'`);
    return exchange;
  }

  queue(name: string, user: object | undefined): Queue {
    const queue = this.queues.get(name);
    if (!queue) throw channelError('notFound', `no queue '${name}' in vhost '/'`);
    if (queue.traits.owner && queue.traits.owner !== user) throw locked(name);
    return queue;
  }

  declareExchange(name: string, type: string, traits: Omit<ExchangeTraits, 'type'>): void {
    refuseDefaultExchange(name);
    if (!isExchangeType(type)) throw connectionError('commandInvalid', `unknown exchange type '${type}'`);
    const existing = this.exchanges.get(name);
    if (existing) return requireEqualExchange(existing, { ...traits, type });
    if (name.startsWith('amq.')) throw channelError('accessRefused', `exchange name '${name}' contains reserved prefix 'amq.*'`);
    this.exchanges.set(name, new Exchange(name, { ...traits, type }));
    this.touched();
  }

  deleteExchange(name: string, ifUnused: boolean): void {
    refuseDefaultExchange(name);
    const exchange = this.exchanges.get(name);
    if (!exchange) return;
    if (exchange.isPredeclared) throw channelError('accessRefused', `deletion of system exchange '${name}' in vhost '/' not allowed`);
    if (ifUnused && exchange.bindings.size > 0) throw channelError('preconditionFailed', `exchange '${name}' in vhost '/' in use`);
    this.exchanges.delete(name);
    this.unbindAll(exchange);
    this.touched();
  }

  declareQueue(name: string, declaration: QueueDeclaration, user: object): Queue {
    const existing = this.queues.get(name);
    if (existing) {
      requireEqualQueue(existing, declaration, user);
      existing.used();
      return existing;
    }
    if (name.startsWith('amq.')) throw channelError('accessRefused', `queue name '${name}' contains reserved prefix 'amq.*'`);
    const parsed = parseQueueArguments(name || 'amq.gen', declaration.arguments);
    if (parsed.quorum) requireQuorumProperties(name, declaration);
    return this.addQueue(name || `amq.gen-${randomBytes(16).toString('base64url')}`, this.nextQueueNumber, declaration, parsed, user);
  }

  /** Also the way back from the journal, with the number the queue had. */
  addQueue(name: string, number: number, declared: QueueDeclaration, parsed: QueueArguments, user?: object): Queue {
    const { durable, autoDelete, exclusive, arguments: table } = declared;
    const queue = new Queue(
      name,
      number,
      { durable, autoDelete, owner: exclusive ? user : undefined, table, arguments: parsed },
      this.host,
    );
    this.nextQueueNumber = Math.max(this.nextQueueNumber, number + 1);
    this.queues.set(name, queue);
    this.touched();
    return queue;
  }

  deleteQueue(queue: Queue, only: { ifUnused?: boolean; ifEmpty?: boolean } = {}): void {
    if (only.ifUnused && queue.consumers.length > 0) throw channelError('preconditionFailed', `queue '${queue.name}' in vhost '/' in use`);
    if (only.ifEmpty && queue.depth > 0) throw channelError('preconditionFailed', `queue '${queue.name}' in vhost '/' not empty`);
    if (this.queues.get(queue.name) !== queue) return;
    this.queues.delete(queue.name);
    this.unbindAll(queue);
    this.touched();
    queue.delete();
  }

  bind(source: Exchange, destination: Queue | Exchange, routingKey: string, table: Table): void {
    refuseDefaultExchange(source.name);
    source.bindings.set(bindingKey(destination, routingKey, table), { source, destination, routingKey, arguments: table });
    this.touched();
  }

  unbind(source: Exchange, destination: Queue | Exchange, routingKey: string, table: Table): void {
    refuseDefaultExchange(source.name);
    if (!source.bindings.delete(bindingKey(destination, routingKey, table))) return;
    this.deleteIfUnused(source);
    this.touched();
  }

  /** The queues a message goes to, each once. */
  route(exchange: Exchange, routingKey: string, headers: () => Table): Queue[] {
    if (exchange.name === '') {
      const queue = this.queues.get(routingKey);
      return queue ? [queue] : [];
    }
    const key = `${exchange.name}\0${routingKey}`;
    const known = this.routes.get(key);
    if (known) return known;
    const seen = new Set<Exchange>();
    const found = new Set<Queue>();
    this.collect(exchange, routingKey, headers, seen, found);
    const queues = [...found];
    // A route through a headers exchange depends on more than the key.
    if ([...seen].every(({ traits }) => traits.type !== 'headers')) {
      if (this.routes.size >= REMEMBERED_ROUTES) this.routes.clear();
      this.routes.set(key, queues);
    }
    return queues;
  }

  private collect(exchange: Exchange, routingKey: string, headers: () => Table, seen: Set<Exchange>, found: Set<Queue>): void {
    if (seen.has(exchange)) return;
    seen.add(exchange);
    const bindings = exchange.matching(routingKey, headers);
    for (const { destination } of bindings) {
      if (destination instanceof Exchange) this.collect(destination, routingKey, headers, seen, found);
      else found.add(destination);
    }
    const alternate = this.exchanges.get(String(exchange.traits.arguments['alternate-exchange'] ?? ''));
    if (bindings.length === 0 && alternate && alternate.name !== '') this.collect(alternate, routingKey, headers, seen, found);
  }

  private unbindAll(gone: Queue | Exchange): void {
    for (const exchange of [...this.exchanges.values()]) {
      const before = exchange.bindings.size;
      for (const [key, binding] of exchange.bindings) if (binding.destination === gone) exchange.bindings.delete(key);
      if (exchange.bindings.size < before) this.deleteIfUnused(exchange);
    }
  }

  private deleteIfUnused(exchange: Exchange): void {
    if (exchange.traits.autoDelete && exchange.bindings.size === 0 && this.exchanges.delete(exchange.name)) this.unbindAll(exchange);
  }

  private touched(): void {
    this.routes.clear();
    this.changed();
  }
}

function refuseDefaultExchange(name: string): void {
  if (name === '') throw channelError('accessRefused', 'operation not permitted on the default exchange');
}

const isExchangeType = (type: string): type is ExchangeTraits['type'] => (exchangeTypes as readonly string[]).includes(type);

function requireEqualExchange({ name, traits }: Exchange, received: ExchangeTraits): void {
  const what = `exchange '${name}'`;
  requireEqual(what, 'type', received.type, traits.type);
  requireEqual(what, 'durable', received.durable, traits.durable);
  requireEqual(what, 'auto_delete', received.autoDelete, traits.autoDelete);
  requireEqual(what, 'internal', received.internal, traits.internal);
  requireEqualArguments(what, received.arguments, traits.arguments, ['alternate-exchange']);
}

function requireEqualQueue({ name, traits }: Queue, received: QueueDeclaration, user: object): void {
  if ((traits.owner && traits.owner !== user) || received.exclusive !== (traits.owner !== undefined)) throw locked(name);
  const what = `queue '${name}'`;
  requireEqual(what, 'durable', received.durable, traits.durable);
  requireEqual(what, 'auto_delete', received.autoDelete, traits.autoDelete);
  requireEqualArguments(what, received.arguments, traits.table);
}

function requireEqual(what: string, trait: string, received: unknown, current: unknown): void {
  if (received === current) return;
  throw channelError(
    'preconditionFailed',
    `inequivalent arg '${trait}' for ${what} in vhost '/': received '${received}' but current is '${current}'`,
  );
}

function requireQuorumProperties(name: string, { durable, exclusive, autoDelete }: QueueDeclaration): void {
  const wrong = exclusive ? 'exclusive-owner' : autoDelete ? 'auto-delete' : durable ? undefined : 'non-durable';
  if (wrong) throw channelError('preconditionFailed', `invalid property '${wrong}' for queue '${name}' in vhost '/'`);
}

const locked = (name: string) =>
  channelError(
    'resourceLocked',
    `cannot obtain exclusive access to locked queue '${name}' in vhost '/'. It could be originally declared on another connection or the exclusive property value does not match that of the original declaration.`,
  );
