import { startStageApp } from '@takings/messaging';
import { loadConfig, runMain } from '@takings/runtime';
import { AppModule } from './app.module';
import { settings } from './config';

void runMain(async () => {
  const config = loadConfig(settings);
  await startStageApp(AppModule.with(config), config);
});
