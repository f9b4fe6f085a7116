import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { Connector } from '../connector';
import { type Page, PullFault, type Raw, refuseLarge, type Source } from './source';

/** Every value as PostgreSQL writes it: a day stays a day, and an amount is no float. */
const AS_TEXT = { getTypeParser: () => (value: string) => value };

/**
 * The query of a connector, in transactions that only read and with a time limit for each statement. It is one statement: PostgreSQL's extended
 * protocol, in which it is sent, takes no second.
 */
export class SqlSource implements Source {
  constructor(
    private readonly connectionString: string,
    private readonly connector: Pick<Connector, 'query' | 'watermark' | 'mapping'>,
    private readonly timeoutMs: number,
  ) {}

  async *pages(from: string | null, limit: number): AsyncGenerator<Page> {
    const client = await this.connected();
    try {
      let where = from === null ? '' : `where ${this.mark} >= ${escapeLiteral(from)}`;
      for (;;) {
        const { rows, columns } = await this.read(client, where, limit);
        if (rows.length === 0) return;
        refuseLarge(rows);
        const last = rows.at(-1)!;
        const watermark = last[this.connector.watermark];
        if (typeof watermark !== 'string')
          throw new PullFault(`A row has nothing in ${this.connector.watermark}; expected when it was changed`);
        yield { columns, rows, watermark };
        if (rows.length < limit) return;
        where = `where (${this.mark}, ${this.ref}) > (${escapeLiteral(watermark)}, ${escapeLiteral(String(last[this.refName] ?? ''))})`;
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private get mark() {
    return `q.${escapeIdentifier(this.connector.watermark)}`;
  }

  private get refName() {
    return this.connector.mapping.charge_ref?.from ?? 'charge_ref';
  }

  private get ref() {
    return `q.${escapeIdentifier(this.refName)}`;
  }

  private async connected(): Promise<Client> {
    const client = new Client({
      connectionString: this.connectionString,
      connectionTimeoutMillis: this.timeoutMs,
      statement_timeout: this.timeoutMs,
      query_timeout: this.timeoutMs + 1000,
      application_name: 'takings connector',
      options: '-c datestyle=ISO -c timezone=UTC',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      throw new PullFault(`The CRM's database cannot be reached: ${wordsOf(error, this.timeoutMs)}`);
    }
  }

  private async read(client: Client, where: string, limit: number): Promise<{ rows: Raw[]; columns: string[] }> {
    try {
      await client.query('begin transaction read only');
      const text = `select * from (\n${this.connector.query.replace(/[;\s]+$/, '')}\n) as q ${where} order by ${this.mark}, ${this.ref} limit $1`;
      const { rows, fields } = await client.query<Raw>({ text, values: [limit], types: AS_TEXT as never });
      await client.query('rollback');
      return { rows, columns: fields.map(({ name }) => name) };
    } catch (error) {
      throw new PullFault(`The query cannot be run: ${wordsOf(error, this.timeoutMs)}`);
    }
  }
}

function wordsOf(error: unknown, timeoutMs: number): string {
  const { code, message } = error as Error & { code?: string };
  if (code === '57014' || /timeout/i.test(message)) return `it did not answer within ${timeoutMs / 1000} s`;
  if (code === '25006') return 'it would change something; expected a query that only reads';
  return message || code || 'for a reason that it does not say';
}
