import { tokenHeaders } from '@takings/testing';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import type { SeenChange, SeenSnapshot } from '../gateway/views';

const signedIn = tokenHeaders('agent');

export type Auth = Readonly<Record<string, unknown>>;

/** A client as the wallboard is one: it names the last number it saw whenever it comes back, and believes only what it is sent. */
export class BoardClient {
  readonly socket: Socket;
  readonly snapshots: SeenSnapshot[] = [];
  readonly changes: SeenChange[] = [];
  readonly heartbeats: { seq: number; at: string }[] = [];
  /** What a client must never see: a change missed, sent twice or too early. */
  readonly faults: string[] = [];
  seq: number | undefined;
  total: number | undefined;
  private closed = false;

  constructor(url: string, auth: Auth = {}, options: Partial<ManagerOptions & SocketOptions> = {}) {
    this.socket = io(`${url}/consultant-ranking`, {
      transports: ['websocket'],
      forceNew: true,
      autoConnect: false,
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
      auth: (answer) => answer({ ...auth, ...(this.seq !== undefined && { lastSeq: this.seq }) }),
      ...options,
    });
    void this.come(auth, options);
    this.socket.on('snapshot', (snapshot: SeenSnapshot) => {
      this.snapshots.push(snapshot);
      this.seq = snapshot.seq;
      this.total = snapshot.total?.minor;
    });
    this.socket.on('change', (change: SeenChange) => {
      if (this.seq === undefined || change.seq !== this.seq + 1) this.faults.push(`change ${change.seq} came after ${this.seq}`);
      this.changes.push(change);
      this.seq = change.seq;
      this.total = change.total?.minor;
    });
    this.socket.on('heartbeat', (heartbeat) => this.heartbeats.push(heartbeat));
  }

  /** A screen, or a device that waits to become one, says so itself; anybody else has signed in, here as a script does. */
  private async come(auth: Auth, { extraHeaders }: Partial<ManagerOptions>) {
    const isDevice = 'token' in auth || 'pairing' in auth;
    this.socket.io.opts.extraHeaders = { ...(isDevice ? {} : await signedIn), ...extraHeaders };
    if (!this.closed) this.socket.connect();
  }

  /** Resolves when it has been sent its board. */
  static async on(url: string, auth: Auth = {}, options: Partial<ManagerOptions & SocketOptions> = {}): Promise<BoardClient> {
    const client = new BoardClient(url, auth, options);
    await client.next('snapshot');
    return client;
  }

  /** What it was refused with. */
  static async refused(url: string, auth: Auth): Promise<{ message: string; data: { code: string; field?: string } }> {
    const client = new BoardClient(url, auth);
    try {
      return await new Promise((resolve, reject) => {
        client.socket.once('connect_error', (error) => resolve(error as never));
        client.socket.once('connect', () => reject(new Error('it was let in')));
      });
    } finally {
      client.close();
    }
  }

  /** The next event of this name. */
  next<T = unknown>(event: string): Promise<T> {
    return new Promise((resolve) => this.socket.once(event, resolve));
  }

  close() {
    this.closed = true;
    this.socket.disconnect();
  }
}
