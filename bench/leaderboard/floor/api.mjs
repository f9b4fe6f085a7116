// The bare floor, first half: the web framework under ours takes a sale, RabbitMQ has it, the seller has an answer. Nothing is checked or kept.
import { createRequire } from 'node:module';

const peers = createRequire(new URL('../../peers/package.json', import.meta.url));
const express = peers('express');
const { connect } = peers('amqplib');

const connection = await connect(process.env.AMQP_URL, { noDelay: true });
const channel = await connection.createConfirmChannel();
await channel.assertQueue('bench.floor', { durable: true, arguments: { 'x-queue-type': 'quorum' } });

const app = express();
app.use(express.json());
app.post('/api/sales', (request, response) => {
  const [{ unit_price }] = request.body.lines;
  const change = {
    consultant: request.body.consultant,
    amount: { minor: Math.round(Number(unit_price) * 100), currency: request.body.currency },
  };
  channel.publish('', 'bench.floor', Buffer.from(JSON.stringify(change)), { persistent: true }, (error) => {
    response.status(error ? 503 : 201).json(change);
  });
});
const server = app.listen(0, '127.0.0.1', () => process.send({ listening: server.address().port }));
process.once('disconnect', () => process.exit(0));
