import { Injectable } from '@nestjs/common';
import type { Revoked } from '@takings/runtime/http';
import { DataSource, type EntityManager } from 'typeorm';

/** How long a token is believed without looking again; another replica may have taken the fact. */
const BELIEVED_MS = 1_000;

/** API tokens that open nothing any more, as the back office has told. */
@Injectable()
export class RevokedTokens implements Revoked {
  private readonly lookedAt = new Map<string, number>();
  private readonly known = new Set<string>();

  constructor(private readonly db: DataSource) {}

  async has(tokenId: string): Promise<boolean> {
    if (this.known.has(tokenId)) return true;
    if (performance.now() - (this.lookedAt.get(tokenId) ?? -BELIEVED_MS) < BELIEVED_MS) return false;
    const rows: unknown[] = await this.db.query('select from revoked_token where token_id = $1', [tokenId]);
    if (rows.length > 0) this.known.add(tokenId);
    else this.lookedAt.set(tokenId, performance.now());
    return rows.length > 0;
  }

  async note(tokenIds: readonly string[], db: EntityManager): Promise<void> {
    await db.query('insert into revoked_token (token_id) select unnest($1::uuid[]) on conflict do nothing', [tokenIds]);
  }
}
