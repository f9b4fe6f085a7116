// The bare floor, second half: what comes over the queue goes to every socket, with a number and no ranking.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const peers = createRequire(new URL('../../peers/package.json', import.meta.url));
const { Server } = peers('socket.io');
const { connect } = peers('amqplib');

const http = createServer();
const io = new Server(http, { perMessageDeflate: false }).of('/consultant-ranking');
const connection = await connect(process.env.AMQP_URL, { noDelay: true });
const channel = await connection.createChannel();
await channel.assertQueue('bench.floor', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
await channel.purgeQueue('bench.floor');
await channel.prefetch(400);
let seq = 0;
io.on('connection', (socket) => socket.emit('snapshot', { seq }));
await channel.consume('bench.floor', (message) => {
  if (!message) return; // cancelled with its queue
  io.emit('change', { seq: ++seq, ...JSON.parse(message.content.toString()) });
  channel.ack(message);
});
http.listen(0, '127.0.0.1', () => process.send({ listening: http.address().port }));
process.once('disconnect', async () => {
  await channel.deleteQueue('bench.floor');
  process.exit(0);
});
