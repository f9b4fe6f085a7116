// Many viewers in one process. Says when the last of them has a change.
import { createRequire } from 'node:module';
import { io } from 'socket.io-client';
import { now } from '../../clock.mjs';

const { WebSocket } = createRequire(new URL('../../peers/package.json', import.meta.url))('ws');
const OPENING_AT_ONCE = 50;

const { KIND, PORT } = process.env;
const count = Number(process.env.VIEWERS);
let seen = 0;

function onChange() {
  seen += 1;
  if (seen < count) return;
  seen = 0;
  process.send({ lastAt: now() });
}

/** Ours is open once it has its snapshot. */
const open = {
  ws: () =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://127.0.0.1:${PORT}`, { perMessageDeflate: false });
      socket.on('message', (data) => {
        JSON.parse(data.toString());
        onChange();
      });
      socket.once('open', resolve).once('error', reject);
    }),
  gateway: () =>
    new Promise((resolve, reject) => {
      const socket = io(`http://127.0.0.1:${PORT}/consultant-ranking`, {
        transports: ['websocket'],
        forceNew: true,
        extraHeaders: JSON.parse(process.env.HEADERS),
        auth: { board: 'floor', currency: 'GBP' },
      });
      socket.on('change', onChange);
      socket.once('snapshot', resolve).once('connect_error', reject);
    }),
}[KIND];

for (let i = 0; i < count; i += OPENING_AT_ONCE) {
  await Promise.all(Array.from({ length: Math.min(OPENING_AT_ONCE, count - i) }, open));
}
process.send({ open: count });
process.once('disconnect', () => process.exit(0));
