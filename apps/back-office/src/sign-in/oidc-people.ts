import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Role, ROLES } from '@takings/runtime/http';
import { DataSource, type EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import type { Claims } from './oidc-provider';
import { emailKey, type PersonRow } from './person-row';
import { Sessions } from './sessions';
import type { SignInConfig } from './settings';

/** Why somebody whom the provider knows does not get in, in a sentence for them. */
export class NotLetIn extends Error {
  constructor(
    message: string,
    readonly who: string,
  ) {
    super(message);
  }
}

interface Told {
  readonly identity: string;
  readonly name: string;
  readonly email: string | undefined;
  /** Undefined where the people of the console say who is what. */
  readonly roles: readonly Role[] | undefined;
}

/** Finds who came from the company's identity provider among our people: by their subject there, the first time by their verified e-mail. */
@Injectable()
export class OidcPeople {
  constructor(
    private readonly db: DataSource,
    private readonly sessions: Sessions,
    private readonly config: SignInConfig,
  ) {}

  /** Their id here. Throws `NotLetIn`. */
  async personOf(claims: Claims): Promise<string> {
    const told = this.told(claims);
    const personId = await this.db.transaction(async (db) => {
      const known = await this.known(db, told);
      if (known && !known.active) throw new NotLetIn(`${known.name} is closed here; an admin can open them again.`, known.email);
      return known ? this.asTold(db, known, told) : this.create(db, told);
    });
    this.sessions.forget();
    return personId;
  }

  private told(claims: Claims): Told {
    const { iss, sub, email, email_verified: verified, name } = claims;
    const isText = typeof email === 'string' && email.includes('@');
    return {
      identity: `${iss} ${sub}`,
      name: (typeof name === 'string' && name.trim()) || (isText ? email : sub),
      // An address that the provider has not verified may be anybody's.
      email: isText && verified !== false && (verified === true || verified === undefined) ? email : undefined,
      roles: this.rolesIn(claims),
    };
  }

  private rolesIn(claims: Claims): readonly Role[] | undefined {
    const { OIDC_ROLES_CLAIM, OIDC_ROLES } = this.config;
    if (!OIDC_ROLES_CLAIM) return undefined;
    const values = [claims[OIDC_ROLES_CLAIM]].flat().map(String);
    return ROLES.filter((role) => values.some((value) => Object.hasOwn(OIDC_ROLES!, value) && OIDC_ROLES![value] === role));
  }

  private async known(db: EntityManager, { identity, email }: Told): Promise<PersonRow | undefined> {
    const [byIdentity]: PersonRow[] = await db.query('select * from person where identity = $1 for update', [identity]);
    if (byIdentity || email === undefined) return byIdentity;
    // Whoever is already tied to another subject is somebody else with a used address.
    const [byEmail]: PersonRow[] = await db.query('select * from person where email_key = $1 and identity is null for update', [
      emailKey(email),
    ]);
    return byEmail;
  }

  private async asTold(db: EntityManager, known: PersonRow, told: Told): Promise<string> {
    const roles = this.withAdmin(told, told.roles ?? known.roles);
    if (roles.length === 0) throw withoutRole(told);
    const what = [
      ...(known.identity === told.identity ? [] : ['tied to the company account']),
      ...(roles.join() === known.roles.join()
        ? []
        : [`roles from ${known.roles.join(', ')} to ${roles.join(', ')}, by the company account`]),
    ];
    if (what.length === 0) return known.person_id;
    await db.query('update person set identity = $2, roles = $3, revision = revision + 1 where person_id = $1', [
      known.person_id,
      told.identity,
      roles,
    ]);
    await keepAudit(db, { actor: 'Takings', action: 'person changed', about: known.person_id, detail: { what: what.join('; ') } });
    return known.person_id;
  }

  private async create(db: EntityManager, told: Told): Promise<string> {
    const roles = this.withAdmin(told, told.roles ?? []);
    if (told.email === undefined) throw new NotLetIn('The company account tells no verified e-mail address of you.', told.identity);
    if (roles.length === 0) throw withoutRole(told);
    const [row]: PersonRow[] = await db.query(
      `insert into person (person_id, name, email, email_key, roles, identity) values ($1, $2, $3, $4, $5, $6)
       on conflict (email_key) do nothing returning *`,
      [randomUUID(), told.name.slice(0, 80), told.email, emailKey(told.email), roles, told.identity],
    );
    if (!row) throw new NotLetIn(`${told.email} belongs to another company account here; ask an admin.`, told.email);
    const what = `created as ${roles.join(', ')}, by the company account`;
    await keepAudit(db, { actor: 'Takings', action: 'person created', about: row.person_id, detail: { what } });
    return row.person_id;
  }

  private withAdmin({ email }: Told, roles: readonly Role[]): readonly Role[] {
    const isAdmin = email !== undefined && this.config.ADMIN_EMAILS.some((admin) => emailKey(admin) === emailKey(email));
    return ROLES.filter((role) => roles.includes(role) || (isAdmin && role === 'admin'));
  }
}

const withoutRole = ({ email, name }: Told) =>
  new NotLetIn(`${email ?? name} has no role here yet; an admin can give one under People.`, email ?? name);
