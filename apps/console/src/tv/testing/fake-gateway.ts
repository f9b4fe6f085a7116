import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Namespace, Server as Sockets, type Socket } from 'socket.io';
import { type Change, type Handshake, NAMESPACE, type ScreenSettings, type Snapshot } from '../protocol';

/** What a board says of itself. */
export interface FakeBoard {
  snapshot(): Snapshot;
}

type Pages = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Speaks the gateway's words, and says what a test tells it to: for what a real one hardly ever shows. */
export class FakeGateway {
  /** A device's token is good as long as it is here. */
  readonly screens = new Map<string, ScreenSettings>();
  readonly asked: { readonly board: string; readonly lastSeq: number }[] = [];
  private readonly sockets: Namespace;
  private readonly told: Change[] = [];
  private readonly pairing = new Map<string, { device: string; code: string }>();
  private codes = 0;
  private beating = true;
  private readonly heart = setInterval(() => this.beat(), 1_000);

  private constructor(
    private readonly server: Server,
    private readonly boards: ReadonlyMap<string, FakeBoard>,
  ) {
    this.sockets = new Sockets(server).of(NAMESPACE);
    this.sockets.use((socket, next) => this.admit(socket, next));
    this.sockets.on('connection', (socket) => this.greet(socket));
  }

  static async open(boards: Readonly<Record<string, FakeBoard>>, pages: Pages, port = 0): Promise<FakeGateway> {
    const server = createServer();
    const gateway = new FakeGateway(server, new Map(Object.entries(boards)));
    server.on('request', (request, response) => gateway.answer(request, response, pages));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return gateway;
  }

  get url() {
    return `http://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  /** A change that everybody hears of; `lost` when only those who ask for it do, not `kept` when nobody will. */
  tell(change: Change, { lost = false, kept = true } = {}) {
    if (kept) this.told.push(change);
    if (!lost) this.sockets.to(change.board).emit('change', change);
  }

  renew() {
    for (const [name, board] of this.boards) this.sockets.to(name).emit('snapshot', board.snapshot());
  }

  /** Nothing is said any more, and nothing is hung up. */
  silence() {
    this.beating = false;
  }

  speak() {
    this.beating = true;
    this.beat();
  }

  /** Hangs up on everybody. */
  drop() {
    this.sockets.disconnectSockets(true);
  }

  get clients() {
    return this.sockets.sockets.size;
  }

  /** A person enters a code and chooses what the device shows. */
  pair(code: string, token: string, settings: ScreenSettings) {
    const waiting = [...this.pairing.values()].find((one) => one.code === code);
    if (!waiting) throw new Error(`Nobody shows the code ${code}`);
    this.screens.set(token, settings);
    this.sockets.to(`pairing ${waiting.device}`).emit('paired', { token });
  }

  withdraw(token: string) {
    this.screens.delete(token);
    this.sockets.to(`token ${token}`).emit('withdrawn', {});
  }

  async close() {
    clearInterval(this.heart);
    this.sockets.disconnectSockets(true);
    await this.sockets.server.close();
  }

  private answer(request: IncomingMessage, response: ServerResponse, pages: Pages) {
    if (request.url?.startsWith('/socket.io')) return;
    if (request.url !== '/api/screens/codes') {
      if (!pages(request, response)) response.writeHead(404).end();
      return;
    }
    const device = `device-${++this.codes}`;
    const code = `${112_233 + this.codes}`;
    this.pairing.set(device, { device, code });
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code, device, expiresAt: new Date(Date.now() + 600_000).toISOString() }));
  }

  private admit(socket: Socket, next: (error?: Error) => void) {
    const { board, token, pairing } = socket.handshake.auth as Handshake;
    if (token && !this.screens.has(token)) return next(refusal('withdrawn', 'this screen was withdrawn; pair it again'));
    if (board && !this.boards.has(board)) return next(refusal('invalid', `there is no board ${JSON.stringify(board)}; expected floor`));
    if (pairing && !this.pairing.has(pairing))
      return next(refusal('unknown-pairing', 'the code of this device is not valid any more; ask for another'));
    next();
  }

  private async greet(socket: Socket) {
    const { board, token, pairing, lastSeq } = socket.handshake.auth as Handshake;
    if (pairing) return void (await socket.join(`pairing ${pairing}`));
    if (token) await socket.join(`token ${token}`);
    const screen = token === undefined ? undefined : this.screens.get(token);
    if (screen) socket.emit('screen', screen);
    const name = board ?? screen?.shows.boards[0] ?? 'floor';
    await socket.join(name);
    this.bringUp(socket, name, lastSeq ?? 0);
    socket.on('resume', (asked: { lastSeq: number }) => {
      this.asked.push({ board: name, lastSeq: asked.lastSeq });
      this.bringUp(socket, name, asked.lastSeq);
    });
  }

  private bringUp(socket: Socket, name: string, lastSeq: number) {
    const missed = this.told.filter(({ board, seq }) => board === name && seq > lastSeq);
    if (lastSeq === 0) socket.emit('snapshot', this.boards.get(name)!.snapshot());
    else for (const change of missed) socket.emit('change', change);
    if (this.beating) socket.emit('heartbeat', this.heartbeat(name));
  }

  private beat() {
    if (!this.beating) return;
    for (const name of this.boards.keys()) this.sockets.to(name).emit('heartbeat', this.heartbeat(name));
  }

  private heartbeat(name: string) {
    return { seq: this.boards.get(name)!.snapshot().seq, at: new Date().toISOString() };
  }
}

const refusal = (code: string, message: string) => Object.assign(new Error(message), { data: { code } });
