import { ApiTokenRevoked, TeamSaved } from '@takings/contracts';
import { behavesLikeAStage } from '@takings/testing';
import { leaderboard } from './testing/leaderboard';
import { completed, saleOf, uuid } from './testing/sample-facts';

const soldAt = new Date().toISOString();

behavesLikeAStage({ stage: 'rank-seller', module: leaderboard, gives: 0, sample: (n) => completed(saleOf(n, { soldAt })) });

behavesLikeAStage({
  stage: 'track-roster',
  module: leaderboard,
  gives: 0,
  sample: (n) =>
    TeamSaved.of({
      teamId: uuid(n),
      name: `Team ${n}`,
      displayName: 'The Falcons',
      timeZone: 'Europe/London',
      targetMinor: null,
      currency: null,
      active: true,
      revision: 1,
    }),
});

behavesLikeAStage({
  stage: 'note-revoked-token',
  module: leaderboard,
  gives: 0,
  sample: (n) => ApiTokenRevoked.of({ tokenId: uuid(n) }),
});
