import { CloudEvent, type Given } from '@takings/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { OutboxRow } from './publisher';

/** What a new fact takes over from the fact, or the request, that caused it. */
export interface Cause {
  readonly correlationid?: string;
  readonly causationid?: string;
  readonly traceparent?: string;
}

/** Makes a CloudEvent (structured JSON) of a fact, ready for the outbox. */
export function envelope(
  app: string,
  { type, subject, data, correlation }: Given,
  { correlationid, causationid, traceparent }: Cause,
): OutboxRow {
  const id = uuidv7();
  const event: CloudEvent = {
    specversion: '1.0',
    id,
    source: app,
    type,
    subject,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    correlationid: correlation ?? correlationid ?? subject,
    causationid,
    traceparent,
    data,
  };
  return { id, type, queue: null, body: Buffer.from(JSON.stringify(event)) };
}

/** Puts up to `size` facts of one type into one message, in the CloudEvents batch format. */
export function together(rows: readonly OutboxRow[], size: number): OutboxRow[] {
  const byType = new Map<string, OutboxRow[][]>();
  for (const row of rows) {
    const groups = byType.get(row.type);
    const last = groups?.at(-1);
    if (!groups) byType.set(row.type, [[row]]);
    else if (last && last.length < size) last.push(row);
    else groups.push([row]);
  }
  return [...byType.values()].flat().map((group) => (group.length === 1 ? group[0]! : { ...group[0]!, body: batchOf(group) }));
}

const [OPEN, COMMA, CLOSE] = ['[', ',', ']'].map((sign) => Buffer.from(sign)) as [Buffer, Buffer, Buffer];

const batchOf = (rows: readonly OutboxRow[]) => Buffer.concat([...rows.flatMap(({ body }, i) => [i === 0 ? OPEN : COMMA, body]), CLOSE]);

export type Opened = { readonly event: CloudEvent } | { readonly fault: string; readonly body: () => Buffer };

/** Reads one message: a single fact, or a batch of them. What cannot be read is told with its reason. */
export function open(content: Buffer): Opened[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content.toString());
  } catch (error) {
    return [{ fault: `The message is not JSON: ${(error as Error).message}`, body: () => content }];
  }
  if (!Array.isArray(parsed)) return [openOne(parsed, () => content)];
  if (parsed.length === 0) return [{ fault: 'The message is an empty batch', body: () => content }];
  return parsed.map((one) => openOne(one, () => Buffer.from(JSON.stringify(one))));
}

function openOne(one: unknown, body: () => Buffer): Opened {
  const { success, data, error } = CloudEvent.safeParse(one);
  if (success) return { event: data };
  const [issue] = error.issues;
  return { fault: `The message is no CloudEvent: ${issue?.path.join('.') || 'it'}: ${issue?.message}`, body };
}
