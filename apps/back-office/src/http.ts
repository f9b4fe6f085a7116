import type { Server } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { attachDocsPage } from './openapi/docs-page';
import { openApiDocument } from './openapi/document';
import { OpenApiController } from './openapi/openapi.controller';
import { refuseOtherThanJson } from './validation/json-bodies';

/** A JSON body may have some 15,000 charges; longer lists come as CSV, which is read as it comes. */
const JSON_LIMIT = '5mb';
/** A large file over a slow line; Node's default would cut it off after five minutes. */
const REQUEST_TIMEOUT_MS = 3_600_000;

/** What the HTTP side has beyond the controllers. */
export function attachHttp(app: NestExpressApplication) {
  // On the local start there is no TLS to be upgraded to, and Safari would ask loopback for it.
  app.use(helmet({ contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } } }));
  app.use('/api', refuseOtherThanJson);
  app.useBodyParser('json', { limit: JSON_LIMIT });
  (app.getHttpServer() as Server).requestTimeout = REQUEST_TIMEOUT_MS;
  const document = openApiDocument(app);
  app.get(OpenApiController).document = document;
  attachDocsPage(app, document);
}
