import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ApiTokenRevoked } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { Conflict, NotFound } from '@takings/runtime';
import { type Person, type Role, revokedToken, SignedClaims, unknownToken } from '@takings/runtime/http';
import { DataSource } from 'typeorm';
import { keepAudit } from '../audit/audit';
import type { TokenView } from './token.view';
import { ShortMemory } from './short-memory';

const NOTED_EVERY_SECONDS = 60;

interface TokenRow {
  readonly token_id: string;
  readonly name: string;
  readonly role: Role;
  readonly token_hash: Buffer;
  readonly revoked: boolean;
  readonly unnoted: boolean;
}

/** What scripts sign in with. The token itself is known to whoever was shown it; we keep its hash. */
@Injectable()
export class ApiTokens {
  private readonly memory = new ShortMemory<TokenRow | undefined>();

  constructor(
    private readonly outbox: Outbox,
    private readonly db: DataSource,
    private readonly claims: SignedClaims,
  ) {}

  /** Those that open something first, the latest first. */
  async all(): Promise<TokenView[]> {
    const rows: { token: TokenView }[] = await this.db.query(
      `select ${VIEW} as token from api_token t order by t.revoked_at is not null, t.made_at desc, t.token_id`,
    );
    return rows.map(({ token }) => token);
  }

  /** The only time that the token itself is told. */
  async make(name: string, role: Role, actor: string): Promise<{ readonly made: TokenView; readonly token: string }> {
    const tokenId = randomUUID();
    const token = await this.claims.token({ tokenId, name, role });
    const made = await this.db.transaction(async (db) => {
      await db.query('insert into api_token (token_id, name, role, token_hash, made_by) values ($1, $2, $3, $4, $5)', [
        tokenId,
        name,
        role,
        hashOf(token),
        actor,
      ]);
      await keepAudit(db, { actor, action: 'API token made', about: tokenId, detail: { name, role } });
      const [row]: { token: TokenView }[] = await db.query(`select ${VIEW} as token from api_token t where token_id = $1`, [tokenId]);
      return row!.token;
    });
    return { made, token };
  }

  /** It opens nothing from now on. Throws `NotFound`, or `Conflict` when it was revoked before. */
  async revoke(tokenId: string, actor: string): Promise<TokenView> {
    const revoked = await this.outbox.during(async (db, give) => {
      const [before]: { token: TokenView }[] = await db.query(`select ${VIEW} as token from api_token t where token_id = $1 for update`, [
        tokenId,
      ]);
      if (!before) throw new NotFound(`There is no API token ${tokenId}`);
      if (before.token.revokedAt) throw new Conflict(`${before.token.revokedBy} revoked this token already`);
      await db.query('update api_token set revoked_at = now(), revoked_by = $2 where token_id = $1', [tokenId, actor]);
      await keepAudit(db, { actor, action: 'API token revoked', about: tokenId, detail: { name: before.token.name } });
      give(ApiTokenRevoked.of({ tokenId }));
      const [row]: { token: TokenView }[] = await db.query(`select ${VIEW} as token from api_token t where token_id = $1`, [tokenId]);
      return row!.token;
    });
    this.memory.forget();
    return revoked;
  }

  /** Whom it speaks for. Throws `Unauthenticated`. */
  async personOf(token: string): Promise<Person> {
    const said = await this.claims.readToken(token);
    if (!said) throw unknownToken();
    const row = await this.memory.get(said.tokenId, () => this.read(said.tokenId));
    if (!row || !timingSafeEqual(row.token_hash, hashOf(token))) throw unknownToken();
    if (row.revoked) throw revokedToken();
    return { id: row.token_id, name: row.name, roles: [row.role], team: null, consultant: null };
  }

  private async read(tokenId: string): Promise<TokenRow | undefined> {
    const [row]: TokenRow[] = await this.db.query(
      `select token_id, name, role, token_hash, revoked_at is not null as revoked,
         last_used_at is null or last_used_at < now() - $2 * interval '1 second' as unnoted from api_token where token_id = $1`,
      [tokenId, NOTED_EVERY_SECONDS],
    );
    if (row?.unnoted && !row.revoked) await this.db.query('update api_token set last_used_at = now() where token_id = $1', [tokenId]);
    return row;
  }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest();

const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const VIEW = `
  jsonb_build_object(
    'tokenId', t.token_id, 'name', t.name, 'role', t.role, 'madeBy', t.made_by, 'madeAt', ${moment('t.made_at')},
    'lastUsedAt', ${moment('t.last_used_at')}, 'revokedAt', ${moment('t.revoked_at')}, 'revokedBy', t.revoked_by)`;
