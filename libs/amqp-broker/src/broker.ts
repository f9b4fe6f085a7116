import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Connection } from './session/connection';
import { defaultLimits, type Limits } from './session/limits';
import { ReplyAddresses } from './session/reply-to';
import type { Surroundings } from './session/surroundings';
import { VirtualHost } from './virtual-host';
import { type AmqpError, connectionError } from './wire/errors';

export interface BrokerOptions extends Partial<Limits> {
  /** The address to listen on. Default 127.0.0.1: the broker knows one password and no TLS. */
  host?: string;
  /** 0 for any free port; `broker.port` tells which. */
  port: number;
  /** Where durable queues and persistent messages are kept; made if missing. Without it nothing outlives the broker. */
  dataDir?: string;
  /**
   * Whether a confirm waits for the disk (default) or only for the kernel: without it what was confirmed survives a kill -9 of the
   * broker, but not the loss of power.
   */
  sync?: boolean;
  /** The journal is cut into files of this size. Default 16 MiB. */
  segmentBytes?: number;
  /** Garbage in the journal up to this is left alone. Default 64 MiB. */
  garbageBytes?: number;
  /** Contents of waiting messages held in memory; above it they are read back from disk when delivered. Default 64 MiB. */
  residentBytes?: number;
  /** The one login. Default guest, guest. */
  user?: string;
  password?: string;
  log?: (line: string) => void;
}

const MIB = 1024 * 1024;

/** A small AMQP 0-9-1 broker for one machine. */
export class Broker {
  private readonly connections = new Set<Connection>();
  private closing: Promise<void> | undefined;
  private tellEnd!: (error: Error | undefined) => void;
  /** Settles when the broker has ended: with the error when it had to give up by itself, because its journal could not be written. */
  readonly ended = new Promise<Error | undefined>((done) => {
    this.tellEnd = done;
  });
  private readonly server: Server = createServer((socket) => this.accept(socket));
  private readonly around: Surroundings;

  private constructor(options: BrokerOptions) {
    const { host: _, port: __, dataDir, sync = true, user = 'guest', password = 'guest', log = () => {}, ...rest } = options;
    const { segmentBytes = 16 * MIB, garbageBytes = 64 * MIB, residentBytes = 64 * MIB, ...limits } = rest;
    const host = new VirtualHost(dataDir, { sync, segmentBytes, garbageBytes, residentBytes, log, failed: (error) => this.giveUp(error) });
    this.around = { host, replyAddresses: new ReplyAddresses(), limits: { ...defaultLimits, ...limits }, user, password, log };
  }

  /**
   * Resolves once the broker accepts connections. Rejects when the port is taken, or the folder is in use (`FolderInUse`) or
   * damaged (`JournalDamaged`).
   */
  static async start(options: BrokerOptions): Promise<Broker> {
    const broker = new Broker(options);
    try {
      await broker.listen(options.host ?? '127.0.0.1', options.port);
    } catch (error) {
      await broker.around.host.close();
      throw error;
    }
    return broker;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Tells the clients, writes what is still to be written, and ends. */
  close(): Promise<void> {
    this.closing ??= this.end(connectionError('connectionForced', "broker forced connection closure with reason 'shutdown'"), undefined);
    return this.closing;
  }

  private giveUp(error: Error): void {
    this.around.log(`the journal cannot be written, so nothing more can be promised: ${error.message}`);
    this.closing ??= this.end(connectionError('internalError', `the journal cannot be written: ${error.message}`), error);
  }

  private async end(reason: AmqpError, error: Error | undefined): Promise<void> {
    const closed = new Promise((done) => this.server.close(done));
    for (const connection of this.connections) connection.close(reason);
    await closed;
    await this.around.host.close();
    this.tellEnd(error);
  }

  private listen(host: string, port: number): Promise<void> {
    return new Promise((listening, failed) => {
      this.server.once('error', failed);
      this.server.listen(port, host, listening);
    });
  }

  private accept(socket: Socket): void {
    this.connections.add(new Connection(socket, this.around, (ended) => this.connections.delete(ended)));
  }
}
