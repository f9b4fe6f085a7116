import { Logger, type OnModuleDestroy, UseFilters } from '@nestjs/common';
import { ConnectedSocket, MessageBody, type OnGatewayConnection, type OnGatewayDisconnect, type OnGatewayInit } from '@nestjs/websockets';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { InvalidInput } from '@takings/runtime';
import type { Namespace, Socket } from 'socket.io';
import { ScreenSockets } from '../screens/screen-sockets';
import type { Place } from './board-directory';
import { Connections } from './connections';
import { sockets } from './figures';
import { Handshake, Refusal } from './handshake';
import { LiveStreams } from './live-streams';
import { RefusalFilter, refuse } from './refusal.filter';
import { dropSlowClients } from './slow-clients';
import { type ScreenPass, viewOf, visitorOf } from './visitor';

const HEARTBEAT_EVERY_MS = 5_000;
const LOOK_FOR_SLOW_CLIENTS_EVERY_MS = 1_000;
const KNOWN_EVENTS = ['resume', 'board'];

/** Live boards over socket.io: who comes gets a snapshot or what was missed, then every change, in order and without a gap. */
@WebSocketGateway({ namespace: '/consultant-ranking' })
@UseFilters(RefusalFilter)
export class RankingGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect, OnModuleDestroy {
  private readonly log = new Logger('RankingGateway');
  private namespace!: Namespace;
  private timers: NodeJS.Timeout[] = [];
  private ended = false;

  constructor(
    private readonly streams: LiveStreams,
    private readonly handshake: Handshake,
    private readonly screens: ScreenSockets,
    private readonly connections: Connections,
  ) {}

  /** How many clients are connected to this process. */
  get connected() {
    return this.namespace.sockets.size;
  }

  afterInit(namespace: Namespace) {
    this.namespace = namespace;
    namespace.use((socket, next) => void this.admit(socket, next));
    this.streams.open(namespace);
    this.screens.open((socket, pass) => this.showAsPaired(socket, pass));
    this.timers = [
      setTimeout(() => void this.beatOn(), HEARTBEAT_EVERY_MS),
      setInterval(() => dropSlowClients(namespace), LOOK_FOR_SLOW_CLIENTS_EVERY_MS),
    ];
  }

  handleConnection(socket: Socket) {
    sockets.inc();
    socket.use(([event], next) =>
      KNOWN_EVENTS.includes(event) ? next() : refuse(socket, `${String(event).slice(0, 40)} is nothing that can be asked here`),
    );
    const { pass, lastSeq, place } = visitorOf(socket);
    this.screens.came(socket);
    if (pass) this.screens.tell(socket, pass);
    if (place) void this.show(socket, place, lastSeq);
  }

  handleDisconnect(socket: Socket) {
    sockets.dec();
    this.screens.went(socket);
  }

  @SubscribeMessage('resume')
  async resume(@ConnectedSocket() socket: Socket, @MessageBody() asked: unknown) {
    const lastSeq = this.handshake.resume(asked);
    const { place } = visitorOf(socket);
    if (!place) throw new InvalidInput('this device has yet to be paired');
    await this.show(socket, place, lastSeq);
  }

  @SubscribeMessage('board')
  async board(@ConnectedSocket() socket: Socket, @MessageBody() asked: unknown) {
    const visitor = visitorOf(socket);
    if (!visitor.place) throw new InvalidInput('this device has yet to be paired');
    const turn = ++visitor.asked;
    const { place, lastSeq } = await this.handshake.anotherBoard(visitor, asked);
    if (turn === visitor.asked) await this.show(socket, place, lastSeq);
  }

  onModuleDestroy() {
    this.ended = true;
    for (const timer of this.timers) clearTimeout(timer);
  }

  private async admit(socket: Socket, next: (error?: Error) => void) {
    try {
      if (this.connections.tooMany(this.connections.addressOf(socket.request))) {
        throw new Refusal(`too many connections from this address; at most ${this.connections.limit} are allowed`, 'too-many-connections');
      }
      socket.data.visitor = await this.handshake.visitor(socket.handshake.auth, socket.handshake.headers);
      next();
    } catch (error) {
      if (error instanceof Refusal) return next(error);
      if (error instanceof InvalidInput) return next(new Refusal(error.message, 'invalid', error.field));
      // A client that is refused does not come back by itself; one whose line is lost does.
      this.log.warn(`nobody can be let in now: ${String(error)}`);
      socket.conn.close();
    }
  }

  /** From now on the socket gets this board, beginning with what it misses after `lastSeq`. */
  private async show(socket: Socket, place: Place, lastSeq: number | undefined) {
    const visitor = visitorOf(socket);
    if (visitor.place) this.streams.leave(socket, visitor.place.stream);
    visitor.place = place;
    const turn = ++visitor.asked;
    try {
      await this.streams.enter(socket, place.stream, viewOf(visitor), lastSeq, () => socket.connected && turn === visitor.asked);
    } catch (error) {
      this.log.warn(`a client could not be sent its board: ${String(error)}`);
      socket.conn.close();
    }
  }

  /** A screen's settings were changed: it stays on its board if that is still one of its own. */
  private async showAsPaired(socket: Socket, pass: ScreenPass) {
    const visitor = visitorOf(socket);
    const before = visitor.place?.board;
    const stays = before !== undefined && [...pass.shows.boards, pass.shows.myTeam].includes(before);
    await this.show(socket, await this.handshake.place(pass, stays ? before : undefined, undefined), undefined);
  }

  /** Those whose sign-in counts no more come again, and are told why not. */
  private async letGo() {
    for (const socket of this.namespace.sockets.values()) if (!(await this.handshake.mayStay(visitorOf(socket)))) socket.conn.close();
  }

  private async beatOn() {
    const next = performance.now() + HEARTBEAT_EVERY_MS;
    for (const [what, beat] of [
      ['boards', () => this.streams.beat()],
      ['screens', () => this.screens.look()],
      ['people', () => this.letGo()],
    ] as const) {
      await beat().catch((error: unknown) => this.log.warn(`the ${what} could not be looked at: ${String(error)}`));
    }
    if (!this.ended) this.timers[0] = setTimeout(() => void this.beatOn(), Math.max(0, next - performance.now()));
  }
}
