import { parseQueueArguments } from '../queue/queue-arguments';
import { Exchange, type ExchangeTraits } from '../routing/exchange';
import type { Topology } from '../routing/topology';
import type { Table } from '../wire/methods';

interface Definitions {
  nextQueueNumber: number;
  exchanges: { name: string; traits: ExchangeTraits }[];
  queues: { name: string; number: number; autoDelete: boolean; table: Table }[];
  bindings: { source: string; to: 'queue' | 'exchange'; destination: string; routingKey: string; table: Table }[];
}

/** The durable part of the topology as JSON. */
export function writeDefinitions(topology: Topology): string {
  const exchanges = [...topology.exchanges.values()];
  const definitions: Definitions = {
    nextQueueNumber: topology.nextQueueNumber,
    exchanges: exchanges.filter(({ persists, isPredeclared }) => persists && !isPredeclared).map(({ name, traits }) => ({ name, traits })),
    queues: [...topology.queues.values()]
      .filter(({ persists }) => persists)
      .map(({ name, number, traits: { autoDelete, table } }) => ({ name, number, autoDelete, table })),
    bindings: exchanges
      .filter(({ persists }) => persists)
      .flatMap(({ bindings }) => [...bindings.values()])
      .filter(({ destination }) => destination.persists)
      .map(({ source, destination, routingKey, arguments: table }) => ({
        source: source.name,
        to: destination instanceof Exchange ? 'exchange' : 'queue',
        destination: destination.name,
        routingKey,
        table,
      })),
  };
  return JSON.stringify(definitions);
}

export function restoreDefinitions(topology: Topology, json: string): void {
  const { nextQueueNumber, exchanges, queues, bindings } = JSON.parse(json) as Definitions;
  topology.nextQueueNumber = nextQueueNumber;
  for (const { name, traits } of exchanges) topology.exchanges.set(name, new Exchange(name, traits));
  for (const { name, number, autoDelete, table } of queues) {
    const declared = { durable: true, exclusive: false, autoDelete, arguments: table };
    topology.addQueue(name, number, declared, parseQueueArguments(name, table));
  }
  for (const { source, to, destination, routingKey, table } of bindings) {
    const target = to === 'exchange' ? topology.exchanges.get(destination) : topology.queues.get(destination);
    if (target) topology.bind(topology.exchange(source), target, routingKey, table);
  }
}
