import { Front } from '../front/front';
import type { Supervised } from '../supervision/supervised';

/** The front in a process of its own, since tests cannot load the proxy that it uses; told by messages where the app behind it listens. */
const app: { name: string; restarts: number; port?: number } = { name: 'leaderboard', restarts: 0 };

process.on('message', (told: { readonly port?: number; readonly end?: true }) => {
  if (!told.end) app.port = told.port;
});

void (async () => {
  const front = await Front.open({ port: 0, apps: () => [app as Supervised], expected: [], logs: '' });
  process.on('message', (told: { readonly end?: true }) => {
    if (told.end) void front.close().then(() => process.disconnect());
  });
  process.send!({ url: front.url });
})();
