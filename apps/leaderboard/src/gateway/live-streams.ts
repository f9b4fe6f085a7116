import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';
import { BoardFeed } from '../boards/board-feed';
import type { BoardChange } from '../boards/board-change';
import { type BoardStream, streamKey } from '../boards/board-stream';
import { LiveBoards } from '../boards/live-boards';
import { Clock } from '../clock';
import { Roster } from '../track-roster/roster';
import { BoardDirectory } from './board-directory';
import { changesSent } from './figures';
import { type Audience, LiveStream } from './live-stream';
import { OtherProcesses } from './other-processes';
import { dropSlowClients } from './slow-clients';
import { changeFor, snapshotFor, type Told, type View, VIEWS } from './views';

/** Another process' change comes this late at most while its word is on the way; only then is the database asked. */
const WORD_ARRIVES_WITHIN_MS = 10;
/** How often streams are looked at for the end of their day, and how long after a try that came too early comes the next. */
const LOOK_AT_DAYS_EVERY_MS = 250;
const NEXT_TRY_AFTER_MS = 1_000;
/** After so many changes clients are looked at that do not read. */
const LOOK_AFTER_CHANGES = 100;

type Rooms = Readonly<Record<View, string>>;

interface Watched {
  readonly live: LiveStream;
  readonly rooms: Rooms;
  /** Clients that are being greeted. */
  arriving: number;
  dayTriedAt: number;
}

/** The streams that somebody watches here: fed by this process, by the others and by the database, sent to the rooms of their views. */
@Injectable()
export class LiveStreams implements OnModuleDestroy {
  private readonly log = new Logger('LiveStreams');
  private readonly watched = new Map<string, Watched>();
  private namespace!: Namespace;
  private hidden: ReadonlySet<string> = new Set();
  private roster = '';
  private firstLook: Promise<void> | undefined;
  private days: NodeJS.Timeout | undefined;
  private sentSinceLook = 0;

  constructor(
    private readonly boards: LiveBoards,
    private readonly feed: BoardFeed,
    private readonly directory: BoardDirectory,
    private readonly others: OtherProcesses,
    private readonly rosterTold: Roster,
    private readonly clock: Clock,
  ) {}

  open(namespace: Namespace) {
    this.namespace = namespace;
    this.others.join(namespace);
    this.feed.subscribe((changes) => {
      this.offer(changes);
      this.others.tell({ changes });
    });
    this.others.heard.subscribe((word) => {
      if ('changes' in word) this.offer(word.changes);
      if ('roster' in word) void this.lookAtRoster().catch(this.failed);
    });
    this.rosterTold.changed.subscribe(() => {
      void this.lookAtRoster().catch(this.failed);
      this.others.tell({ roster: true });
    });
    this.days = setInterval(() => this.endDays(), LOOK_AT_DAYS_EVERY_MS);
  }

  onModuleDestroy() {
    clearInterval(this.days);
  }

  /**
   * Sends the socket what it misses and lets it into the room, in one tick. `stillWanted` is asked in that tick: the client may have gone
   * or asked for something else. Throws what the database throws.
   */
  async enter(socket: Socket, stream: BoardStream, view: View, lastSeq: number | undefined, stillWanted: () => boolean): Promise<void> {
    const watched = this.watch(stream);
    watched.arriving++;
    try {
      await this.knowRoster();
      await watched.live.greet(lastSeq, ({ snapshot, changes }) => {
        if (!stillWanted()) return;
        const told = this.told(stream);
        if (snapshot) socket.emit('snapshot', snapshotFor(view, snapshot, told));
        for (const change of changes) socket.emit('change', changeFor(view, change, told));
        void socket.join(watched.rooms[view]);
      });
    } finally {
      watched.arriving--;
    }
  }

  leave(socket: Socket, stream: BoardStream) {
    for (const room of Object.values(roomsOf(stream))) void socket.leave(room);
  }

