import { startStageApp } from '@takings/messaging';
import { loadConfig, runMain } from '@takings/runtime';
import { refuseStrangers } from '@takings/runtime/http';
import { AppModule } from './app.module';
import { settings } from './config';
import { attachHttp } from './http';

void runMain(async () => {
  const config = loadConfig(settings);
  refuseStrangers('The back office', config);
  await startStageApp(AppModule.with(config), config, attachHttp);
});
