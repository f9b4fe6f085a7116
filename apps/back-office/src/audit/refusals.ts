import { Injectable } from '@nestjs/common';
import type { Person } from '@takings/runtime/http';
import { DataSource } from 'typeorm';
import type { Decision } from './audit';

const ACTION: Decision['action'] = 'access refused';
/** What this process remembers, so that whoever asks in vain all day is no work for the database. */
const REMEMBERED = 10_000;

/** Keeps in the audit who was not let in where: once for each person, route and day. */
@Injectable()
export class Refusals {
  private readonly kept = new Set<string>();

  constructor(private readonly db: DataSource) {}

  /** `route`: as the API declares it, such as `POST /api/runs/:id/approve`; `why`: what they were told. */
  async keep({ id, name }: Person, route: string, why: string): Promise<void> {
    const day = new Date().toISOString().slice(0, 10);
    const key = `${day} ${id} ${route}`;
    if (this.kept.has(key)) return;
    await this.db.query(
      `insert into audit (actor, action, about, subject, detail) values ($1, $2, $3, $3, $4)
       on conflict (about, (detail ->> 'person'), (detail ->> 'day')) where action = 'access refused' do nothing`,
      [name, ACTION, route, JSON.stringify({ what: `was not let in: ${why}`, person: id, day })],
    );
    if (this.kept.size >= REMEMBERED) this.kept.clear();
    this.kept.add(key);
  }
}