  /** Throws when the database does not answer: nobody may then be told that the line is alive. */
  async beat(): Promise<void> {
    this.forgetUnwatched();
    if (this.watched.size === 0) return;
    const before = new Map([...this.watched].map(([key, { live }]) => [key, live.lastSent]));
    const [seqs] = await Promise.all([this.boards.lastSeqs(), this.lookAtRoster()]);
    for (const [key, { live, rooms }] of this.watched) {
      const [last, sent] = [seqs.get(key) ?? 0, before.get(key)];
      // A number that went back: the database was restored from a backup.
      if (sent !== undefined && last < sent) void live.renew().catch(this.failed);
      else live.heard(last);
      if (live.lastSent === undefined) continue;
      this.namespace.local.to(Object.values(rooms)).emit('heartbeat', { seq: live.lastSent, at: this.clock.now().toISOString() });
    }
  }

  private offer(changes: readonly BoardChange[]) {
    for (const change of changes) this.watched.get(streamKey(change))?.live.offer(change);
  }

  private watch(stream: BoardStream): Watched {
    const key = streamKey(stream);
    const known = this.watched.get(key);
    if (known) return known;
    const rooms = roomsOf(stream);
    const live = new LiveStream({
      stream,
      boards: this.boards,
      audience: this.audience(stream, rooms),
      graceMs: this.others.reached ? WORD_ARRIVES_WITHIN_MS : 0,
      now: () => performance.now(),
      failed: this.failed,
    });
    const watched = { live, rooms, arriving: 0, dayTriedAt: Number.NEGATIVE_INFINITY };
    this.watched.set(key, watched);
    return watched;
  }

  private audience(stream: BoardStream, rooms: Rooms): Audience {
    const send = (event: string, packet: (view: View) => object) => {
      for (const view of VIEWS) {
        if (this.inhabited(rooms[view])) this.namespace.local.to(rooms[view]).emit(event, packet(view));
      }
    };
    return {
      changed: (change) => {
        changesSent.inc();
        this.lookSoon();
        send('change', (view) => changeFor(view, change, this.told(stream)));
      },
      renewed: (snapshot) => send('snapshot', (view) => snapshotFor(view, snapshot, this.told(stream))),
    };
  }

  /** Time alone does not bound what waits for a client that does not read: many changes may come in little time. */
  private lookSoon() {
    if (++this.sentSinceLook < LOOK_AFTER_CHANGES) return;
    this.sentSinceLook = 0;
    setImmediate(() => dropSlowClients(this.namespace));
  }

  private told({ scope }: BoardStream): Told {
    return { board: this.directory.nameOf(scope), hidden: this.hidden };
  }

  private inhabited(room: string) {
    return this.namespace.adapter.rooms.has(room);
  }

  private forgetUnwatched() {
    for (const [key, { rooms, arriving }] of this.watched) {
      if (arriving === 0 && !Object.values(rooms).some((room) => this.inhabited(room))) this.watched.delete(key);
    }
  }

  /** Before the first client of all is told anything; those who come meanwhile wait for the same. */
  private knowRoster(): Promise<void> {
    this.firstLook ??= this.lookAtRoster().catch((error: unknown) => {
      this.firstLook = undefined;
      throw error;
    });
    return this.firstLook;
  }

  /** Names, targets and who is hidden stand in snapshots alone: when one changes, everybody gets a new one. */
  private async lookAtRoster() {
    const [teams, hidden] = await Promise.all([this.rosterTold.teams(), this.rosterTold.hidden(), this.directory.refresh()]);
    const roster = JSON.stringify([teams, [...hidden].sort()]);
    const known = this.roster;
    this.hidden = hidden;
    this.roster = roster;
    if (known === '' || known === roster) return;
    for (const { live } of this.watched.values()) void live.renew().catch(this.failed);
  }

  private endDays() {
    for (const watched of this.watched.values()) {
      const { live } = watched;
      const ended = live.resetsAt !== '' && this.clock.now().getTime() >= Date.parse(live.resetsAt);
      if (!ended || performance.now() - watched.dayTriedAt < NEXT_TRY_AFTER_MS) continue;
      watched.dayTriedAt = performance.now();
      void live.renew().catch(this.failed);
    }
  }

  private readonly failed = (error: unknown) => this.log.warn(`a board could not be read and is tried again: ${String(error)}`);
}

function roomsOf(stream: BoardStream): Rooms {
  const key = streamKey(stream);
  return { full: `${key}:full`, masked: `${key}:masked`, ranks: `${key}:ranks` };
}
