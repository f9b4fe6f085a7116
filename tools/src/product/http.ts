import { createReadStream } from 'node:fs';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** The product answered that it cannot do what was asked; the message is its own. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Nobody answered. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export interface Call {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** A value sent as JSON, or a file sent as it is, however large. */
  readonly json?: unknown;
  readonly file?: string;
  readonly signal?: AbortSignal;
  /** How long an app that is being restarted is waited for; a minute if not said. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 60_000;
const PAUSE_MS = 300;

/**
 * Calls the product; answers that come late are waited for without limit. While an app is being restarted, a call is repeated: a GET
 * always, any other only when the front answered for the app, so that nothing has been done. Throws `Refused` for a status of 400 and up.
 */
export async function call(url: string, options: Call = {}): Promise<IncomingMessage> {
  const until = Date.now() + (options.patienceMs ?? PATIENCE_MS);
  while (true) {
    try {
      return await callOnce(url, options);
    } catch (error) {
      if (options.signal?.aborted || Date.now() > until || !mayRepeat(error, options)) throw error;
      await wait(PAUSE_MS, undefined, { signal: options.signal });
    }
  }
}

const mayRepeat = (error: unknown, { method = 'GET' }: Call) =>
  error instanceof Refused ? error.status === 503 : method === 'GET' && error instanceof Error && 'code' in error;

async function callOnce(url: string, { method = 'GET', headers = {}, json, file, signal }: Call): Promise<IncomingMessage> {
  const request = httpRequest(url, {
    method,
    headers: { ...headers, ...(json !== undefined && { 'content-type': 'application/json' }), ...(file && { 'content-type': 'text/csv' }) },
    signal,
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => request.once('response', resolve).once('error', reject));
  if (file) await Promise.all([answered, pipeline(createReadStream(file), request)]);
  else request.end(json === undefined ? undefined : JSON.stringify(json));
  const response = await answered;
  if ((response.statusCode ?? 500) >= 400) throw new Refused(response.statusCode ?? 500, messageIn(await text(response)));
  return response;
}

function messageIn(body: string): string {
  try {
    return (JSON.parse(body) as { message?: string }).message ?? body;
  } catch {
    return body;
  }
}
