import { exchange, NoAnswer } from '../../look-ups/sources/exchange';
import type { Connector } from '../connector';
import type { ConnectorSettings } from '../connector-config';
import { isLater, type Page, PullFault, type Raw, type Source, textOf } from './source';

/** One answer at most. */
const MOST_BYTES = 20 * 1024 ** 2;

/**
 * An endpoint that answers `GET url?after=<watermark>&limit=<rows>` with rows changed at that moment or later, in that order. It is asked only on
 * the hosts that the environment names: whoever changes settings sends our token nowhere else.
 */
export class HttpSource implements Source {
  constructor(
    private readonly connector: Pick<Connector, 'url' | 'rowsAt' | 'watermark'>,
    private readonly config: ConnectorSettings,
  ) {}

  async *pages(from: string | null, limit: number): AsyncGenerator<Page> {
    let after = from;
    for (;;) {
      const rows = this.rowsOf(await this.ask(after, limit));
      if (rows.length === 0) return;
      const watermark = this.lastOf(rows);
      const stands = after !== null && !isLater(watermark, after);
      if (stands && rows.length >= limit)
        throw new PullFault(
          `More than ${limit} rows have the same ${this.connector.watermark} (${after}); expected one that tells them apart`,
        );
      if (rows.length > limit)
        throw new PullFault(`It answered ${rows.length} rows where ${limit} were asked for; expected it to keep to limit`);
      yield { columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows, watermark };
      if (stands) return;
      after = watermark;
    }
  }

  private async ask(after: string | null, limit: number): Promise<unknown> {
    const url = new URL(this.connector.url);
    const { CRM_HTTP_HOSTS: hosts, CRM_HTTP_TOKEN: token, CRM_TIMEOUT_MS: timeoutMs } = this.config;
    if (!/^https?:$/.test(url.protocol) || !hosts.includes(url.host.toLowerCase()))
      throw new PullFault(`${url.host} is none of the hosts that may be asked; whoever runs Takings names them in CRM_HTTP_HOSTS`);
    if (after !== null) url.searchParams.set('after', after);
    url.searchParams.set('limit', String(limit));
    const headers = { accept: 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    try {
      const { status, text } = await exchange(url, headers, timeoutMs, MOST_BYTES);
      if (status === 401 || status === 403) throw new PullFault(`It does not let us in (${status}); CRM_HTTP_TOKEN may be wrong`);
      if (status !== 200) throw new PullFault(`It answered ${status}; expected 200 with rows in JSON`);
      return parsed(text);
    } catch (error) {
      if (error instanceof NoAnswer) throw new PullFault(`It ${error.message}`);
      throw error;
    }
  }

  private rowsOf(answer: unknown): Raw[] {
    const { rowsAt } = this.connector;
    const parts = rowsAt === '' ? [] : rowsAt.split('.');
    const list = parts.reduce<unknown>(
      (value, part) => (typeof value === 'object' && value !== null ? (value as Raw)[part] : undefined),
      answer,
    );
    if (!Array.isArray(list)) {
      const has =
        typeof answer === 'object' && answer !== null && !Array.isArray(answer)
          ? `; it has ${Object.keys(answer).slice(0, 20).join(', ')}`
          : '';
      throw new PullFault(`There is no list of rows ${rowsAt === '' ? 'in its answer' : `at ${rowsAt}`}${has}`);
    }
    const wrong = list.findIndex((row) => typeof row !== 'object' || row === null || Array.isArray(row));
    if (wrong >= 0) throw new PullFault(`Row ${wrong + 1} is ${textOf(list[wrong])}; expected an object with its columns`);
    return list as Raw[];
  }

  /** Rows out of order would be passed over by the next pull. */
  private lastOf(rows: readonly Raw[]): string {
    const { watermark } = this.connector;
    let last: string | undefined;
    for (const [at, row] of rows.entries()) {
      const value = row[watermark];
      if ((typeof value !== 'string' && typeof value !== 'number') || value === '')
        throw new PullFault(`Row ${at + 1} has no ${watermark}; it has ${Object.keys(row).slice(0, 20).join(', ')}`);
      if (last !== undefined && isLater(last, String(value)))
        throw new PullFault(`Row ${at + 1} comes after a later one (${watermark} ${value} after ${last}); expected them in that order`);
      last = String(value);
    }
    return last!;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PullFault(`It answered with something else than JSON, which begins ${JSON.stringify(text.slice(0, 60))}`);
  }
}
