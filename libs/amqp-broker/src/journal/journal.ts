import { mkdirSync } from 'node:fs';
import type { Durability } from '../durability';
import type { Entry, Message } from '../queue/message';
import { FolderLock } from './folder-lock';
import { RecordBuffer } from './records';
import { type Recovered, recover } from './recovery';
import { Segment, SegmentPlace } from './segment';

export interface JournalOptions {
  folder: string;
  /**
   * Whether a confirm waits for the disk (fdatasync) or only for the kernel. Without it everything confirmed survives a kill -9 of
   * the broker, not the loss of power.
   */
  sync: boolean;
  /** A segment is closed above this. */
  segmentBytes: number;
  /** Garbage up to this is left alone; above, the oldest segment is collected once garbage outweighs what lives. */
  garbageBytes: number;
  /** Contents of waiting messages held in memory; newcomers above it are read back from disk. */
  residentBytes: number;
  log: (line: string) => void;
  /** The journal cannot be written: nothing more may be promised. */
  failed: (error: Error) => void;
}

/** Publishers pause while more than this waits to be written. */
const BEHIND_BYTES = 32 * 1024 * 1024;
/** Acks may reach the disk a little later: a lost one means a redelivery, which every consumer must bear anyway. */
const LAZY_MS = 20;

interface Kept {
  message: Message;
  contentAt: number;
  propertiesBytes: number;
  recordBytes: number;
}

/** What is written together. */
class Batch {
  readonly records = new RecordBuffer();
  readonly forgotten = new Map<number, number[]>();
  kept: Kept[] = [];
  waiting: (() => void)[] = [];
}

/**
 * An append-only journal in segments, with group commit: everything of one turn of the event loop, and all that gathers while the
 * disk is busy, is one write and one sync. Only the oldest segment is ever collected: what still lives in it is written again at the
 * end, and the file removed. So an ack never outlives the message it speaks of, and no snapshot stops the broker.
 */
export class Journal implements Durability {
  private batch = new Batch();
  private readonly holders = new Map<Message, Entry[]>();
  private residentBytes = 0;
  private definitionsDirty = false;
  private timer: NodeJS.Timeout | NodeJS.Immediate | undefined;
  private eager = false;
  private writing: Promise<void> | undefined;
  private closed = false;

  private constructor(
    private readonly options: JournalOptions,
    private readonly lock: FolderLock,
    private readonly segments: Segment[],
    private lastSegmentNumber: number,
    private readonly definitions: () => string,
  ) {}

