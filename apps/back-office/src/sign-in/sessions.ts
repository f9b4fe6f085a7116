import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Person, Role } from '@takings/runtime/http';
import { DataSource, type EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { SessionLimits } from './session-limits';
import { ShortMemory } from './short-memory';

/** That somebody is there is noted once in so many seconds. */
const NOTED_EVERY_SECONDS = 60;

export interface OpenSession {
  readonly sessionId: string;
  readonly person: Person;
  readonly endsAtMs: number;
}

interface SessionRow {
  readonly session_id: string;
  readonly ends_at: Date;
  readonly unnoted: boolean;
  readonly person_id: string;
  readonly name: string;
  readonly roles: Role[];
  readonly team_id: string | null;
  readonly consultant_id: string | null;
}

/** Who has signed in and not out again. Each is a row, so that it can be ended from here, whatever the browser keeps. */
@Injectable()
export class Sessions {
  private readonly memory = new ShortMemory<OpenSession | undefined>();

  constructor(
    private readonly db: DataSource,
    private readonly limits: SessionLimits,
  ) {}

  /** A new one for each sign-in: nobody can have planted its id in the browser before. */
  async begin(personId: string, how: string): Promise<OpenSession> {
    const sessionId = randomUUID();
    await this.db.transaction(async (db) => {
      await db.query(`insert into session (session_id, person_id, ends_at) values ($1, $2, now() + $3 * interval '1 second')`, [
        sessionId,
        personId,
        this.limits.endsAfterSeconds,
      ]);
      const [{ name }] = await db.query('select name from person where person_id = $1', [personId]);
      await keepAudit(db, { actor: name, action: 'signed in', about: personId, detail: { what: `signed in (${how})`, sessionId } });
    });
    return (await this.read(sessionId))!;
  }

  /** Undefined once it has been ended, was left alone for too long, has reached its end, or its person is not with us any more. */
  open(sessionId: string): Promise<OpenSession | undefined> {
    return this.memory.get(sessionId, () => this.read(sessionId));
  }

  /** Signed out by the person. */
  async end(sessionId: string): Promise<void> {
    await this.db.transaction(async (db) => {
      const [[row]]: [{ person_id: string }[], number] = await db.query(
        `update session set ended_at = now(), ended_because = 'signed out' where session_id = $1 and ended_at is null returning person_id`,
        [sessionId],
      );
      if (!row) return;
      const [{ name }] = await db.query('select name from person where person_id = $1', [row.person_id]);
      await keepAudit(db, { actor: name, action: 'signed out', about: row.person_id, detail: { sessionId } });
    });
    this.memory.forget();
  }

  /** All of a person, in the transaction of what ends them; `forget` after it. */
  async endAll(db: EntityManager, personId: string, because: string): Promise<number> {
    const [, ended]: [unknown, number] = await db.query(
      'update session set ended_at = now(), ended_because = $2 where person_id = $1 and ended_at is null and ends_at > now()',
      [personId, because],
    );
    return ended;
  }

  /** After people or sessions have changed. */
  forget() {
    this.memory.forget();
  }

  private async read(sessionId: string): Promise<OpenSession | undefined> {
    const [row]: SessionRow[] = await this.db.query(
      `select s.session_id, s.ends_at, s.seen_at < now() - $3 * interval '1 second' as unnoted,
         p.person_id, p.name, p.roles, p.team_id, p.consultant_id
       from session s join person p using (person_id)
       where s.session_id = $1 and s.ended_at is null and s.ends_at > now() and s.seen_at > now() - $2 * interval '1 second' and p.active`,
      [sessionId, this.limits.idleSeconds, NOTED_EVERY_SECONDS],
    );
    if (!row) return undefined;
    if (row.unnoted) await this.db.query('update session set seen_at = now() where session_id = $1', [sessionId]);
    const { person_id: id, name, roles, team_id: team, consultant_id: consultant } = row;
    return { sessionId, person: { id, name, roles, team, consultant }, endsAtMs: row.ends_at.getTime() };
  }
}
