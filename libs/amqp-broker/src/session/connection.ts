import type { Socket } from 'node:net';
import type { Content } from '../queue/message';
import { type ClientMethod, decodeMethod, encodeContent, encodeMethod, FrameType, heartbeatFrame, protocolHeader } from '../wire/codec';
import { AmqpError, connectionError } from '../wire/errors';
import { type Frame, FrameReader } from '../wire/frame-reader';
import { type ClientMethods, type MethodId, noMethod, type ServerMethods, type Table } from '../wire/methods';
import { Channels } from './channels';
import { capabilities, logIn, lowerOf, requireVirtualHost, startFields } from './handshake';
import { Heartbeats } from './heartbeats';
import type { Limits } from './limits';
import type { ReplyAddresses } from './reply-to';
import type { Surroundings } from './surroundings';

type State = 'protocol' | 'start' | 'tune' | 'open' | 'running' | 'closing' | 'closed';

/** How long a client may take to answer connection.close. */
const CLOSE_TIMEOUT_MS = 2000;
/** Section 4.2.3: what every peer must be able to take. */
const LEAST_FRAME_MAX_BYTES = 4096;
/** A client that takes nothing is not even listened to above this many write buffers. */
const DEAF_FACTOR = 16;

/** One client connection: its handshake, its frames, its channels. What goes wrong here hurts no other connection. */
export class Connection {
  user = '';
  private state: State = 'protocol';
  private readonly reader: FrameReader;
  private readonly channels: Channels;
  private readonly heartbeats = new Heartbeats();
  private greeting: Buffer = Buffer.alloc(0);
  private frameMaxBytes: number;
  private client: Table = {};
  private corked = false;
  private behindSchedule = false;
  private deadline: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly around: Surroundings,
    private readonly ended: (connection: Connection) => void,
  ) {
    this.reader = new FrameReader(around.limits.frameMaxBytes);
    this.frameMaxBytes = around.limits.frameMaxBytes;
    this.channels = new Channels(this, around.host, around.limits.channelMax);
    this.endUnlessIn(around.limits.handshakeSeconds * 1000);
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.received(chunk));
    socket.on('drain', () => this.drained());
    // A reset is how clients die; the `close` that follows cleans up.
    socket.on('error', () => {});
    socket.on('end', () => socket.end());
    socket.on('close', () => this.cleanUp());
  }

  get limits(): Limits {
    return this.around.limits;
  }

  get replyAddresses(): ReplyAddresses {
    return this.around.replyAddresses;
  }

  /** True while the client does not read what it was sent. */
  get congested(): boolean {
    return this.socket.writableLength > this.limits.writeBufferBytes;
  }

  clientCan(capability: string): boolean {
    return this.client[capability] === true;
  }

  send<Name extends keyof ServerMethods>(channel: number, name: Name, fields: ServerMethods[Name]): void {
    this.write(encodeMethod(name, channel, fields));
  }

  sendContent<Name extends keyof ServerMethods>(channel: number, name: Name, fields: ServerMethods[Name], content: Content): void {
    this.write(encodeContent(encodeMethod(name, channel, fields), channel, content, this.frameMaxBytes));
  }

  /** Tells the client why, and ends. */
  close(error: AmqpError, method: MethodId = noMethod): void {
    if (this.state === 'closing' || this.state === 'closed') return;
    if (this.state === 'protocol') return void this.socket.destroy();
    this.state = 'closing';
    this.channels.closeAll();
    this.send(0, 'ConnectionClose', error.closeFields(method));
    this.endUnlessIn(CLOSE_TIMEOUT_MS);
  }

  private received(chunk: Buffer): void {
    this.heartbeats.heard();
    try {
      const bytes = this.state === 'protocol' ? this.greet(chunk) : chunk;
      if (bytes.length > 0) for (const frame of this.reader.read(bytes)) this.frame(frame);
    } catch (error) {
      this.failed(error);
    }
    this.pauseWhileBehind();
  }

  private greet(chunk: Buffer): Buffer {
    this.greeting = Buffer.concat([this.greeting, chunk]);
    if (this.greeting.length < protocolHeader.length) return Buffer.alloc(0);
    if (!this.greeting.subarray(0, protocolHeader.length).equals(protocolHeader)) {
      // Section 4.2.2: answer with the version we speak, and hang up.
      this.socket.end(protocolHeader);
      this.state = 'closed';
      return Buffer.alloc(0);
    }
    this.state = 'start';
    this.send(0, 'ConnectionStart', startFields);
    return this.greeting.subarray(protocolHeader.length);
  }

  private frame({ type, channel, payload }: Frame): void {
    if (this.state === 'closed') return;
    if (this.state === 'closing') return this.frameWhileClosing(type, payload);
    if (type === FrameType.heartbeat) {
      if (channel !== 0) throw connectionError('frameError', 'a heartbeat on a channel');
      return;
    }
    if (channel === 0) return this.connectionFrame(type, payload);
    if (this.state !== 'running') throw connectionError('channelError', 'expected connection.open first');
    this.channels.frame(type, channel, payload);
  }

  private frameWhileClosing(type: number, payload: Buffer): void {
    if (type === FrameType.method && decodeMethod(payload).name === 'ConnectionCloseOk') this.socket.destroy();
  }

  private connectionFrame(type: number, payload: Buffer): void {
    if (type !== FrameType.method) throw connectionError('unexpectedFrame', 'content on channel 0');
    const method = decodeMethod(payload);
    if (method.name === 'ConnectionClose') {
      this.state = 'closing';
      this.channels.closeAll();
      this.send(0, 'ConnectionCloseOk', {});
      this.endUnlessIn(CLOSE_TIMEOUT_MS);
      this.socket.end();
      return;
    }
    const step = this.handshake(method);
    if (!step) throw connectionError('commandInvalid', `${method.name} is not expected now`);
    this.state = step;
  }

  private handshake({ name, fields }: ClientMethod): State | undefined {
    if (this.state === 'start' && name === 'ConnectionStartOk') {
      this.user = logIn(fields, this.around.user, this.around.password);
      this.client = capabilities(fields);
      const { channelMax, frameMaxBytes, heartbeatSeconds } = this.limits;
      this.send(0, 'ConnectionTune', { channelMax, frameMax: frameMaxBytes, heartbeat: heartbeatSeconds });
      return 'tune';
    }
    if (this.state === 'tune' && name === 'ConnectionTuneOk') {
      this.tune(fields);
      return 'open';
    }
    if (this.state === 'open' && name === 'ConnectionOpen') {
      requireVirtualHost(fields.virtualHost, this.user);
      clearTimeout(this.deadline);
      this.send(0, 'ConnectionOpenOk', { knownHosts: '' });
      return 'running';
    }
    return undefined;
  }

  private tune({ channelMax, frameMax, heartbeat }: ClientMethods['ConnectionTuneOk']): void {
    if (frameMax !== 0 && frameMax < LEAST_FRAME_MAX_BYTES) {
      throw connectionError(
        'notAllowed',
        `negotiated frame_max = ${frameMax} is lower than the minimum allowed value (${LEAST_FRAME_MAX_BYTES})`,
      );
    }
    this.frameMaxBytes = this.reader.frameMaxBytes = lowerOf(this.limits.frameMaxBytes, frameMax);
    this.channels.max = lowerOf(this.limits.channelMax, channelMax);
    this.heartbeats.start(
      heartbeat,
      () => this.write(heartbeatFrame),
      () => {
        this.around.log(`a client was silent for ${2 * heartbeat} s and is disconnected`);
        this.socket.destroy();
      },
    );
  }

  /** A fault of the client ends this connection, with the reason; a fault of ours does too, and is logged. */
  private failed(error: unknown): void {
    if (this.state === 'closing') return void this.socket.destroy();
    if (error instanceof AmqpError) return this.close(error);
    this.around.log(`a connection is closed for a fault of the broker: ${(error as Error).stack}`);
    this.close(connectionError('internalError', 'the broker made a mistake; its log has more'));
  }

  private write(bytes: Buffer): void {
    if (this.state === 'closed' || this.socket.destroyed) return;
    if (!this.corked) {
      // Everything of one turn goes out in one write.
      this.corked = true;
      this.socket.cork();
      process.nextTick(() => {
        this.corked = false;
        this.socket.uncork();
      });
    }
    this.socket.write(bytes);
  }

  private drained(): void {
    this.pauseWhileBehind();
    this.channels.pump();
  }

  /** Reads no more from a client while the journal is behind, or while the client itself reads nothing of what it asked for. */
  private pauseWhileBehind(): void {
    const deaf = this.socket.writableLength > DEAF_FACTOR * this.limits.writeBufferBytes;
    const { durability } = this.around.host;
    if (durability.behind && !this.behindSchedule) {
      this.behindSchedule = true;
      durability.whenSafe(() => {
        this.behindSchedule = false;
        this.heartbeats.heard();
        this.pauseWhileBehind();
      });
    }
    if (deaf || this.behindSchedule) this.socket.pause();
    else this.socket.resume();
  }

  private endUnlessIn(timeoutMs: number): void {
    clearTimeout(this.deadline);
    this.deadline = setTimeout(() => this.socket.destroy(), timeoutMs);
  }

  private cleanUp(): void {
    clearTimeout(this.deadline);
    this.heartbeats.stop();
    this.state = 'closed';
    this.channels.closeAll();
    const { topology } = this.around.host;
    for (const queue of [...topology.queues.values()]) if (queue.traits.owner === this) topology.deleteQueue(queue);
    this.ended(this);
  }
}
