import { CloudEvent, type Given } from '@takings/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { OutboxRow } from './publisher';

/** What a new fact takes over from the fact, or the request, that caused it. */
export interface Cause {
  readonly correlationid?: string;
  readonly causationid?: string;
  readonly traceparent?: string;
}

/** A fact as it will travel, before it is known whether alone. */
export interface Written {
  readonly id: string;
  readonly type: string;
  readonly json: string;
}

/** Makes a CloudEvent (structured JSON) of a fact. */
export function write(
  app: string,
  { type, subject, data, correlation }: Given,
  { correlationid, causationid, traceparent }: Cause,
): Written {
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
  return { id, type, json: JSON.stringify(event) };
}

/** A fact as a message of its own, ready for the outbox. */
export function envelope(app: string, given: Given, cause: Cause): OutboxRow {
  const { id, type, json } = write(app, given, cause);
  return { id, type, queue: null, body: Buffer.from(json) };
}

/** Puts up to `size` facts of one type into one message, in the CloudEvents batch format; one alone stays a single fact. */
export function together(facts: readonly Written[], size: number): OutboxRow[] {
  const byType = new Map<string, Written[][]>();
  for (const fact of facts) {
    const groups = byType.get(fact.type);
    const last = groups?.at(-1);
    if (!groups) byType.set(fact.type, [[fact]]);
    else if (last && last.length < size) last.push(fact);
    else groups.push([fact]);
  }
  return [...byType.values()].flat().map((group) => ({ id: group[0]!.id, type: group[0]!.type, queue: null, body: bodyOf(group) }));
}

/** Each is encoded where it will stand: to join the texts, or buffers of them, cost five times as much. */
function bodyOf(group: readonly Written[]): Buffer {
  if (group.length === 1) return Buffer.from(group[0]!.json);
  let bytes = 1 + group.length;
  for (const { json } of group) bytes += Buffer.byteLength(json);
  const body = Buffer.allocUnsafe(bytes);
  let at = body.write('[');
  for (const [i, { json }] of group.entries()) {
    if (i > 0) at += body.write(',', at);
    at += body.write(json, at);
  }
  body.write(']', at);
  return body;
}

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
