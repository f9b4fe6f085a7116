import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Content } from '../queue/message';
import { connectionError } from './errors';
import type { ClientMethods, MethodId, Properties, ServerMethods } from './methods';

/**
 * The AMQP 0-9-1 codec. amqplib's own tables are symmetric: what its client encodes for a server, they decode for us. They are not
 * among amqplib's `exports`, so they are resolved by path; this is the only file that knows.
 */
interface AmqplibDefs {
  decode(id: number, fields: Buffer): Record<string, unknown>;
  encodeMethod(id: number, channel: number, fields: object): Buffer;
  encodeProperties(id: number, channel: number, bodySize: number, fields: object): Buffer;
  info(id: number): { name: string; classId: number; methodId: number };
  BasicProperties: number;
  [name: string]: unknown;
}

const load = createRequire(__filename);
const lib = join(dirname(load.resolve('amqplib')), 'lib');
const defs = load(join(lib, 'defs.js')) as AmqplibDefs;

export const FrameType = { method: 1, header: 2, body: 3, heartbeat: 8 } as const;
export const FRAME_END = 0xce;
/** Type, channel and size before the payload, the end octet after it. */
export const FRAME_OVERHEAD = 8;
const BASIC_CLASS = 60;
/** Class, weight and body size come before the property flags in a content header. */
const HEADER_PREFIX = 12;

export type ClientMethod = { [Name in keyof ClientMethods]: { name: Name; fields: ClientMethods[Name] } }[keyof ClientMethods];

/** Throws a connection error on an unknown method or on fields that do not parse. */
export function decodeMethod(payload: Buffer): ClientMethod & { id: MethodId } {
  return parsing(() => {
    const id = payload.readUInt32BE(0);
    const { name, classId, methodId } = defs.info(id);
    return { name, fields: defs.decode(id, payload.subarray(4)), id: { classId, methodId } } as ClientMethod & { id: MethodId };
  });
}

/** Whatever the codec throws is about the bytes it was given: a fault of the client, not of ours. */
function parsing<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw connectionError('syntaxError', `malformed frame: ${(error as Error).message}`);
  }
}

export function encodeMethod<Name extends keyof ServerMethods>(name: Name, channel: number, fields: ServerMethods[Name]): Buffer {
  return defs.encodeMethod(defs[name] as number, channel, fields);
}

/** A content header as it came: `encoded` is passed on untouched, so that every property and its wire type survive the broker. */
export interface ContentHeader {
  bodySize: number;
  encoded: Buffer;
  properties: Properties;
}

export function decodeHeader(payload: Buffer): ContentHeader {
  return parsing(() => {
    if (payload.readUInt16BE(0) !== BASIC_CLASS) throw new RangeError('a content header of a class other than basic');
    // Copied: the payload is a window into a socket buffer of 64 KiB, which a small waiting message would otherwise keep alive.
    const encoded = Buffer.from(payload.subarray(HEADER_PREFIX));
    return { bodySize: Number(payload.readBigUInt64BE(4)), encoded, properties: decodeProperties(encoded) };
  });
}

export function decodeProperties(encoded: Buffer): Properties {
  const properties = defs.decode(defs.BasicProperties, encoded) as Record<string, unknown>;
  for (const name in properties) if (properties[name] === undefined) delete properties[name];
  return properties as Properties;
}

/** Throws when the headers do not fit into amqplib's 64 KiB. */
export function encodeProperties(properties: Properties): Buffer {
  const frame = defs.encodeProperties(defs.BasicProperties, 0, 0, properties);
  return Buffer.from(frame.subarray(7 + HEADER_PREFIX, frame.length - 1));
}

/** One buffer that holds a method with its content, the body cut into frames of at most `frameMax` bytes, overhead included. */
export function encodeContent(method: Buffer, channel: number, { properties, body }: Content, frameMax: number): Buffer {
  const slice = frameMax - FRAME_OVERHEAD;
  const bodyFrames = Math.ceil(body.length / slice);
  const headerSize = HEADER_PREFIX + properties.length;
  const out = Buffer.allocUnsafe(method.length + FRAME_OVERHEAD + headerSize + bodyFrames * FRAME_OVERHEAD + body.length);
  let at = method.copy(out, 0);
  at = frameStart(out, at, FrameType.header, channel, headerSize);
  at = out.writeUInt32BE(BASIC_CLASS << 16, at);
  at = out.writeBigUInt64BE(BigInt(body.length), at);
  at += properties.copy(out, at);
  out[at++] = FRAME_END;
  for (let from = 0; from < body.length; from += slice) {
    const size = Math.min(slice, body.length - from);
    at = frameStart(out, at, FrameType.body, channel, size);
    at += body.copy(out, at, from, from + size);
    out[at++] = FRAME_END;
  }
  return out;
}

function frameStart(out: Buffer, at: number, type: number, channel: number, size: number): number {
  at = out.writeUInt8(type, at);
  at = out.writeUInt16BE(channel, at);
  return out.writeUInt32BE(size, at);
}

export const heartbeatFrame = Buffer.from([FrameType.heartbeat, 0, 0, 0, 0, 0, 0, FRAME_END]);
export const protocolHeader = Buffer.from('AMQP\u0000\u0000\u0009\u0001', 'latin1');
