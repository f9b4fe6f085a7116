import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Conflict, NotFound } from '@takings/runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { refuseStale, uniquely } from '../audit/concurrent-changes';
import type { NewPersonDto, PersonChangeDto, PersonView } from './person.view';
import { consultantIdOf, emailKey, PERSON_VIEW, type PersonRow, teamIdOf } from './person-row';
import { Sessions } from './sessions';

/** Who may sign in, and what they are. Nobody is deleted: who has left is closed, and the history still knows them. */
@Injectable()
export class People {
  constructor(
    private readonly db: DataSource,
    private readonly sessions: Sessions,
  ) {}

  /** By name. */
  async all(): Promise<PersonView[]> {
    const rows: { person: PersonView }[] = await this.db.query(
      `select ${PERSON_VIEW} as person from person p order by lower(p.name), p.person_id`,
    );
    return rows.map(({ person }) => person);
  }

  /** Throws `NotFound`. */
  async one(personId: string): Promise<PersonView> {
    const [row]: { person: PersonView }[] = await this.db.query(`select ${PERSON_VIEW} as person from person p where p.person_id = $1`, [
      personId,
    ]);
    if (!row) throw nobody(personId);
    return row.person;
  }

  /** Throws `Conflict` when somebody has that e-mail address, `InvalidInput` for an unknown team or consultant. */
  create(input: NewPersonDto, actor: string): Promise<string> {
    return this.db.transaction(async (db) => {
      const { name, email, roles, team = null, consultant = null, active = true } = input;
      const [row]: PersonRow[] = await db.query(
        `insert into person (person_id, name, email, email_key, roles, team_id, consultant_id, active)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (email_key) do nothing returning *`,
        [randomUUID(), name, email, emailKey(email), roles, await teamIdOf(db, team), await consultantIdOf(db, consultant), active],
      );
      if (!row) throw emailTaken(email);
      const what = `created as ${roles.join(', ')}`;
      await keepAudit(db, { actor, action: 'person created', about: row.person_id, detail: { what, ...input } });
      return row.person_id;
    });
  }

  /** What they may do changes with their next request; whoever is closed is signed out. Throws as `create` does, and `NotFound`. */
  async change(personId: string, input: PersonChangeDto, actor: string): Promise<void> {
    await this.db.transaction(async (db) => {
      // One at a time: two admins who take it from each other at the same moment would each see the other.
      await db.query(`select pg_advisory_xact_lock(hashtext('takings people'))`);
      const [before]: PersonRow[] = await db.query('select * from person where person_id = $1 for update', [personId]);
      if (!before) throw nobody(personId);
      await refuseStale(db, personId, before.revision, input.revision);
      const after = await changed(db, before, input);
      const what = differences(before, after);
      if (what.length === 0) return;
      await refuseWithoutAdmin(db, before, after);
      await uniquely(
        db.query(
          `update person set name = $2, email = $3, email_key = $4, roles = $5, team_id = $6, consultant_id = $7, active = $8,
             revision = revision + 1 where person_id = $1`,
          [personId, after.name, after.email, after.email_key, after.roles, after.team_id, after.consultant_id, after.active],
        ),
        () => emailTaken(after.email),
      );
      if (!after.active) await this.sessions.endAll(db, personId, 'closed');
      await keepAudit(db, { actor, action: 'person changed', about: personId, detail: { what: what.join('; '), before, after } });
    });
    this.sessions.forget();
  }

  /** In every browser. Throws `NotFound`. */
  async signOut(personId: string, actor: string): Promise<void> {
    await this.db.transaction(async (db) => {
      const [row]: PersonRow[] = await db.query('select * from person where person_id = $1 for update', [personId]);
      if (!row) throw nobody(personId);
      const ended = await this.sessions.endAll(db, personId, `ended by ${actor}`);
      if (ended === 0) return;
      const what = `signed out everywhere (${ended} ${ended === 1 ? 'session' : 'sessions'})`;
      await keepAudit(db, { actor, action: 'sessions ended', about: personId, detail: { what } });
    });
    this.sessions.forget();
  }
}

const nobody = (personId: string) => new NotFound(`There is no person ${personId}`);

const emailTaken = (email: string) =>
  new Conflict(`email: somebody has "${email}" already; expected an address that nobody else has`, 'email');

async function changed(db: EntityManager, before: PersonRow, input: PersonChangeDto): Promise<PersonRow> {
  const { name = before.name, email = before.email, roles = before.roles, active = before.active } = input;
  return {
    ...before,
    ...{ name, email, email_key: emailKey(email), roles, active },
    team_id: input.team === undefined ? before.team_id : await teamIdOf(db, input.team),
    consultant_id: input.consultant === undefined ? before.consultant_id : await consultantIdOf(db, input.consultant),
  };
}

/** Without an admin nobody could ever make another one. */
async function refuseWithoutAdmin(db: EntityManager, before: PersonRow, after: PersonRow) {
  const isAdmin = ({ active, roles }: PersonRow) => active && roles.includes('admin');
  if (!isAdmin(before) || isAdmin(after)) return;
  const others: unknown[] = await db.query(
    `select person_id from person where active and 'admin' = any(roles) and person_id <> $1 limit 1`,
    [before.person_id],
  );
  if (others.length === 0) throw new Conflict('roles: this is the last admin; make somebody else an admin first');
}

function differences(before: PersonRow, after: PersonRow): string[] {
  const changes: [unknown, unknown, string][] = [
    [before.name, after.name, `renamed from ${before.name} to ${after.name}`],
    [before.email, after.email, `e-mail from ${before.email} to ${after.email}`],
    [before.roles.join(', '), after.roles.join(', '), `roles from ${before.roles.join(', ')} to ${after.roles.join(', ')}`],
    [before.team_id, after.team_id, after.team_id ? 'moved to another team' : 'taken out of the team'],
    [before.consultant_id, after.consultant_id, after.consultant_id ? 'linked to a consultant' : 'no consultant any more'],
    [before.active, after.active, after.active ? 'opened again' : 'closed, and signed out'],
  ];
  return changes.filter(([one, other]) => one !== other).map(([, , words]) => words);
}