  /** Takes the folder and reads what is in it. Throws `FolderInUse` or `JournalDamaged`. */
  static open(options: JournalOptions, definitions: () => string): { journal: Journal; recovered: Recovered } {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    const lock = FolderLock.take(options.folder);
    try {
      const recovered = recover(options.folder, options.log);
      const journal = new Journal(options, lock, recovered.segments, recovered.lastSegmentNumber, definitions);
      journal.roll();
      return { journal, recovered };
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  get behind(): boolean {
    return this.batch.records.length > BEHIND_BYTES;
  }

  whenSafe(done: () => void): void {
    this.batch.waiting.push(done);
    this.schedule();
  }

  definitionsChanged(): void {
    this.definitionsDirty = true;
    this.schedule();
  }

  keep(message: Message, entries: Entry[]): void {
    const durable = entries.filter(({ queue }) => queue.keeps(message));
    if (durable.length === 0) return;
    this.holders.set(message, durable);
    this.residentBytes += message.residentBytes;
    this.write(message);
    this.schedule();
  }

  forget({ message, queue }: Entry): void {
    const holders = this.holders.get(message);
    if (!holders) return;
    const rest = holders.filter((holder) => holder.queue !== queue);
    if (rest.length === holders.length) return;
    // A queue that is gone takes all its messages along: the definitions say so.
    if (!queue.deleted) this.forgetLater(queue.number, message.id);
    if (rest.length > 0) return void this.holders.set(message, rest);
    this.holders.delete(message);
    this.residentBytes -= message.residentBytes;
    (message.place as SegmentPlace | undefined)?.segment.remove(message);
  }

  returned(entry: Entry): void {
    if (!this.holders.has(entry.message) || !entry.queue.traits.arguments.quorum) return;
    this.batch.records.returned(entry.queue.number, entry.message.id, entry.returns);
    this.scheduleLazily();
  }

  /** A message read back at the start. */
  restored(message: Message, entries: Entry[]): void {
    if (entries.length > 0) this.holders.set(message, entries);
    else (message.place as SegmentPlace).segment.remove(message);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    while (this.hasWork) {
      await this.writing;
      this.flush();
      await this.writing;
    }
    this.closed = true;
    this.cancelTimer();
    for (const segment of this.segments) segment.close();
    this.lock.release();
  }

  private get active(): Segment {
    return this.segments.at(-1) as Segment;
  }

  private get hasWork(): boolean {
    const { records, forgotten, waiting } = this.batch;
    return (
      !this.closed &&
      (this.writing !== undefined || this.definitionsDirty || records.length > 0 || forgotten.size > 0 || waiting.length > 0)
    );
  }

  private write(message: Message): void {
    const holders = (this.holders.get(message) ?? []).map(({ queue, returns }) => ({ queue: queue.number, returns }));
    const { content } = message;
    const written = this.batch.records.message(message.envelope, holders, content);
    this.batch.kept.push({ message, ...written, propertiesBytes: content.properties.length });
  }

  private forgetLater(queue: number, id: number): void {
    const ids = this.batch.forgotten.get(queue);
    if (ids) ids.push(id);
    else this.batch.forgotten.set(queue, [id]);
    this.scheduleLazily();
  }

  private schedule(): void {
    if (this.writing || this.eager || this.closed) return;
    this.cancelTimer();
    this.eager = true;
    this.timer = setImmediate(() => this.flush());
  }

  private scheduleLazily(): void {
    if (!this.writing && !this.timer && !this.closed) this.timer = setTimeout(() => this.flush(), LAZY_MS);
  }

  private cancelTimer(): void {
    clearTimeout(this.timer as NodeJS.Timeout | undefined);
    clearImmediate(this.timer as NodeJS.Immediate | undefined);
    this.timer = undefined;
    this.eager = false;
  }

  private flush(): void {
    this.cancelTimer();
    if (this.writing || !this.hasWork) return;
    const batch = this.batch;
    this.batch = new Batch();
    this.writing = this.commit(batch)
      .catch((error: Error) => this.fail(error))
      .finally(() => {
        this.writing = undefined;
        if (this.hasWork) this.schedule();
      });
  }

  private async commit(batch: Batch): Promise<void> {
    for (const [queue, ids] of batch.forgotten) batch.records.forgotten(queue, ids);
    const segment = this.active;
    // Definitions go first: the batch may hold messages of a queue that is new.
    if (this.definitionsDirty || segment.size === 0) this.writeDefinitions(segment);
    const start = segment.size;
    if (batch.records.length > 0) segment.append(batch.records.written);
    // Acks alone need not wait for the disk.
    if (this.options.sync && batch.waiting.length + batch.kept.length > 0) await segment.sync();
    for (const kept of batch.kept) this.placed(kept, segment, start);
    for (const done of batch.waiting) done();
    this.collect();
    if (segment.size <= this.options.segmentBytes) return;
    if (this.options.sync) await segment.sync();
    this.roll();
  }

  private writeDefinitions(segment: Segment): void {
    this.definitionsDirty = false;
    const records = new RecordBuffer();
    records.definitions(this.definitions());
    segment.append(records.written);
  }

  private placed({ message, contentAt, propertiesBytes, recordBytes }: Kept, segment: Segment, start: number): void {
    if (!this.holders.has(message)) return;
    (message.place as SegmentPlace | undefined)?.segment.remove(message);
    message.place = new SegmentPlace(segment, start + contentAt, propertiesBytes, message.bodyBytes);
    segment.add(message, recordBytes);
    if (this.residentBytes <= this.options.residentBytes) return;
    this.residentBytes -= message.residentBytes;
    message.pageOut();
  }

  /** Removes the oldest segments when nothing in them lives, and moves what lives out of one when garbage has grown too much. */
  private collect(): void {
    while (this.segments.length > 1 && this.segments[0]?.live.size === 0) (this.segments.shift() as Segment).delete();
    const total = this.segments.reduce((sum, { size }) => sum + size, 0);
    const live = this.segments.reduce((sum, { liveBytes }) => sum + liveBytes, 0);
    const oldest = this.segments[0] as Segment;
    if (oldest === this.active || total - live <= Math.max(this.options.garbageBytes, live)) return;
    for (const message of oldest.live.keys()) this.write(message);
  }

  private roll(): void {
    this.segments.push(Segment.create(this.options.folder, ++this.lastSegmentNumber));
  }

  private fail(error: Error): void {
    this.closed = true;
    this.cancelTimer();
    this.options.failed(error);
  }
}
