// The bare limit: five quorum queues, consume, publish confirmed, ack. No database, no checks, nothing twice or lost only by luck.
import { createRequire } from 'node:module';
import { counter, drive } from '../driver.mjs';
import { STEPS } from '../load.mjs';

const { connect } = createRequire(new URL('../../peers/package.json', import.meta.url))('amqplib');
const actMs = Number(process.env.ACT_MS ?? 0);
const connection = await connect(process.env.AMQP_URL, { noDelay: true });
const channel = await connection.createConfirmChannel();
const queues = Array.from({ length: STEPS }, (_, n) => `bench.bare.${n}`);
for (const queue of queues) {
  await channel.deleteQueue(queue);
  await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
}
const { count, onDone } = counter();
let tags = [];

async function go() {
  for (const [n, queue] of queues.entries()) {
    const steps = await connection.createConfirmChannel();
    await steps.prefetch(400);
    const { consumerTag } = await steps.consume(queue, async (message) => {
      if (!message) return; // cancelled with its queue
      const item = JSON.parse(message.content.toString());
      if (actMs > 0) await new Promise((resume) => setTimeout(resume, actMs));
      if (n === STEPS - 1) {
        steps.ack(message);
        onDone(item);
        return;
      }
      steps.publish('', queues[n + 1], Buffer.from(JSON.stringify(item)), { persistent: true }, () => steps.ack(message));
    });
    tags.push([steps, consumerTag]);
  }
}

drive(
  {
    async hold() {
      for (const [steps, tag] of tags) {
        await steps.cancel(tag);
        await steps.close();
      }
      tags = [];
    },
    go,
    async send(items) {
      for (const item of items) channel.publish('', queues[0], Buffer.from(JSON.stringify(item)), { persistent: true });
      await channel.waitForConfirms();
    },
    async close() {
      await this.hold();
      for (const queue of queues) await channel.deleteQueue(queue);
      await connection.close();
    },
  },
  count,
);
