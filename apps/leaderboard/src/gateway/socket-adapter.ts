import type { IncomingMessage } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import type { Connections } from './connections';
import { dropped } from './figures';
import type { RedisLink } from './redis-link';

/** What a client sends is a board's name and a token. */
const LARGEST_MESSAGE_BYTES = 8_192;
/** Messages of one connection in a second, connecting included. */
const MESSAGES_PER_SECOND = 20;
/** How long a connection may stay without asking for a board, and how often its other end is asked whether it lives. */
const ASKS_WITHIN_MS = 30_000;
const PING_EVERY_MS = 10_000;

type Conn = Server['engine'] extends { on(event: 'connection', listener: (conn: infer C) => void): unknown } ? C : any;

/** The socket server: on the app's own port, for its own pages, within limits. */
export class SocketAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly connections: Connections,
    /** By which several processes tell each other; none for one alone. */
    private readonly redis: RedisLink | undefined,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server: Server = super.createIOServer(port, {
      ...options,
      serveClient: false,
      // Deflating each change anew for each client would cost more than the line.
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
      connectTimeout: ASKS_WITHIN_MS,
      pingInterval: PING_EVERY_MS,
      pingTimeout: PING_EVERY_MS,
      allowRequest: (request, answer) => this.admit(request, answer),
      ...(this.redis && { adapter: this.redis.adapter }),
    } as ServerOptions);
    server.engine.on('connection', (conn: Conn) => this.count(conn));
    server.use((_socket, next) => next(new Error('nothing is told here; boards are in the namespace /consultant-ranking')));
    return server;
  }

  override async dispose() {
    await super.dispose();
    this.redis?.close();
  }

  private admit(request: IncomingMessage, answer: (fault: string | null | undefined, yes: boolean) => void) {
    if (!this.connections.sameOrigin(request)) return answer('pages of other sites may not ask', false);
    if (!this.connections.mayKnock(this.connections.addressOf(request))) return answer('too many connections from this address', false);
    answer(undefined, true);
  }

  private count(conn: Conn) {
    const address = this.connections.addressOf(conn.request);
    this.connections.opened(address);
    conn.once('close', () => this.connections.closed(address));
    let [second, messages] = [0, 0];
    conn.on('packet', ({ type }: { type: string }) => {
      if (type !== 'message') return;
      const now = Math.floor(performance.now() / 1000);
      if (now !== second) [second, messages] = [now, 0];
      if (++messages <= MESSAGES_PER_SECOND) return;
      dropped.inc({ why: 'talks too much' });
      conn.close(true);
    });
  }
}
