import type { NestExpressApplication } from '@nestjs/platform-express';
import { attachApi } from '@takings/runtime/http';
import type { Config } from './config';
import { about } from './openapi/about';

/** What the HTTP side has beyond the controllers. */
export function attachHttp(app: NestExpressApplication, { TRUSTED_PROXIES }: Pick<Config, 'TRUSTED_PROXIES'>) {
  app.set('trust proxy', TRUSTED_PROXIES);
  attachApi(app, about);
}
