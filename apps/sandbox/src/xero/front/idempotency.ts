import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Database, type Sql } from '../../store/database';
import type { Answer } from '../../http/answer';

/** Counted from the first call; after that the key is forgotten and creates again. */
export const KEY_MEMORY_MS = 6 * 60_000;
export const KEY_MAX_LENGTH = 128;
/** Keys, after which forgotten ones are swept out. */
const CLEAN_EVERY = 100;

export interface Remembered {
  readonly fingerprint: string;
  readonly firstAt: Date;
  readonly answer: Answer;
}

export const fingerprintOf = (method: string, url: string, body: string) =>
  createHash('sha256').update(`${method} ${url}\n${body}`).digest('hex');

const refuse = (why: string): Answer => ({ status: 400, body: { ErrorNumber: 17, Type: 'IdempotencyException', Message: why } });

/** What the key alone says: `null` when the call goes on without one, an answer when the key cannot be used. */
export function refusalOfKey(key: string): Answer | null {
  if (key.trim() === '') return refuse('Idempotency-Key must not be empty.');
  if (key.length > KEY_MAX_LENGTH) return refuse(`Idempotency-Key must not be longer than ${KEY_MAX_LENGTH} characters.`);
  return null;
}

/**
 * What a remembered call means for this one: its answer again (an error too, 500 included, so that the same key cannot heal it),
 * a refusal when the request differs, or `null` when the six minutes are over.
 */
export function replay(key: string, remembered: Remembered | undefined, fingerprint: string, now: Date): Answer | null {
  if (!remembered || now.getTime() - remembered.firstAt.getTime() >= KEY_MEMORY_MS) return null;
  if (remembered.fingerprint !== fingerprint) return refuse(`The idempotency key '${key}' is used with a different request.`);
  return remembered.answer;
}

export class CreateIdempotencyKeys1763700000002 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table xero_idempotency_keys (
        key text primary key,
        fingerprint text not null,
        first_at timestamptz not null,
        answer json not null
      );
      create index on xero_idempotency_keys (first_at);
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop table xero_idempotency_keys');
  }
}

/**
 * Xero's idempotency keys. A finished call's answer is stored in the transaction of its writes, so a kill between the two is impossible;
 * an unfinished call lives in memory alone, where a second one waits for it, and dies with the process, which wrote nothing.
 */
@Injectable()
export class IdempotencyKeys {
  private readonly inProgress = new Map<string, Promise<unknown>>();
  private sinceClean = 0;

  constructor(private readonly database: Database) {}

  /** Runs `work` unless the key has an answer; calls with the same key go one after the other. */
  async once(key: string, fingerprint: string, now: () => Date, work: () => Promise<Answer>): Promise<Answer> {
    for (let earlier = this.inProgress.get(key); earlier; earlier = this.inProgress.get(key)) await earlier;
    const running = this.decide(key, fingerprint, now(), work);
    const settled = running.catch(() => {}).finally(() => this.inProgress.delete(key));
    this.inProgress.set(key, settled);
    return running;
  }

  async remember(sql: Sql, key: string, fingerprint: string, firstAt: Date, answer: Answer): Promise<void> {
    await sql.rows(
      `insert into xero_idempotency_keys (key, fingerprint, first_at, answer) values ($1, $2, $3, $4::json)
       on conflict (key) do update set fingerprint = excluded.fingerprint, first_at = excluded.first_at, answer = excluded.answer`,
      [key, fingerprint, firstAt, JSON.stringify(answer)],
    );
    if (++this.sinceClean >= CLEAN_EVERY) await this.clean(sql, firstAt);
  }

  private async clean(sql: Sql, now: Date): Promise<void> {
    this.sinceClean = 0;
    await sql.rows('delete from xero_idempotency_keys where first_at < $1', [new Date(now.getTime() - KEY_MEMORY_MS)]);
  }

  private async decide(key: string, fingerprint: string, now: Date, work: () => Promise<Answer>): Promise<Answer> {
    const [row] = await this.database.rows<{ fingerprint: string; first_at: Date; answer: Answer }>(
      'select fingerprint, first_at, answer from xero_idempotency_keys where key = $1',
      [key],
    );
    const remembered = row && { fingerprint: row.fingerprint, firstAt: row.first_at, answer: row.answer };
    return replay(key, remembered, fingerprint, now) ?? (await work());
  }
}
