import 'reflect-metadata';
import type { DynamicModule, INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { cleanupOpenApiDoc } from 'nestjs-zod';
import { EVERYBODY, MAY_USE_EXTENSION } from './may-use';

/** What an app says of its API. */
export interface AboutApi {
  /** Where the document and its page are: `api` has `/api/openapi.json` and `/api/docs`. */
  readonly at: string;
  readonly title: string;
  readonly pageTitle: string;
  readonly description: string;
}

/** The API as OpenAPI 3.0. */
export function openApiDocument(app: INestApplication, { title, description }: AboutApi): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle(title)
    .setDescription(`${description}\n\n${SIGN_IN}`)
    .setVersion('1')
    .addBearerAuth({ type: 'http', description: 'An API token, which an admin makes in the console; for scripts' }, 'token')
    .addSecurity('session', {
      type: 'apiKey',
      in: 'cookie',
      name: 'takings',
      description: 'The session of who has signed in at the console; what changes something also needs the header X-CSRF-Token',
    })
    .addSecurityRequirements('token')
    .addSecurityRequirements('session')
    .build();
  const whole = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '').toLowerCase()}_${method}`,
  });
  // Health, readiness and metrics are for the machine that runs us, not for the API's users.
  const paths = Object.fromEntries(Object.entries(whole.paths).filter(([path]) => path.startsWith('/api/')));
  return withoutSignIn(cleanupOpenApiDoc({ ...whole, paths }));
}

const SIGN_IN =
  'Who asks has signed in at the console, or sends an API token as `Authorization: Bearer`. ' +
  '401 says that it is not known who asks, 403 who may; `x-may-use` lists the roles of each call, an admin may use them all.';

/** What everybody may use needs no proof of who asks. */
function withoutSignIn(document: OpenAPIObject): OpenAPIObject {
  for (const operations of Object.values(document.paths)) {
    for (const operation of Object.values(operations as Record<string, object>)) {
      if (MAY_USE_EXTENSION in operation && operation[MAY_USE_EXTENSION] === EVERYBODY) Object.assign(operation, { security: [] });
    }
  }
  return document;
}

/** The app as far as its classes tell: Nest's preview mode creates no provider, so no server is needed. */
export const previewed = (module: DynamicModule) => NestFactory.create(module, { preview: true, logger: false, abortOnError: false });

/** The document as text. */
export async function renderedDocument(module: DynamicModule, about: AboutApi): Promise<string> {
  return `${JSON.stringify(openApiDocument(await previewed(module), about), null, 2)}\n`;
}
