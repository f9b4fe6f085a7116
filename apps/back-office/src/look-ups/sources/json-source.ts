import { InvalidInput, Unavailable } from '@takings/runtime';
import type { z } from 'zod';
import { exchange, NoAnswer, type Reply } from './exchange';
import { OutageSigns } from './outage-signs';
import { retryAfterMs } from './retry-after';

export interface SourceSettings {
  /** As people call it: it stands in what agents read. */
  readonly name: string;
  readonly url: string;
  /** The setting that a wrong key is to be mended in. */
  readonly keySetting?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** How long to wait when the source says "too many" and not until when. */
  readonly quotaPauseMs?: number;
  readonly now?: () => Date;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

const DEFAULT_QUOTA_PAUSE_MS = 60_000;

/**
 * Asks one HTTP source that answers in JSON, and sorts what comes back into the errors by which a stage knows what to do: wait for a source
 * that is down for everybody (`Unavailable` with `everybody`), try one question later (`Unavailable`), or leave it to a person (`InvalidInput`).
 * What the source has to say about a question (200, 404) is returned for its adapter to read.
 */
export class JsonSource {
  private readonly signs = new OutageSigns();

  constructor(private readonly settings: SourceSettings) {}

  get now(): Date {
    return this.settings.now?.() ?? new Date();
  }

  /** `path` is below the source's URL, with its parts encoded. Resolves for 200 and 404 in JSON; a 404 may be empty. */
  async ask(path: string): Promise<Answer> {
    const { url, headers, timeoutMs } = this.settings;
    try {
      const reply = await exchange(new URL(`${url.replace(/\/+$/, '')}${path}`), { accept: 'application/json', ...headers }, timeoutMs);
      if (reply.status !== 200 && reply.status !== 404) throw this.faultOf(reply, path);
      return { status: reply.status, headers: reply.headers, json: this.jsonOf(reply, path) };
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      throw this.away(error.message, path, error.unreachable);
    }
  }

  /** What an answer says, as its schema promises. An answer that says something else is no answer. */
  read<T>(schema: z.ZodType<T>, { json, status }: Answer, path: string): T {
    const parsed = schema.safeParse(json);
    if (!parsed.success) {
      const where = parsed.error.issues[0]?.path.join('.');
      throw this.away(`answered ${status} with something else than expected${where ? ` (${where})` : ''}`, path);
    }
    this.signs.answered();
    return parsed.data;
  }

  /** The source's quota is used up; it is asked again when that has passed. */
  outOfQuota(afterMs = this.settings.quotaPauseMs ?? DEFAULT_QUOTA_PAUSE_MS): Unavailable {
    return new Unavailable(`${this.settings.name} takes no more questions for now`, { everybody: true, retryAfterMs: afterMs });
  }

  private faultOf({ status, headers }: Reply, path: string): Error {
    const { name, keySetting } = this.settings;
    const everybody = { everybody: true, retryAfterMs: retryAfterMs(headers, this.now) };
    if (status === 429) return this.outOfQuota(everybody.retryAfterMs);
    if (status === 401 || status === 403)
      return new Unavailable(`${name} does not let us in (${status})${keySetting ? `; ${keySetting} may be wrong` : ''}`, everybody);
    if (status === 503) return new Unavailable(`${name} is down for now`, everybody);
    if (status >= 300 && status < 400) return new Unavailable(`${name} has moved: its address must be set anew`, everybody);
    if (status === 400 || status === 422) return new InvalidInput(`${name} does not take this question (${status})`);
    return this.away(`answered ${status}`, path);
  }

  private jsonOf({ status, text }: Reply, path: string): unknown {
    if (status === 404 && text.trim() === '') return undefined;
    try {
      return JSON.parse(text);
    } catch {
      throw this.away(`answered ${status}, but not in JSON`, path);
    }
  }

  private away(what: string, path: string, everybody = this.signs.failure(path)): Unavailable {
    return new Unavailable(`${this.settings.name} ${what}`, { everybody });
  }
}
