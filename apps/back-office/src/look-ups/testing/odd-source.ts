import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** A source that answers as a test wants it to, and remembers what it was asked. */
export class OddSource {
  readonly asked: { readonly path: string; readonly authorization: string | undefined }[] = [];
  behave: Behaviour = json(200, {});

  private constructor(private readonly server: Server) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.asked.push({ path: request.url ?? '', authorization: request.headers.authorization });
      this.behave(request, response);
    });
  }

  static async start(): Promise<OddSource> {
    const source = new OddSource(createServer());
    await new Promise<void>((resume) => source.server.listen(0, '127.0.0.1', resume));
    return source;
  }

  get url() {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close() {
    this.server.closeAllConnections();
    await new Promise((resume) => this.server.close(resume));
  }
}

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Behaviour =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

export const text =
  (status: number, body: string, headers: Record<string, string> = {}): Behaviour =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);

const HTML = '<html><body><h1>Back soon</h1></body></html>';
const NEVER: Behaviour = () => undefined;
const ENDLESS: Behaviour = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = () => {
    while (!response.destroyed && response.write(`"${'x'.repeat(65_536)}",`));
    if (!response.destroyed) response.once('drain', more);
  };
  response.write('[');
  more();
};
const CUT_OFF: Behaviour = (_, response) => {
  response.writeHead(200, { 'content-length': '100' }).write('{"comp');
  setTimeout(() => response.socket?.destroy(), 5);
};
const HANGS_UP: Behaviour = (request) => request.socket.destroy();

/** Every wrong answer a source was seen to give, and what a stage is told of it: who waits, how long, and in which words. */
export const WRONG_ANSWERS: readonly [string, Behaviour, { everybody: boolean; retryAfterMs?: number }, RegExp][] = [
  ['a page of HTML', text(200, HTML), { everybody: false }, /answered 200, but not in JSON$/],
  ['JSON of another kind', json(200, { hello: 'world' }), { everybody: false }, /answered 200 with something else than expected/],
  ['JSON that is no object', json(200, null), { everybody: false }, /answered 200 with something else than expected/],
  ['nothing in time', NEVER, { everybody: false }, /did not answer within 2 s$/],
  ['an endless body', ENDLESS, { everybody: false }, /sent more than 1048576 bytes$/],
  ['half a body', CUT_OFF, { everybody: false }, /closed the line before its answer was complete/],
  ['a line that is closed', HANGS_UP, { everybody: false }, /closed the line before its answer was complete/],
  ['500', json(500, { error: 'oops' }), { everybody: false }, /answered 500$/],
  ['502 of a gateway in between', text(502, HTML), { everybody: false }, /answered 502$/],
  ['404 that is a page', text(404, HTML), { everybody: false }, /answered 404, but not in JSON$/],
  ['404 in other words', json(404, { message: 'no route' }), { everybody: false }, /answered 404 with something else than expected/],
  ['503', text(503, HTML, { 'retry-after': '120' }), { everybody: true, retryAfterMs: 120_000 }, /is down for now$/],
  ['401', text(401, HTML), { everybody: true }, /does not let us in \(401\)/],
  ['403', json(403, {}), { everybody: true }, /does not let us in \(403\)/],
  [
    'a redirect',
    text(302, '', { location: 'https://elsewhere.example/' }),
    { everybody: true },
    /has moved: its address must be set anew$/,
  ],
  ['429', json(429, {}, { 'retry-after': '7' }), { everybody: true, retryAfterMs: 7000 }, /takes no more questions for now$/],
];
