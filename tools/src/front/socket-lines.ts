import type { ClientRequest, IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ProxyServer } from 'httpxy';

interface Target {
  readonly app: string;
  /** Undefined while the app is being started. */
  readonly address: string | undefined;
}

/** Web sockets through the one port, to the app that their path names. While it is away they are refused, and asked to come again. */
export class SocketLines {
  /** Those that are open, each with the app at its other end. */
  private readonly open = new Map<Duplex, string>();

  constructor(
    server: Server,
    private readonly proxy: ProxyServer,
    private readonly targetOf: (path: string) => Target | undefined,
  ) {
    server.on('upgrade', (request, socket, head) => void this.pass(request, socket, head));
    proxy.on('proxyReqWs', (toApp, _request, socket) => this.connecting(toApp, socket));
  }

  close() {
    for (const socket of this.open.keys()) socket.destroy();
  }

  private async pass(request: IncomingMessage, socket: Duplex, head: Buffer) {
    // Whoever asked may be gone in the middle of anything.
    socket.on('error', () => socket.destroy());
    const path = request.url?.split('?')[0] ?? '/';
    const target = this.targetOf(path);
    if (!target) return refuse(socket, '404 Not Found', { error: 'NotFound', message: `There is nothing at ${path}.` });
    if (target.address === undefined) return starting(socket, target.app);
    this.open.set(socket, target.app);
    socket.once('close', () => this.open.delete(socket));
    const proxied = this.proxy.ws(request, socket as Parameters<ProxyServer['ws']>[1], { target: target.address }, head);
    await proxied.catch(() => socket.end());
  }

  private connecting(toApp: ClientRequest, socket: Duplex) {
    // The proxy ends the socket of one who cannot be connected without a word; this comes before that.
    const refused = () => starting(socket, this.open.get(socket) ?? 'The app');
    toApp.once('error', refused).once('response', () => toApp.off('error', refused));
    toApp.once('upgrade', (_answer, line: Duplex) => {
      toApp.off('error', refused);
      // A line that is cut at this end does not end at the other by itself.
      socket.once('close', () => line.destroy());
    });
  }
}

const starting = (socket: Duplex, app: string) =>
  refuse(socket, '503 Service Unavailable', { error: 'Unavailable', message: `${app} is being started; try again in a moment.` });

function refuse(socket: Duplex, status: string, answer: object) {
  const body = JSON.stringify(answer);
  const headers = ['Connection: close', 'Content-Type: application/json', 'Retry-After: 1', `Content-Length: ${Buffer.byteLength(body)}`];
  socket.end(`HTTP/1.1 ${status}\r\n${headers.join('\r\n')}\r\n\r\n${body}`);
}
