import type { BoardChange, Snapshot } from '../boards/board-change';
import { type Boards, LiveStream } from '../gateway/live-stream';

/** A client that believes only what it is sent. */
export class WatchingClient {
  readonly heard: (BoardChange | Snapshot)[] = [];
  /** What a client must never see: a change missed, sent twice or too early. */
  readonly faults: string[] = [];
  snapshots = 0;
  /** What the client shows; undefined until it has been told. */
  total: number | undefined;

  constructor(public seq?: number) {}

  get businessDay() {
    return this.heard.at(-1)?.businessDay;
  }

  replaced(snapshot: Snapshot) {
    if (this.seq !== undefined && snapshot.seq < this.seq) this.faults.push(`snapshot ${snapshot.seq} came after ${this.seq}`);
    this.heard.push(snapshot);
    this.snapshots++;
    this.seq = snapshot.seq;
    this.total = snapshot.total.minor;
  }

  changed(change: BoardChange) {
    if (this.seq === undefined || change.seq !== this.seq + 1) this.faults.push(`change ${change.seq} came after ${this.seq}`);
    this.heard.push(change);
    this.seq = change.seq;
    this.total = change.total.minor;
  }
}

/** A stream with clients, as one process has them. */
export class WatchedStream {
  readonly clients = new Set<WatchingClient>();
  readonly stream: LiveStream;
  failures = 0;

  constructor(private boards: Boards) {
    this.stream = new LiveStream({
      stream: { scope: 'floor', currency: 'GBP' },
      boards: {
        snapshot: (stream) => this.boards.snapshot(stream),
        changesAfter: (stream, seq, atMost) => this.boards.changesAfter(stream, seq, atMost),
      },
      audience: {
        changed: (change) => this.clients.forEach((client) => client.changed(change)),
        renewed: (snapshot) => this.clients.forEach((client) => client.replaced(snapshot)),
      },
      graceMs: 0,
      now: () => performance.now(),
      failed: () => this.failures++,
    });
  }

  replaceBoards(boards: Boards) {
    this.boards = boards;
  }

  async connect(lastSeq?: number, client = new WatchingClient(lastSeq)): Promise<WatchingClient> {
    await this.stream.greet(lastSeq, ({ snapshot, changes }) => {
      if (snapshot) client.replaced(snapshot);
      for (const change of changes) client.changed(change);
      this.clients.add(client);
    });
    return client;
  }
}
