import { randomUUID } from 'node:crypto';
import { type Person, type Role, SessionCookie, SignedClaims } from '@takings/runtime/http';
import { SESSION_SECRET } from '@takings/testing';
import type { DataSource } from 'typeorm';

/** Somebody who has signed in, and what their browser sends. */
export interface SignedIn {
  readonly person: Person;
  readonly headers: { readonly cookie: string; readonly 'x-csrf-token': string };
}

interface Somebody {
  readonly roles?: readonly Role[];
  /** Ids of rows that are there. */
  readonly team?: string;
  readonly consultant?: string;
}

/** A person and their session, as signing in makes them. */
export async function signedIn(db: DataSource, name: string, { roles = ['admin'], team, consultant }: Somebody = {}): Promise<SignedIn> {
  const person: Person = { id: randomUUID(), name, roles, team: team ?? null, consultant: consultant ?? null };
  const email = `${person.id}@takings.example`;
  await db.query(
    'insert into person (person_id, name, email, email_key, roles, team_id, consultant_id) values ($1, $2, $3, $3, $4, $5, $6)',
    [...[person.id, name, email, roles, person.team, person.consultant]],
  );
  const sessionId = randomUUID();
  const endsAtMs = Date.now() + 3_600_000;
  await db.query('insert into session (session_id, person_id, ends_at) values ($1, $2, $3)', [sessionId, person.id, new Date(endsAtMs)]);
  const claims = new SignedClaims([SESSION_SECRET]);
  const cookie = `${new SessionCookie(undefined).name}=${await claims.session({ sessionId, person, endsAtMs })}`;
  return { person, headers: { cookie, 'x-csrf-token': claims.csrfToken(sessionId) } };
}
