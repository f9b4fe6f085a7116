import { Logger, type OnModuleDestroy } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import { hasRole, type Person, SignIns } from '@takings/runtime/http';
import type { Server, Socket } from 'socket.io';
import { z } from 'zod';
import { FlowViews } from '../flow-views';
import type { Word } from './words';
import { WordsHeard } from './words-heard';

const EVENT = 'look-again';
/** Rooms that one window may be in. */
const ROOMS_AT_MOST = 20;
/** Where everybody is who looks at one invoice. */
const SOME_INVOICE = 'some-invoice';
/** How often it is asked whether those who listen are still signed in. */
const ASK_EVERY_MS = 60_000;

const Room = z.union([
  z.strictObject({ sale: z.uuid() }),
  z.strictObject({ run: z.uuid() }),
  z.strictObject({ invoice: z.uuid() }),
  z.strictObject({ list: z.enum(['mine', 'team', 'all', 'runs', 'invoices', 'stuck']) }),
]);
type Room = z.output<typeof Room>;
/** Who sees runs and invoices, as their API has it. */
const SEES_FINANCE = ['finance-manager', 'finance-approver', 'management', 'platform'] as const;
/** As the API of the stuck list has it. */
const SEES_STUCK = ['agent', 'team-manager', 'finance-manager', 'finance-approver', 'platform'] as const;
const isStuckList = (room: Room) => 'list' in room && room.list === 'stuck';
const isOfFinance = (room: Room) =>
  'run' in room || 'invoice' in room || ('list' in room && (room.list === 'runs' || room.list === 'invoices'));

const personOf = (socket: Socket) => (socket.data as { person: Person }).person;

/**
 * Tells browsers that something has changed, never what: they ask again, and are told what they may see. The cookie of a session goes with
 * the handshake from our own pages only (SameSite=strict), so that no other origin has to be turned away.
 */
@WebSocketGateway({
  path: '/api/live/socket.io',
  serveClient: false,
  pingInterval: 5_000,
  pingTimeout: 10_000,
  maxHttpBufferSize: 8_192,
  perMessageDeflate: false,
})
export class LookAgainGateway implements OnGatewayInit, OnGatewayConnection, OnModuleDestroy {
  private readonly log = new Logger(LookAgainGateway.name);
  private server!: Server;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly signIns: SignIns,
    private readonly views: FlowViews,
    private readonly words: WordsHeard,
  ) {}

  afterInit(server: Server) {
    this.server = server;
    server.use((socket, next) => void this.admit(socket, next));
    this.words.listen(
      (words) => words.forEach((word) => this.tell(word)),
      // Whoever comes back looks again at everything.
      () => this.each((socket) => socket.conn.close()),
    );
    this.timer = setInterval(() => this.each((socket) => void this.stillSignedIn(socket)), ASK_EVERY_MS).unref();
  }

  handleConnection(socket: Socket) {
    socket.use(([event], next) => next(event === 'enter' || event === 'leave' ? undefined : new Error('nothing else can be asked here')));
  }

  onModuleDestroy() {
    clearInterval(this.timer);
  }

  @SubscribeMessage('enter')
  async enter(@ConnectedSocket() socket: Socket, @MessageBody() asked: unknown) {
    const room = await this.roomOf(asked, personOf(socket));
    if (room !== undefined && socket.rooms.size <= ROOMS_AT_MOST)
      await socket.join(room.startsWith('invoice:') ? [room, SOME_INVOICE] : room);
    return { entered: room !== undefined };
  }

  @SubscribeMessage('leave')
  async leave(@ConnectedSocket() socket: Socket, @MessageBody() asked: unknown) {
    const room = Room.safeParse(asked);
    if (room.success) await socket.leave(nameOf(room.data, personOf(socket)) ?? '');
  }

  private async admit(socket: Socket, next: (error?: Error) => void) {
    try {
      const { person } = await this.signIns.of(socket.handshake.headers);
      (socket.data as { person: Person }).person = person;
      next();
    } catch (error) {
      next(new Error((error as Error).message));
    }
  }

  /** Undefined when there is no such room, or they may not see what it is about. */
  private async roomOf(asked: unknown, person: Person): Promise<string | undefined> {
    const room = Room.safeParse(asked);
    if (!room.success) return undefined;
    if (isOfFinance(room.data)) return hasRole(person, SEES_FINANCE) ? nameOf(room.data, person) : undefined;
    if (isStuckList(room.data)) return hasRole(person, SEES_STUCK) ? nameOf(room.data, person) : undefined;
    if (!hasRole(person, ['consultant', 'agent', 'team-manager'])) return undefined;
    if ('sale' in room.data) {
      const seen = await this.views.seen(room.data.sale, person).catch((error: Error) => void this.log.debug(error.message));
      if (!seen) return undefined;
    }
    return nameOf(room.data, person);
  }

  private tell({ topic, id, version, owners, team }: Word) {
    if (topic === 'invoices') return void this.server.to('invoices').emit(EVENT, { topic, id, version });
    if (topic === 'invoice') return void this.server.to(id === '' ? SOME_INVOICE : `invoice:${id}`).emit(EVENT, { topic, id, version });
    if (topic === 'run') return void this.server.to([`run:${id}`, 'runs']).emit(EVENT, { topic, id, version });
    if (topic === 'stuck') return void this.server.to('stuck').emit(EVENT, { topic, id, version });
    this.server.to(`sale:${id}`).emit(EVENT, { topic, id, version });
    if (topic !== 'sale') return;
    const lists = [...owners.map((owner) => `person:${owner}`), ...(team === null ? [] : [`team:${team}`]), 'all'];
    this.server.to(lists).emit(EVENT, { topic: 'list', id, version });
  }

  private async stillSignedIn(socket: Socket) {
    await this.signIns.of(socket.handshake.headers).catch(() => socket.conn.close());
  }

  private each(act: (socket: Socket) => void) {
    for (const socket of this.server.sockets.sockets.values()) act(socket);
  }
}

function nameOf(room: Room, { id, team, roles }: Person): string | undefined {
  if ('sale' in room) return `sale:${room.sale}`;
  if ('run' in room) return `run:${room.run}`;
  if ('invoice' in room) return `invoice:${room.invoice}`;
  if (room.list === 'runs' || room.list === 'invoices' || room.list === 'stuck') return room.list;
  if (room.list === 'mine') return `person:${id}`;
  if (room.list === 'team') return team === null ? undefined : `team:${team}`;
  return roles.includes('admin') ? 'all' : undefined;
}
