import { Broker } from './broker';
import { readConfig } from './config';

/** The broker as a process of its own: `BROKER_PORT=5672 BROKER_DATA_DIR=... node dist/main.js`. */
async function main(): Promise<void> {
  const config = readConfig();
  const broker = await Broker.start({
    host: config.BROKER_HOST,
    port: config.BROKER_PORT,
    dataDir: config.BROKER_DATA_DIR,
    user: config.BROKER_USER,
    password: config.BROKER_PASSWORD,
    sync: config.BROKER_SYNC,
    log: (line) => console.error(`broker: ${line}`),
  });
  const keeps = config.BROKER_DATA_DIR ? `keeps messages in ${config.BROKER_DATA_DIR}` : 'keeps nothing on disk';
  console.log(
    `broker: small AMQP 0-9-1 broker on ${config.BROKER_HOST}:${broker.port}, ${keeps}. For one machine without RabbitMQ: no cluster, no TLS, no replicas.`,
  );
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void broker.close());
  // Spawned with a message channel, it does not outlive a parent that was killed.
  process.once('disconnect', () => void broker.close());
  process.send?.({ listening: broker.port });
  const error = await broker.ended;
  process.exit(error ? 1 : 0);
}

main().catch((error: Error) => {
  console.error(`broker: cannot start: ${error.message}`);
  process.exit(1);
});
