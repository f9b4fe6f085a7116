// Plain ws: the text is made once and written to each client.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { now } from '../../clock.mjs';

const { WebSocketServer } = createRequire(new URL('../../peers/package.json', import.meta.url))('ws');

let seq = 0;
/** As long as ours for the same sale. */
const changeOf = ({ product, amount }) => ({
  seq: ++seq,
  board: 'floor',
  businessDay: new Date().toISOString().slice(0, 10),
  kind: 'sale',
  consultantId: randomUUID(),
  consultant: 'Ewan Fraser',
  teamId: randomUUID(),
  team: 'Falcon',
  unitsSold: seq,
  salesRevenue: { minor: amount.minor * seq, currency: amount.currency },
  reachedAt: new Date().toISOString(),
  ranking: 1,
  previousRanking: 1,
  amount,
  soldIn: { teamId: randomUUID(), team: 'Falcon' },
  product,
  late: false,
  total: { minor: amount.minor * seq, currency: amount.currency },
  moved: [],
  currency: amount.currency,
});

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false }, () => {
  process.send({ listening: server.address().port });
});
process.on('message', ({ sell }) => {
  const sentAt = now();
  const text = JSON.stringify(changeOf(sell));
  for (const client of server.clients) client.send(text);
  process.send({ sentAt });
});
process.once('disconnect', () => process.exit(0));
