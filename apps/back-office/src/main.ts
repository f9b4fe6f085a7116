import { startStageApp } from '@takings/messaging';
import { loadConfig, runMain } from '@takings/runtime';
import { AppModule } from './app.module';
import { settings } from './config';
import { attachHttp } from './http';
import { expectSoundSignIn } from './sign-in/settings';

void runMain(async () => {
  const config = loadConfig(settings);
  expectSoundSignIn(config);
  await startStageApp(AppModule.with(config), config, (app) => attachHttp(app, config));
});
