/** @servers any: nothing here asks a database or a broker. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { eventually } from '@takings/testing';

/** Stands in for the leaderboard: answers, and sends back what comes over a web socket; listens elsewhere after each start. */
class App {
  port = 0;
  private server: Server | undefined;
  private readonly lines = new Set<Socket>();

  async start() {
    this.server = createServer((_request, response) => response.end('{}'));
    this.server.on('upgrade', (request, socket) => {
      this.lines.add(socket as Socket);
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      socket.write(`hello ${request.headers['x-forwarded-for']}`);
      socket.pipe(socket);
    });
    await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve));
    this.port = (this.server.address() as { port: number }).port;
  }

  async crash() {
    const closed = new Promise((resolve) => this.server!.close(resolve));
    for (const line of this.lines) line.resetAndDestroy();
    this.server!.closeAllConnections();
    await closed;
  }
}

/** One who would like a web socket: what was answered, and what came after it. */
class Line {
  said = '';
  ended = false;
  private readonly socket: Socket;

  constructor(path = '/socket.io/?EIO=4&transport=websocket') {
    this.socket = connect(Number(new URL(url).port), '127.0.0.1');
    this.socket.on('data', (data) => (this.said += String(data)));
    this.socket.on('close', () => (this.ended = true)).on('error', () => undefined);
    const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
    this.socket.write(`GET ${path} HTTP/1.1\r\nHost: front\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n\r\n`);
  }

  say(words: string) {
    this.socket.write(words);
  }
}

let app: App;
let front: ChildProcess;
let url: string;

const tellFront = (told: object) => new Promise((resolve) => front.send(told, resolve));
const says = (line: Line, words: string) => eventually(() => expect(line.said).toContain(words));

beforeAll(async () => {
  const entry = join(__dirname, '..', 'testing', 'front-process.ts');
  front = fork(entry, { execArgv: ['--conditions=@takings/source', '-r', '@swc-node/register'] });
  [{ url }] = (await once(front, 'message')) as [{ url: string }];
});
beforeEach(async () => {
  app = new App();
  await app.start();
  await tellFront({ port: app.port });
});
afterEach(() => app.crash());
afterAll(() => front?.kill());

it('carries a web socket through the one port, both ways, and says who asks', async () => {
  const line = new Line();
  await says(line, 'hello 127.0.0.1');
  expect(line.said).toMatch(/^HTTP\/1\.1 101 Switching Protocols\r\n/);
  line.say('one change');
  await says(line, 'one change');
});

it('ends the line of an app that crashes, and carries the next one to where it listens then', async () => {
  const line = new Line();
  await says(line, 'hello');
  await app.crash();
  await eventually(() => expect(line.ended).toBe(true));
  await app.start();
  await tellFront({ port: app.port });
  await says(new Line(), 'hello');
});

it.each([
  ['has crashed', true],
  ['is being started', false],
])('answers 503 at once while the app %s', async (_, portIsKnown) => {
  await app.crash();
  if (!portIsKnown) await tellFront({});
  const line = new Line();
  await eventually(() => expect(line.ended).toBe(true));
  expect(line.said).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\n/);
  expect(line.said).toContain('Retry-After: 1');
  expect(line.said).toContain('leaderboard is being started; try again in a moment.');
  expect((await fetch(`${url}/socket.io/?EIO=4&transport=polling`)).status).toBe(503);
  await app.start();
});

it('answers 404 to a web socket for nothing', async () => {
  const line = new Line('/elsewhere');
  await eventually(() => expect(line.ended).toBe(true));
  expect(line.said).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
});

it('ends in an orderly way with lines open', async () => {
  const line = new Line();
  await says(line, 'hello');
  const exited = once(front, 'exit');
  await tellFront({ end: true });
  expect(await exited).toEqual([0, null]);
  await eventually(() => expect(line.ended).toBe(true));
});
