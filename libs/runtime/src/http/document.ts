import 'reflect-metadata';
import type { DynamicModule, INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { cleanupOpenApiDoc } from 'nestjs-zod';

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
  const config = new DocumentBuilder().setTitle(title).setDescription(description).setVersion('1').build();
  const whole = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '').toLowerCase()}_${method}`,
  });
  // Health, readiness and metrics are for the machine that runs us, not for the API's users.
  const paths = Object.fromEntries(Object.entries(whole.paths).filter(([path]) => path.startsWith('/api/')));
  return cleanupOpenApiDoc({ ...whole, paths });
}

/** The document as text, made from the classes alone: Nest's preview mode creates no provider, so no server is needed. */
export async function renderedDocument(module: DynamicModule, about: AboutApi): Promise<string> {
  const app = await NestFactory.create(module, { preview: true, logger: false, abortOnError: false });
  return `${JSON.stringify(openApiDocument(app, about), null, 2)}\n`;
}
