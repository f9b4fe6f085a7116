import { FRAME_END, FRAME_OVERHEAD } from './codec';
import { connectionError } from './errors';

export interface Frame {
  type: number;
  channel: number;
  payload: Buffer;
}

/** Cuts the byte stream of one connection into frames. Keeps at most one unfinished frame, so a client cannot make it grow without bound. */
export class FrameReader {
  private rest: Buffer = Buffer.alloc(0);

  /** `frameMaxBytes` counts the whole frame, as connection.tune does. */
  constructor(public frameMaxBytes: number) {}

  /** Payloads are windows into `chunk`: whoever keeps one must copy it. Throws a connection error on a malformed frame. */
  *read(chunk: Buffer): Generator<Frame> {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    let at = 0;
    while (bytes.length - at >= 7) {
      const size = bytes.readUInt32BE(at + 3);
      const end = at + 7 + size;
      if (size + FRAME_OVERHEAD > this.frameMaxBytes)
        throw connectionError('frameError', `type ${bytes[at]}, payload size ${size}: larger than the negotiated ${this.frameMaxBytes}`);
      if (bytes.length <= end) break;
      if (bytes[end] !== FRAME_END) throw connectionError('frameError', `type ${bytes[at]}, payload size ${size}: invalid frame end octet`);
      const frame = { type: bytes[at] as number, channel: bytes.readUInt16BE(at + 1), payload: bytes.subarray(at + 7, end) };
      at = end + 1;
      yield frame;
    }
    this.rest = bytes.subarray(at);
  }
}
