import type { DynamicModule } from '@nestjs/common';
import { type AppConfig, startApp } from '@takings/runtime';
import { StageTransport } from './stage-transport';

/** Starts an app with its stages; the HTTP side carries health, metrics and, where the app has one, its API, which `attach` adds to. */
export function startStageApp(module: DynamicModule, config: AppConfig, attach?: Parameters<typeof startApp>[2]) {
  return startApp(module, config, async (app) => {
    await attach?.(app);
    // A module that refuses to start must have said so before the first fact is taken.
    await app.init();
    app.connectMicroservice({ strategy: app.get(StageTransport, { strict: false }) });
    await app.startAllMicroservices();
  });
}
