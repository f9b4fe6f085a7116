import { loadConfig } from '@takings/runtime';
import * as http from '@takings/runtime/http';
import { AppModule } from '../app.module';
import { settings } from '../config';
import { about } from './about';

/** `docs/generated/openapi-leaderboard.json` is a copy, which a test rebuilds and compares. */
export function renderedDocument(): Promise<string> {
  return http.renderedDocument(nowhere(), about);
}

/** The app as its classes tell of it; it is never started. */
export const nowhere = () =>
  AppModule.with(
    loadConfig(settings, {
      DATABASE_URL: 'postgres://nowhere',
      AMQP_URL: 'amqp://nowhere',
      LOG_LEVEL: 'silent',
      SESSION_SECRET: 'nothing is ever signed with this',
    }),
  );
