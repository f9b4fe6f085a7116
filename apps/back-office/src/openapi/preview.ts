import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '@takings/runtime';
import { AppModule } from '../app.module';
import { settings } from '../config';
import { openApiDocument } from './document';

/** The document as text, made from the classes alone: Nest's preview mode creates no provider, so no server is needed. */
export async function renderedDocument(): Promise<string> {
  const config = loadConfig(settings, { DATABASE_URL: 'postgres://nowhere', AMQP_URL: 'amqp://nowhere', LOG_LEVEL: 'silent' });
  const app = await NestFactory.create(AppModule.with(config), { preview: true, logger: false, abortOnError: false });
  return `${JSON.stringify(openApiDocument(app), null, 2)}\n`;
}
