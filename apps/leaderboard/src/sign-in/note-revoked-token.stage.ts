import { Injectable } from '@nestjs/common';
import { ApiTokenRevoked, type DataOf } from '@takings/contracts';
import type { Done, Stage } from '@takings/messaging';
import type { EntityManager } from 'typeorm';
import { RevokedTokens } from './revoked-tokens';

/** Safe to repeat: a token is revoked once and for all. */
@Injectable()
export class NoteRevokedToken implements Stage<typeof ApiTokenRevoked> {
  readonly name = 'note-revoked-token';
  readonly takes = [ApiTokenRevoked];

  constructor(private readonly tokens: RevokedTokens) {}

  key = ({ tokenId }: DataOf<typeof ApiTokenRevoked>) => `note-revoked-token:${tokenId}`;

  async recordAll(fresh: Done<typeof ApiTokenRevoked>[], db: EntityManager) {
    await this.tokens.note(
      fresh.map(({ data }) => data.tokenId),
      db,
    );
    return fresh.map(() => []);
  }
}
