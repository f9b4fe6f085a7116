import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { end, ready, start } from '../app-process.mjs';
import { ownDatabase } from '../servers.mjs';
import { headersFrom } from '../sign-in.mjs';
import { invoiceId, invoices, runId, surroundings } from './load.sql.mjs';

const TOGETHER = 50_000;
const LISTEN = new URL('./statements.mjs', import.meta.url);

/** A company with so many invoices: its database, and the back office as it is deployed on it. */
export class Company {
  constructor(size) {
    this.size = size;
  }

  async open() {
    this.data = mkdtempSync(join(tmpdir(), 'takings-bench-'));
    this.database = await ownDatabase(process.env.DATABASE_URL);
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: this.database.url,
      AMQP_URL: process.env.AMQP_URL,
      SESSION_SECRET: 'a secret of the bench and of nothing else',
      API_TOKEN_FILE: join(this.data, 'api-token'),
      NODE_OPTIONS: `--import ${LISTEN}`,
    };
    this.app = start('back-office', env);
    this.port = await ready(this.app, 'back-office');
    this.headers = headersFrom(env.API_TOKEN_FILE);
    this.db = new pg.Client({ connectionString: this.database.url, options: '-c search_path=back_office -c synchronous_commit=off' });
    await this.db.connect();
  }

  /** Answers with the ids and texts that questions are about. */
  async fill() {
    for (const sql of surroundings(this.size)) await this.db.query(sql);
    for (let first = 0; first < this.size; first += TOGETHER) {
      const last = Math.min(first + TOGETHER, this.size) - 1;
      for (const sql of invoices(first, last, this.size)) await this.db.query(sql);
    }
    await this.db.query('vacuum analyze');
    await this.db.query('checkpoint');
    // In the middle, where neither end of an index is near; of the small company and the large one the same.
    const n = Math.floor(this.size / 2 / 400) * 400 + 51;
    const sql = `
      select i.invoice_id as invoice, i.invoice_number as number, i.customer_ref as customer, i.customer_name as name, i.customer_email as email,
        k.customer_id as "customerId", i.run_id as run, (select run_on::text from run where run_id = i.run_id) as "runOn", ${runId(0)} as "firstRun",
        (select run_id from run order by run_on desc limit 1) as "lastRun", (select max(id) / 2 from audit) as decision,
        'CH-${n}' as charge, (select cause from stuck_item order by stuck_id limit 1) as cause, (select stuck_id from stuck_item order by raised_at limit 1) as stuck
      from invoice i join customer k using (customer_ref) where i.invoice_id = ${invoiceId(n)}`;
    const { rows } = await this.db.query(sql);
    this.known = rows[0];
  }

  /** Milliseconds to the end of the answer. */
  async ask(path) {
    const from = performance.now();
    const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, { headers: this.headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${text}`);
    return performance.now() - from;
  }

  /** What the app asks PostgreSQL to answer, and how it goes about it. */
  async plansOf(path) {
    const heard = [];
    const hear = (message) => message.statement && heard.push(message.statement);
    this.app.on('message', hear);
    this.app.send({ listen: true });
    await this.ask(path);
    await new Promise((done) => setTimeout(done, 50));
    this.app.send({ listen: false });
    this.app.off('message', hear);
    const plans = [];
    for (const { text, values } of heard.filter(({ text }) => /^\s*(select|with)\b/i.test(text) && /\bfrom\b/i.test(text))) {
      const { rows } = await this.db.query(`explain (analyze, costs off, timing off, summary off) ${text}`, values);
      plans.push({ text, plan: rows.map((row) => row['QUERY PLAN']) });
    }
    return plans;
  }

  async close() {
    await this.db?.end();
    if (this.app) await end(this.app);
    await this.database?.drop();
    rmSync(this.data, { recursive: true, force: true });
  }
}
