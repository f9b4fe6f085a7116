import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { type Holder, parseForgotten, parseMessage, parseReturned, type RawRecord, readRecords, RecordType } from './records';
import { Message } from '../queue/message';
import { Segment, SegmentPlace, segmentNumber } from './segment';

export class JournalDamaged extends Error {
  override readonly name = 'JournalDamaged';
}

export interface RecoveredMessage {
  message: Message;
  holders: Map<number, Holder>;
  recordBytes: number;
}

export interface Recovered {
  segments: Segment[];
  lastSegmentNumber: number;
  /** The newest definitions, as JSON. */
  definitions: string | undefined;
  /** By id. */
  messages: Map<number, RecoveredMessage>;
  lastMessageId: number;
}

/**
 * Reads the journal from its oldest segment to its newest. A record cut off at the very end is what a kill leaves of a write that
 * nobody was told about, and is cut away; damage anywhere else is not ours to guess at.
 */
export function recover(folder: string, log: (line: string) => void): Recovered {
  const files = readdirSync(folder)
    .filter((file) => segmentNumber(file) !== undefined)
    .sort();
  const found: Recovered = { segments: [], lastSegmentNumber: 0, definitions: undefined, messages: new Map(), lastMessageId: 0 };
  for (const file of files) {
    const path = join(folder, file);
    cutTornTail(path, file === files.at(-1), log);
    const segment = Segment.open(path);
    found.segments.push(segment);
    found.lastSegmentNumber = segmentNumber(file) as number;
    for (const record of readRecords(readFileSync(path))) replay(found, segment, record);
  }
  for (const { message, recordBytes } of found.messages.values()) (message.place as SegmentPlace).segment.add(message, recordBytes);
  return found;
}

function cutTornTail(path: string, newest: boolean, log: (line: string) => void): void {
  const bytes = readFileSync(path);
  const records = readRecords(bytes);
  let step = records.next();
  while (!step.done) step = records.next();
  const end = step.value;
  if (end === bytes.length) return;
  if (!newest) {
    throw new JournalDamaged(
      `${path} is damaged at byte ${end} of ${bytes.length}. Messages after it cannot be read. Restore the folder from a backup, or move it away to start empty.`,
    );
  }
  log(`the journal ended within a record that was never confirmed; its ${bytes.length - end} bytes are dropped`);
  truncateSync(path, end);
}

function replay(found: Recovered, segment: Segment, record: RawRecord): void {
  switch (record.type) {
    case RecordType.definitions:
      found.definitions = record.payload.toString('utf8');
      return;
    case RecordType.message:
      return replayMessage(found, segment, record);
    case RecordType.forgotten: {
      const { queue, ids } = parseForgotten(record);
      for (const id of ids) forget(found, queue, id);
      return;
    }
    case RecordType.returned: {
      const { queue, id, returns } = parseReturned(record);
      const holder = found.messages.get(id)?.holders.get(queue);
      if (holder) holder.returns = returns;
      return;
    }
    default:
      throw new JournalDamaged(
        `${segment.path} has a record of type ${record.type}, which this version does not know. Was it written by a newer one?`,
      );
  }
}

/** A message seen again was moved to a newer segment; that record says all that is true of it. */
function replayMessage(found: Recovered, segment: Segment, record: RawRecord): void {
  const { envelope, holders, contentAt, propertiesBytes, bodyBytes } = parseMessage(record);
  const place = new SegmentPlace(segment, record.at + contentAt, propertiesBytes, bodyBytes);
  const message = new Message(envelope, { place, bodyBytes });
  found.messages.set(envelope.id, {
    message,
    holders: new Map(holders.map((holder) => [holder.queue, holder])),
    recordBytes: record.bytes,
  });
  found.lastMessageId = Math.max(found.lastMessageId, envelope.id);
}

function forget(found: Recovered, queue: number, id: number): void {
  const known = found.messages.get(id);
  if (!known) return;
  known.holders.delete(queue);
  if (known.holders.size === 0) found.messages.delete(id);
}
