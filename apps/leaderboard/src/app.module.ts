import { type DynamicModule, Module } from '@nestjs/common';
import { stageApp } from '@takings/messaging';
import type { Config } from './config';

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return { module: AppModule, imports: [...stageApp({ app: 'leaderboard', config, stages: [], migrations: [] })] };
  }
}
