import { loadConfig } from '@takings/runtime';
import { type Servers, SESSION_SECRET } from '@takings/testing';
import { AppModule } from '../app.module';
import { settings } from '../config';

/** The app's module as `main.ts` makes it, on a test's servers. */
export const leaderboard = ({ databaseUrl, amqpUrl }: Servers, env: Record<string, string> = {}) =>
  AppModule.with(
    loadConfig(settings, {
      DATABASE_URL: databaseUrl,
      AMQP_URL: amqpUrl,
      SESSION_SECRET,
      LOG_LEVEL: 'silent',
      RETRY_DELAYS_MS: '100,200',
      ...env,
    }),
  );
