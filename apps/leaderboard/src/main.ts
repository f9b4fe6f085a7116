import { startStageApp } from '@takings/messaging';
import { loadConfig, runMain } from '@takings/runtime';
import { expectTls } from '@takings/runtime/http';
import { AppModule } from './app.module';
import { settings } from './config';
import { attachGateway } from './gateway/gateway-parts';
import { attachHttp } from './http';

void runMain(async () => {
  const config = loadConfig(settings);
  expectTls(config);
  await startStageApp(AppModule.with(config), config, async (app) => {
    await attachGateway(app, config);
    attachHttp(app);
  });
});
