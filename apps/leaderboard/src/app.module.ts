import { type DynamicModule, Module } from '@nestjs/common';
import { stageApp } from '@takings/messaging';
import { BoardFeed } from './boards/board-feed';
import { LiveBoards } from './boards/live-boards';
import type { Config } from './config';
import { Roster } from './track-roster/roster';

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [...stageApp({ app: 'leaderboard', config, stages: [], migrations: [] })],
      providers: [BoardFeed, LiveBoards, Roster],
    };
  }
}
