import { type DynamicModule, Module } from '@nestjs/common';
import { stageApp } from '@takings/messaging';
import { answersPeople, SignIns } from '@takings/runtime/http';
import { Asking } from './boards/asked';
import { BoardFeed } from './boards/board-feed';
import { BoardRules, rulesOf } from './boards/board-rules';
import { BoardsController } from './boards/boards.controller';
import { CreateBoards1763700000001 } from './boards/create-boards.migration';
import { Explanations } from './boards/explanations';
import { Forgetting } from './boards/forgetting';
import { LiveBoards } from './boards/live-boards';
import { Rankings } from './boards/rankings';
import { SameRules } from './boards/same-rules';
import { StandingRows } from './boards/standing-rows';
import { Clock, SystemClock } from './clock';
import type { Config } from './config';
import { gatewayParts } from './gateway/gateway-parts';
import { BoardRows } from './rank-seller/board-rows';
import { CollectedRows } from './rank-seller/collected-rows';
import { CreateCollected1763700000003 } from './rank-seller/create-collected.migration';
import { EntryRows } from './rank-seller/entry-rows';
import { RankSeller } from './rank-seller/rank-seller.stage';
import { RankingsInMemory } from './rank-seller/rankings-in-memory';
import { BoardSignIns } from './sign-in/board-sign-ins';
import { CreateRevokedTokens1763700000040 } from './sign-in/create-revoked-tokens.migration';
import { NoteRevokedToken } from './sign-in/note-revoked-token.stage';
import { RevokedTokens } from './sign-in/revoked-tokens';
import { CreateRoster1763700000002 } from './track-roster/create-roster.migration';
import { Roster } from './track-roster/roster';
import { TrackRoster } from './track-roster/track-roster.stage';

const stages = [RankSeller, TrackRoster, NoteRevokedToken];
const migrations = [CreateBoards1763700000001, CreateRoster1763700000002, CreateCollected1763700000003, CreateRevokedTokens1763700000040];

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    const gateway = gatewayParts(config);
    return {
      module: AppModule,
      imports: [
        ...stageApp({ app: 'leaderboard', config, stages, migrations: [...migrations, ...gateway.migrations], readyWithoutBroker: true }),
      ],
      controllers: [BoardsController, ...gateway.controllers],
      providers: [
        ...stages,
        BoardFeed,
        LiveBoards,
        Asking,
        Rankings,
        SameRules,
        Explanations,
        StandingRows,
        Forgetting,
        BoardRows,
        EntryRows,
        RankingsInMemory,
        CollectedRows,
        Roster,
        { provide: Clock, useClass: SystemClock },
        { provide: BoardRules, useValue: rulesOf(config) },
        RevokedTokens,
        { provide: SignIns, useClass: BoardSignIns },
        ...answersPeople(config),
        ...gateway.providers,
      ],
    };
  }
}
