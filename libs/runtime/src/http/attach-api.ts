import type { Server } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { attachDocsPage } from './docs-page';
import { type AboutApi, openApiDocument } from './document';
import { refuseOtherThanJson } from './json-bodies';

/** A JSON body may have some 15,000 charges; longer lists come as CSV, which is read as it comes. */
const JSON_LIMIT = '5mb';
/** A large file over a slow line; Node's default would cut it off after five minutes. */
const REQUEST_TIMEOUT_MS = 3_600_000;

/** What the HTTP side of an app that answers people has beyond its controllers. */
export function attachApi(app: NestExpressApplication, about: AboutApi) {
  // On the local start there is no TLS to be upgraded to, and Safari would ask loopback for it.
  app.use(helmet({ contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } } }));
  // A hash of every answer, of which most are of a moment and go to one who has never seen them.
  app.disable('etag');
  app.use('/api', refuseOtherThanJson);
  app.useBodyParser('json', { limit: JSON_LIMIT });
  (app.getHttpServer() as Server).requestTimeout = REQUEST_TIMEOUT_MS;
  // Made when somebody first reads it: it takes longer than all else of a start.
  attachDocsPage(app, () => openApiDocument(app, about), about);
}
