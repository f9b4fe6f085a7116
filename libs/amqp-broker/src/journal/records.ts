import { crc32 } from 'node:zlib';
import type { Content, Envelope } from '../queue/message';

/**
 * The journal's records: length (4 bytes, of what follows the checksum), CRC-32 of that (4), type (1), payload. Numbers are
 * big-endian; ids and times are doubles, which hold integers up to 2^53.
 */
export const RecordType = { definitions: 1, message: 2, forgotten: 3, returned: 4 } as const;
const FRAME_BYTES = 8;
/** Above the largest message with its envelope: a length beyond this is damage, not a record. */
const LARGEST_RECORD_BYTES = 512 * 1024 * 1024;
const FIRST_BUFFER_BYTES = 64 * 1024;

export interface Holder {
  queue: number;
  returns: number;
}

export interface MessageRecord {
  envelope: Envelope;
  holders: Holder[];
  /** Where properties and body lie, from the start of the record. */
  contentAt: number;
  propertiesBytes: number;
  bodyBytes: number;
}

/** Collects records into one buffer, to be written at once. */
export class RecordBuffer {
  private bytes = Buffer.allocUnsafe(FIRST_BUFFER_BYTES);
  length = 0;

  get written(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  definitions(json: string): void {
    const text = Buffer.from(json);
    this.record(RecordType.definitions, text.length, (bytes, at) => text.copy(bytes, at));
  }

  /** Gives where the content lies in this buffer, and the bytes of the whole record. */
  message(envelope: Envelope, holders: Holder[], { properties, body }: Content): { contentAt: number; recordBytes: number } {
    const exchange = Buffer.from(envelope.exchange);
    const routingKey = Buffer.from(envelope.routingKey);
    const head = 25 + 1 + exchange.length + 1 + routingKey.length + 2 + 6 * holders.length + 4;
    const size = head + properties.length + body.length;
    const start = this.record(RecordType.message, size, (bytes, from) => {
      let at = bytes.writeDoubleBE(envelope.id, from);
      at = bytes.writeDoubleBE(envelope.publishedAtMs, at);
      at = bytes.writeDoubleBE(envelope.expirationMs ?? -1, at);
      at = bytes.writeUInt8(envelope.persistent ? 1 : 0, at);
      at = bytes.writeUInt8(exchange.length, at);
      at += exchange.copy(bytes, at);
      at = bytes.writeUInt8(routingKey.length, at);
      at += routingKey.copy(bytes, at);
      at = bytes.writeUInt16BE(holders.length, at);
      for (const { queue, returns } of holders) at = bytes.writeUInt16BE(Math.min(returns, 0xffff), bytes.writeUInt32BE(queue, at));
      at = bytes.writeUInt32BE(properties.length, at);
      at += properties.copy(bytes, at);
      body.copy(bytes, at);
    });
    return { contentAt: start + FRAME_BYTES + 1 + head, recordBytes: FRAME_BYTES + 1 + size };
  }

  forgotten(queue: number, ids: number[]): void {
    this.record(RecordType.forgotten, 4 + 8 * ids.length, (bytes, from) => {
      let at = bytes.writeUInt32BE(queue, from);
      for (const id of ids) at = bytes.writeDoubleBE(id, at);
    });
  }

  returned(queue: number, id: number, returns: number): void {
    this.record(RecordType.returned, 14, (bytes, at) => {
      bytes.writeUInt32BE(queue, at);
      bytes.writeDoubleBE(id, at + 4);
      bytes.writeUInt16BE(Math.min(returns, 0xffff), at + 12);
    });
  }

  clear(): void {
    this.length = 0;
    if (this.bytes.length > 16 * FIRST_BUFFER_BYTES) this.bytes = Buffer.allocUnsafe(FIRST_BUFFER_BYTES);
  }

  private record(type: number, payloadBytes: number, fill: (bytes: Buffer, at: number) => void): number {
    const start = this.length;
    const size = 1 + payloadBytes;
    this.reserve(FRAME_BYTES + size);
    this.bytes.writeUInt32BE(size, start);
    this.bytes.writeUInt8(type, start + FRAME_BYTES);
    fill(this.bytes, start + FRAME_BYTES + 1);
    this.length = start + FRAME_BYTES + size;
    this.bytes.writeUInt32BE(crc32(this.bytes.subarray(start + FRAME_BYTES, this.length)), start + 4);
    return start;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + more));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}

export interface RawRecord {
  type: number;
  payload: Buffer;
  /** Of the record's first byte. */
  at: number;
  bytes: number;
}

/** Reads records up to the first that is cut off or damaged; returns where that is, which is the length when there is none. */
export function* readRecords(bytes: Buffer): Generator<RawRecord, number> {
  let at = 0;
  while (bytes.length - at > FRAME_BYTES) {
    const size = bytes.readUInt32BE(at);
    const end = at + FRAME_BYTES + size;
    if (size === 0 || size > LARGEST_RECORD_BYTES || end > bytes.length) break;
    if (crc32(bytes.subarray(at + FRAME_BYTES, end)) !== bytes.readUInt32BE(at + 4)) break;
    yield { type: bytes[at + FRAME_BYTES] as number, payload: bytes.subarray(at + FRAME_BYTES + 1, end), at, bytes: end - at };
    at = end;
  }
  return at;
}

export function parseMessage({ payload }: RawRecord): MessageRecord {
  const exchangeBytes = payload[25] as number;
  const exchange = payload.toString('utf8', 26, 26 + exchangeBytes);
  let at = 26 + exchangeBytes;
  const keyBytes = payload[at] as number;
  const routingKey = payload.toString('utf8', at + 1, at + 1 + keyBytes);
  at += 1 + keyBytes;
  const count = payload.readUInt16BE(at);
  const holders = Array.from({ length: count }, (_, n) => ({
    queue: payload.readUInt32BE(at + 2 + 6 * n),
    returns: payload.readUInt16BE(at + 6 + 6 * n),
  }));
  at += 2 + 6 * count;
  const expiration = payload.readDoubleBE(16);
  const propertiesBytes = payload.readUInt32BE(at);
  return {
    envelope: {
      id: payload.readDoubleBE(0),
      publishedAtMs: payload.readDoubleBE(8),
      expirationMs: expiration < 0 ? undefined : expiration,
      persistent: payload[24] === 1,
      exchange,
      routingKey,
    },
    holders,
    contentAt: FRAME_BYTES + 1 + at + 4,
    propertiesBytes,
    bodyBytes: payload.length - at - 4 - propertiesBytes,
  };
}

export function parseForgotten({ payload }: RawRecord): { queue: number; ids: number[] } {
  const ids = Array.from({ length: (payload.length - 4) / 8 }, (_, n) => payload.readDoubleBE(4 + 8 * n));
  return { queue: payload.readUInt32BE(0), ids };
}

export function parseReturned({ payload }: RawRecord): { queue: number; id: number; returns: number } {
  return { queue: payload.readUInt32BE(0), id: payload.readDoubleBE(4), returns: payload.readUInt16BE(12) };
}
