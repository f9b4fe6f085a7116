import { Injectable } from '@nestjs/common';
import { ClaimedSignIns, SessionCookie, SignedClaims } from '@takings/runtime/http';
import { RevokedTokens } from './revoked-tokens';

/** Who asks, by what the back office has signed: boards are shown while the back office is away, too. */
@Injectable()
export class BoardSignIns extends ClaimedSignIns {
  // biome-ignore lint/complexity/noUselessConstructor: Nest injects by it
  constructor(claims: SignedClaims, cookie: SessionCookie, revoked: RevokedTokens) {
    super(claims, cookie, revoked);
  }
}
