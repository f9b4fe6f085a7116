import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { cleanupOpenApiDoc } from 'nestjs-zod';

/** The API as OpenAPI 3.0; `docs/generated/openapi.json` is a copy, which a test rebuilds and compares. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Takings back office')
    .setDescription('Charges, runs, invoices and what waits for a person. Amounts are integer minor units beside an ISO 4217 currency.')
    .setVersion('1')
    .build();
  const whole = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '').toLowerCase()}_${method}`,
  });
  // Health, readiness and metrics are for the machine that runs us, not for the API's users.
  const paths = Object.fromEntries(Object.entries(whole.paths).filter(([path]) => path.startsWith('/api/')));
  return cleanupOpenApiDoc({ ...whole, paths });
}
