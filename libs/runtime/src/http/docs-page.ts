import type { NestExpressApplication } from '@nestjs/platform-express';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Express } from 'express';
import type { AboutApi } from './document';

/** The console's colours and type for what Swagger UI shows; its green bar with a logo says nothing here. */
const STYLE = `
.swagger-ui .topbar{display:none}
.swagger-ui,.swagger-ui .info .title,.swagger-ui .opblock-tag,.swagger-ui .opblock .opblock-summary-description{font-family:Inter,system-ui,sans-serif;color:#16181D}
.swagger-ui .info{margin:32px 0 16px}
.swagger-ui .opblock .opblock-summary-description{color:#454A56}
.swagger-ui .opblock .opblock-summary-path{word-break:normal;overflow-wrap:anywhere}
.swagger-ui .opblock.opblock-post .opblock-summary-method{background:#0A7150}
.swagger-ui .opblock.opblock-get .opblock-summary-method{background:#3D45C4}
.swagger-ui .info .title small,.swagger-ui .info .title small.version-stamp{background:#565C69}
.swagger-ui .btn.execute{background:#3D45C4;border-color:#3D45C4}
`;

/** The API as a page where each call can be read and tried, and as a document; who types the bare address by hand is shown the page. */
export function attachDocsPage(app: NestExpressApplication, document: () => OpenAPIObject, { at, pageTitle }: AboutApi) {
  SwaggerModule.setup(`${at}/docs`, app, document, {
    raw: ['json'],
    jsonDocumentUrl: `${at}/openapi.json`,
    customSiteTitle: pageTitle,
    customCss: STYLE,
    swaggerOptions: {
      tryItOutEnabled: true,
      defaultModelsExpandDepth: -1,
      displayRequestDuration: true,
      requestInterceptor: withCsrfToken,
    },
  });
  const express: Express = app.getHttpAdapter().getInstance();
  express.get(`/${at}`, (_request, response) => response.redirect(`/${at}/docs`));
}

/** Runs in the page: who has signed in at the console tries the calls as themselves. */
async function withCsrfToken(request: { method?: string; loadSpec?: boolean; headers: Record<string, string> }) {
  const changes = request.method !== undefined && !['GET', 'HEAD'].includes(request.method.toUpperCase());
  if (request.loadSpec || !changes || 'Authorization' in request.headers) return request;
  const answer = await fetch('/api/session');
  if (answer.ok) request.headers['x-csrf-token'] = ((await answer.json()) as { csrfToken: string }).csrfToken;
  return request;
}
