import http from 'node:http';
import https from 'node:https';

/** It is certain that not a byte of the request left us: no connection came about. */
export class NothingSent extends Error {
  override readonly name = 'NothingSent';
}
/** The request may have arrived, and no whole reply came back. */
export class NoReply extends Error {
  override readonly name = 'NoReply';
}

export interface Reply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface PostOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** From the call to the end of the reply. */
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  /** Connections kept open while nothing is sent. */
  readonly idleConnections: number;
}

/** Servers drop idle connections after five seconds or more; ours are dropped first, so that a request seldom meets a dying one. */
const IDLE_MS = 4_000;
const MAX_REPLY_BYTES = 1024 * 1024;

/**
 * POSTs to one address. Made of node's own client, and not of fetch, since for money one must know whether the request left: node's client
 * sends a request once, follows no redirect, and tells a connection that came about from one that did not.
 */
export class Post {
  private readonly url: URL;
  private readonly agent: http.Agent;
  private readonly request: typeof http.request;
  private readonly connectedEvent: 'secureConnect' | 'connect';

  constructor(private readonly options: PostOptions) {
    this.url = new URL(options.url);
    const secure = this.url.protocol === 'https:';
    const agent = { keepAlive: true, timeout: IDLE_MS, maxFreeSockets: options.idleConnections };
    this.agent = secure ? new https.Agent(agent) : new http.Agent(agent);
    this.request = secure ? https.request : http.request;
    this.connectedEvent = secure ? 'secureConnect' : 'connect';
  }

  /** Throws `NothingSent` or `NoReply`, nothing else. */
  send(body: string, headers: Record<string, string> = {}): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const { timeoutMs, connectTimeoutMs } = this.options;
      const length = { 'content-length': Buffer.byteLength(body) };
      const request = this.request(this.url, {
        method: 'POST',
        agent: this.agent,
        headers: { ...this.options.headers, ...headers, ...length },
      });
      let sent = false;
      const fail = (error: Error) => {
        clearTimeout(connecting);
        clearTimeout(waiting);
        reject(sent ? new NoReply(error.message, { cause: error }) : new NothingSent(error.message, { cause: error }));
        request.destroy();
      };
      const connecting = setTimeout(() => fail(new Error(`no connection within ${connectTimeoutMs} ms`)), connectTimeoutMs);
      const waiting = setTimeout(() => fail(new Error(`no reply within ${timeoutMs} ms`)), timeoutMs);
      const connected = () => {
        sent = true;
        clearTimeout(connecting);
      };
      // A kept connection takes the request at once, and its death tells nothing about whether the request arrived.
      request.once('socket', (socket) => (request.reusedSocket ? connected() : socket.once(this.connectedEvent, connected)));
      request.on('error', (error) => fail(described(error)));
      request.once('response', (response) => {
        connected();
        read(response).then((reply) => {
          clearTimeout(waiting);
          resolve(reply);
        }, fail);
      });
      request.end(body);
    });
  }

  close() {
    this.agent.destroy();
  }
}

async function read(response: http.IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_REPLY_BYTES) throw new Error(`the reply is longer than ${MAX_REPLY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') };
}

/** Node's AggregateError (several addresses tried) has an empty message. */
function described(error: Error): Error {
  return error instanceof AggregateError ? new Error(error.errors.map(String).join('; '), { cause: error }) : error;
}
