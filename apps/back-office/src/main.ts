import { startStageApp } from '@takings/messaging';
import { loadConfig, runMain } from '@takings/runtime';
import { AppModule } from './app.module';
import { settings } from './config';
import { attachHttp } from './http';
import { refuseStrangers } from './loopback';

void runMain(async () => {
  const config = loadConfig(settings);
  refuseStrangers(config);
  await startStageApp(AppModule.with(config), config, attachHttp);
});
