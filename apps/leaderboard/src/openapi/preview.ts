import { loadConfig } from '@takings/runtime';
import * as http from '@takings/runtime/http';
import { AppModule } from '../app.module';
import { settings } from '../config';
import { about } from './about';

/** `docs/generated/openapi-leaderboard.json` is a copy, which a test rebuilds and compares. */
export function renderedDocument(): Promise<string> {
  const config = loadConfig(settings, { DATABASE_URL: 'postgres://nowhere', AMQP_URL: 'amqp://nowhere', LOG_LEVEL: 'silent' });
  return http.renderedDocument(AppModule.with(config), about);
}
