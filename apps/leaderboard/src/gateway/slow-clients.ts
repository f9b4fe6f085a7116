import { Logger } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';
import { dropped } from './figures';

/** What may wait for one client. A change has some 600 bytes, so that a client that reads at all never comes near. */
const PACKETS = 2_000;
const BYTES = 1_000_000;
/** How long the reason has to arrive before the line is cut. */
const REASON_ARRIVES_WITHIN_MS = 1_000;
/** A close code of our own; 1013 would be "try again later". */
const TOO_SLOW = 4013;

interface Line {
  readonly readyState: string;
  readonly writeBuffer: readonly { readonly data?: string | Buffer }[];
  readonly transport: { readonly socket?: { readonly bufferedAmount: number; close(code: number, why: string): void; terminate(): void } };
  close(discard: boolean): void;
}

const log = new Logger('SlowClients');

/** Cuts off who does not read: what waits for one client is held in memory, and must not grow. It may come back and ask for the gap. */
export function dropSlowClients(namespace: Namespace) {
  for (const socket of namespace.sockets.values()) {
    const line = socket.conn as unknown as Line;
    const packets = line.writeBuffer.length;
    // Hardly anybody has packets waiting; only theirs are added up.
    const bytes = (line.transport.socket?.bufferedAmount ?? 0) + (packets > 1 ? bytesOf(line) : 0);
    if (packets > PACKETS || bytes > BYTES) cutOff(socket, line, `${packets} packets and ${bytes} bytes waited`);
  }
}

const bytesOf = ({ writeBuffer }: Line) => writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);

function cutOff(socket: Socket, line: Line, waited: string) {
  log.warn(`a client that does not read was cut off: ${waited}`);
  dropped.inc({ why: 'does not read' });
  const { socket: websocket } = line.transport;
  websocket?.close(TOO_SLOW, 'does not read fast enough; connect again with the last number seen');
  // Ends it for us at once, so that nothing more is kept for it; closing alone would wait until everything was read.
  line.close(true);
  if (websocket) setTimeout(() => websocket.terminate(), REASON_ARRIVES_WITHIN_MS).unref();
  socket.disconnect(true);
}
