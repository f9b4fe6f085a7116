import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createProxyServer } from 'httpxy';
import { CannotStart } from '../cannot-start';
import type { Supervised } from '../supervision/supervised';
import { consolePages } from './console-pages';
import { frontPage } from './front-page';
import { readiness } from './readiness';
import { appOf } from './routes';
import { SocketLines } from './socket-lines';

export interface FrontOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** Those with an HTTP port; looked at anew for each request, since a restarted one listens elsewhere. */
  readonly apps: () => readonly Supervised[];
  /** The names of all that have to be ready, started already or not. */
  readonly expected: readonly string[];
  readonly logs: string;
}

/** The one address behind which everything is. It stays while the apps behind it come and go. */
export class Front {
  private readonly pages = consolePages();
  private readonly proxy = createProxyServer({ xfwd: true, proxyTimeout: 0 });
  private readonly lines: SocketLines;

  private constructor(
    private readonly server: Server,
    readonly url: string,
    private readonly options: FrontOptions,
  ) {
    server.on('request', (request, response) => void this.answer(request, response));
    this.lines = new SocketLines(server, this.proxy, (path) => this.targetOf(path));
    // No listener for the proxy's errors: with one it swallows them, and whoever asked would wait for ever.
  }

  /** Throws `CannotStart` when the port is taken. */
  static async open(options: FrontOptions): Promise<Front> {
    // A file of a million rows is sent as fast as it is read, which may take longer than Node allows a request by default.
    const server = createServer({ requestTimeout: 0 });
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => reject(new CannotStart(inWords(error, options.port))));
      server.listen(options.port, '127.0.0.1', resolve);
    });
    const { port } = server.address() as { port: number };
    return new Front(server, `http://127.0.0.1:${port}`, options);
  }

  async close() {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    this.lines.close();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse) {
    const path = new URL(request.url ?? '/', this.url).pathname;
    const { expected, apps, logs } = this.options;
    if (path === '/') {
      const faults = await readiness(expected, apps());
      return send(response, 200, 'text/html; charset=utf-8', frontPage({ url: this.url, logs, apps: apps(), faults }));
    }
    if (path === '/ready') {
      const faults = await readiness(expected, apps());
      const ready = Object.keys(faults).length === 0;
      return sendJson(response, ready ? 200 : 503, ready ? { status: 'ready' } : { status: 'not ready', faults });
    }
    const app = appOf(path);
    if (!app && this.pages(request, response)) return;
    if (!app) return sendJson(response, 404, { error: 'NotFound', message: `There is nothing at ${path}; the addresses are listed at /.` });
    await this.hand(request, response, app);
  }

  private async hand(request: IncomingMessage, response: ServerResponse, app: string) {
    const target = this.addressOf(app);
    if (target === undefined) return starting(response, app);
    try {
      await this.proxy.web(request, response, { target });
    } catch (error) {
      if (response.headersSent) return void response.destroy();
      // What is still being sent must be read, or the sender never comes to our answer.
      request.unpipe();
      request.resume();
      if (mayRepeat(request, error)) starting(response, app);
      else lost(response, app);
    }
  }

  private targetOf(path: string) {
    const app = appOf(path);
    return app === undefined ? undefined : { app, address: this.addressOf(app) };
  }

  /** Undefined while the app is being started. */
  private addressOf(app: string): string | undefined {
    const port = this.options.apps().find(({ name }) => name === app)?.port;
    return port === undefined ? undefined : `http://127.0.0.1:${port}`;
  }
}

/** Whether nothing has been done, or doing it again changes nothing. */
const mayRepeat = ({ method }: IncomingMessage, error: unknown) =>
  method === 'GET' || method === 'HEAD' || (error as NodeJS.ErrnoException).code === 'ECONNREFUSED';

function starting(response: ServerResponse, app: string) {
  response.setHeader('retry-after', '1');
  sendJson(response, 503, { error: 'Unavailable', message: `${app} is being started; try again in a moment.` });
}

function lost(response: ServerResponse, app: string) {
  const message = `${app} ended before it answered, so that nobody knows whether this was done; look, then try again.`;
  sendJson(response, 502, { error: 'Uncertain', message });
}

const sendJson = (response: ServerResponse, status: number, body: object) =>
  send(response, status, 'application/json', JSON.stringify(body));

function send(response: ServerResponse, status: number, type: string, body: string) {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

function inWords({ code, message }: NodeJS.ErrnoException, port: number): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program. Name another one: npm start -- --port ${port + 1} (0 picks a free one)`;
  if (code === 'EACCES') return `You may not listen on port ${port}. Name one above 1023: npm start -- --port 4400`;
  return `Port ${port} cannot be used: ${message}`;
}
