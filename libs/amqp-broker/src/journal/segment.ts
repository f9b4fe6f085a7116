import { closeSync, fdatasync, fsyncSync, openSync, readSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Content, Message, Place } from '../queue/message';

const NAME = /^journal-(\d{10})\.log$/;

/** The segment's number if the file is one. */
export const segmentNumber = (file: string): number | undefined => {
  const number = NAME.exec(file)?.[1];
  return number === undefined ? undefined : Number(number);
};

/** One file of the journal: appended to while it is the newest, read from as long as a message in it lives. */
export class Segment {
  /** Messages whose newest record is here, with the bytes of that record. */
  readonly live = new Map<Message, number>();
  liveBytes = 0;
  private readonly fd: number;

  private constructor(
    readonly path: string,
    public size: number,
  ) {
    this.fd = openSync(path, 'r+');
  }

  static create(folder: string, number: number): Segment {
    const path = join(folder, `journal-${String(number).padStart(10, '0')}.log`);
    closeSync(openSync(path, 'wx', 0o600));
    syncFolder(folder);
    return new Segment(path, 0);
  }

  static open(path: string): Segment {
    return new Segment(path, statSync(path).size);
  }

  /** Into the kernel: survives the death of this process. */
  append(bytes: Buffer): void {
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.fd, bytes, written, bytes.length - written, this.size + written);
    }
    this.size += bytes.length;
  }

  /** Onto the disk: survives the loss of power. */
  sync(): Promise<void> {
    return new Promise((done, failed) => fdatasync(this.fd, (error) => (error ? failed(error) : done())));
  }

  add(message: Message, recordBytes: number): void {
    this.live.set(message, recordBytes);
    this.liveBytes += recordBytes;
  }

  remove(message: Message): void {
    this.liveBytes -= this.live.get(message) ?? 0;
    this.live.delete(message);
  }

  read(at: number, propertiesBytes: number, bodyBytes: number): Content {
    const bytes = Buffer.allocUnsafe(propertiesBytes + bodyBytes);
    for (let have = 0; have < bytes.length; ) {
      const count = readSync(this.fd, bytes, have, bytes.length - have, at + have);
      if (count === 0) throw new Error(`${this.path} ends before a message that should be in it (at byte ${at})`);
      have += count;
    }
    return { properties: bytes.subarray(0, propertiesBytes), body: bytes.subarray(propertiesBytes) };
  }

  close(): void {
    closeSync(this.fd);
  }

  delete(): void {
    this.close();
    unlinkSync(this.path);
    syncFolder(dirname(this.path));
  }
}

/** Where one message lies. */
export class SegmentPlace implements Place {
  constructor(
    readonly segment: Segment,
    private readonly at: number,
    private readonly propertiesBytes: number,
    private readonly bodyBytes: number,
  ) {}

  read(): Content {
    return this.segment.read(this.at, this.propertiesBytes, this.bodyBytes);
  }
}

/** A file's name is only safe once its folder is. */
function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
