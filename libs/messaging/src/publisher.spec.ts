import type { AmqpConnection } from '@golevelup/nestjs-rabbitmq';
import { Publisher } from './publisher';

/** A broker that never comes. */
const nowhere = {
  connected: false,
  managedConnection: { createChannel: () => ({ on: () => undefined, close: async () => undefined }) },
} as unknown as AmqpConnection;

it('keeps nobody waiting for a broker once it is closed', async () => {
  const publisher = new Publisher(nowhere, [], []);
  const ready = publisher.whenReady();
  await publisher.close();
  expect(await ready).toBe(false);
});
