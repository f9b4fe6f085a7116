import { loadConfig } from '@takings/runtime';
import { AppModule } from '../app.module';
import { settings } from '../config';

/** The app as it starts in production, before a stand-in for Xero. */
export const appOn = (
  { databaseUrl, amqpUrl }: { databaseUrl: string; amqpUrl: string },
  xeroUrl: string,
  env: Record<string, string> = {},
) =>
  AppModule.with(
    loadConfig(settings, {
      LOG_LEVEL: 'silent',
      DATABASE_URL: databaseUrl,
      AMQP_URL: amqpUrl,
      RETRY_DELAYS_MS: '50,100,200,400',
      XERO_API_URL: `${xeroUrl}/api`,
      XERO_TOKEN_URL: `${xeroUrl}/connect/token`,
      XERO_CLIENT_ID: 'id',
      XERO_CLIENT_SECRET: 'secret',
      XERO_TIMEOUT_MS: '500',
      XERO_REVENUE_ACCOUNT: '200',
      XERO_CLEARING_ACCOUNT: '090',
      ...env,
    }),
  );
