import type { NestExpressApplication } from '@nestjs/platform-express';
import { attachApi } from '@takings/runtime/http';
import { about } from './openapi/about';

/** What the HTTP side has beyond the controllers. */
export const attachHttp = (app: NestExpressApplication) => attachApi(app, about);
