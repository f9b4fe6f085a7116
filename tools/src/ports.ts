import { createServer } from 'node:net';

/**
 * A free port on the loopback address, below the range from which systems take the ports of outgoing connections (32768 on Linux,
 * 49152 elsewhere). A server that is restarted must get its port again: in that range an outgoing connection may have taken it
 * meanwhile, or a client that keeps dialling the dead server may even connect to itself.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port)) return port;
  }
  throw new Error('No free port was found between 20000 and 32000.');
}

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
