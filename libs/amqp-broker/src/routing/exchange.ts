import type { Queue } from '../queue/queue';
import type { Table } from '../wire/methods';
import { headersMatch } from './headers';
import { topicMatches } from './topic';

export const exchangeTypes = ['direct', 'fanout', 'topic', 'headers'] as const;
export type ExchangeType = (typeof exchangeTypes)[number];

export interface ExchangeTraits {
  type: ExchangeType;
  durable: boolean;
  autoDelete: boolean;
  internal: boolean;
  arguments: Table;
}

export interface Binding {
  readonly source: Exchange;
  readonly destination: Queue | Exchange;
  readonly routingKey: string;
  readonly arguments: Table;
}

type Matches = (binding: Binding, routingKey: string, headers: () => Table) => boolean;
const matches: Record<ExchangeType, Matches> = {
  direct: (binding, routingKey) => binding.routingKey === routingKey,
  fanout: () => true,
  topic: (binding, routingKey) => topicMatches(binding.routingKey, routingKey),
  headers: (binding, _, headers) => headersMatch(binding.arguments, headers()),
};

export class Exchange {
  readonly bindings = new Map<string, Binding>();

  constructor(
    readonly name: string,
    readonly traits: ExchangeTraits,
  ) {}

  /** Whether bindings of it outlive a restart. */
  get persists(): boolean {
    return this.traits.durable;
  }

  /** There from the start; nobody may change or delete it. */
  get isPredeclared(): boolean {
    return this.name === '' || this.name.startsWith('amq.');
  }

  matching(routingKey: string, headers: () => Table): Binding[] {
    const match = matches[this.traits.type];
    return [...this.bindings.values()].filter((binding) => match(binding, routingKey, headers));
  }
}

/** Two binds with equal parts are one binding. */
export const bindingKey = (destination: Queue | Exchange, routingKey: string, table: Table): string =>
  JSON.stringify([destination instanceof Exchange ? 'exchange' : 'queue', destination.name, routingKey, table]);
