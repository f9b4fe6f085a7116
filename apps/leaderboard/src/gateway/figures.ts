import { Counter, Gauge } from 'prom-client';

export const sockets = new Gauge({ name: 'takings_board_sockets', help: 'Clients of live boards that are connected to this process' });
export const changesSent = new Counter({ name: 'takings_board_changes_total', help: 'Changes of live boards that were sent out' });
export const dropped = new Counter({
  name: 'takings_board_sockets_dropped_total',
  help: 'Clients that were cut off',
  labelNames: ['why'] as const,
});
