import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../clock/clock';
import { CONFIG, type Config } from '../config';
import type { Answer } from '../http/answer';
import { bodyText, send } from '../http/exchange';
import { Database } from '../store/database';
import { storableValues } from '../store/storable';
import { Saver } from '../store/saver';
import { keptHeaders, maskedBody } from './masking';

export const PROVIDERS = ['xero', 'securetrading', 'smtp', 'companies-house', 'credit-bureau', 'postcodes', 'crm'] as const;
export type Provider = (typeof PROVIDERS)[number];

export interface Entry {
  readonly provider: Provider;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What it was answered with; `null` when the line was closed without an answer. */
  readonly status: number | null;
  readonly at: Date;
  readonly ms: number;
}

const TRIM_EVERY = 500;

/**
 * Requests as the stand-ins received them, for assertions such as "no call above the limit". It keeps the latest rows, bounded by
 * SANDBOX_JOURNAL_ROWS, and writes in the background so that it never slows an answer; `entries` first waits for what is still to be written.
 * A kill -9 may lose the entries of the last milliseconds, never what the stand-ins themselves wrote.
 */
@Injectable()
export class Journal implements OnApplicationShutdown {
  private readonly log = new Logger('Journal');
  private pending: Entry[] = [];
  private sinceTrim = 0;
  private readonly saver = new Saver(() => this.flush());

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Answers one HTTP request and notes it. A fault of the stand-in itself is answered with `whenBroken`, and logged. */
  async around(
    provider: Provider,
    request: Request,
    response: Response,
    answer: () => Promise<void>,
    whenBroken: Answer = { status: 500 },
  ): Promise<void> {
    const at = this.clock.now();
    const began = performance.now();
    try {
      await answer();
    } catch (error) {
      this.log.error(error);
      if (!response.headersSent) send(response, whenBroken);
    }
    this.note({
      provider,
      method: request.method,
      path: request.originalUrl,
      headers: keptHeaders(request.headers),
      body: maskedBody(bodyText(request)),
      status: response.headersSent ? response.statusCode : null,
      at,
      ms: Math.round(performance.now() - began),
    });
  }

  note(entry: Entry) {
    this.pending.push(entry);
    this.saver.saved().catch((error) => this.log.error(error));
  }

  /** In order of arrival, after the entry with the id `after`. */
  async entries(provider: Provider | null, after: number, limit: number): Promise<(Entry & { id: number })[]> {
    // Also when nothing is pending: a write may be under way.
    await this.saver.saved();
    return this.database.rows(
      `select id, provider, method, path, headers, body, status, at, ms from journal
       where id > $1 and ($2::text is null or provider = $2) order by id limit $3`,
      [after, provider, limit],
    );
  }

  async onApplicationShutdown() {
    await this.saver.saved().catch(() => {});
  }

  private async flush(): Promise<void> {
    const entries = this.pending;
    if (entries.length === 0) return;
    this.pending = [];
    await this.database.rows(
      `insert into journal (provider, method, path, headers, body, status, at, ms)
       select provider, method, path, headers, body, status, at, ms
       from jsonb_to_recordset($1::jsonb) as entry (provider text, method text, path text, headers jsonb, body text, status int,
         at timestamptz, ms int)`,
      [JSON.stringify(entries, storableValues)],
    );
    this.sinceTrim += entries.length;
    if (this.sinceTrim < TRIM_EVERY) return;
    this.sinceTrim = 0;
    await this.database.rows('delete from journal where id <= (select max(id) from journal) - $1::bigint', [
      this.config.SANDBOX_JOURNAL_ROWS,
    ]);
  }
}
