import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { startApp } from '@takings/runtime';
import { AppModule } from './app.module';
import type { Config } from './config';
import { SmtpListener } from './smtp/smtp-listener';

/** Xero takes requests of a few megabytes; ours hold fifty invoices. */
const BODY_LIMIT = '10mb';
const isForProvider = ({ url = '' }: IncomingMessage) => /^\/sandbox\/(xero|securetrading)\//.test(url);

/**
 * Starts the sandbox. Bodies for the providers are left as bytes, whatever their content type says: each stand-in reads them itself and
 * answers unreadable ones in its provider's words. A parent process is also told the SMTP port.
 */
export async function startSandbox(config: Config): Promise<NestExpressApplication> {
  const app = await startApp(AppModule.with(config), config, (created) => {
    created.useBodyParser('raw', { type: isForProvider as never, limit: BODY_LIMIT });
  });
  process.send?.({ smtpListening: app.get(SmtpListener).port });
  return app;
}
