import 'reflect-metadata';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppLogger } from './app-logger';
import { BadConfig } from './config';
import { ErrorFilter } from './error.filter';

export interface AppConfig {
  readonly HOST: string;
  readonly PORT: number;
}

/** Creates the app, lets `attach` add to it, and listens. A parent process that spawned it with a message channel is told `{ listening: port }`. */
export async function startApp(
  module: DynamicModule,
  { HOST, PORT }: AppConfig,
  attach?: (app: NestExpressApplication) => Promise<void> | void,
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(module, { bufferLogs: true, rawBody: true, abortOnError: false });
  app.useLogger(app.get(AppLogger));
  app.useGlobalFilters(new ErrorFilter());
  app.disable('x-powered-by');
  app.enableShutdownHooks();
  await attach?.(app);
  await app.listen(PORT, HOST);
  app.get(AppLogger).log(`listens at ${await app.getUrl()}`, 'start');
  process.send?.({ listening: Number(new URL(await app.getUrl()).port) });
  return app;
}

/** For `main.ts`: ends the process with a clear sentence, not a stack, when the configuration is at fault or a server cannot be reached. */
export async function runMain(start: () => Promise<unknown>): Promise<void> {
  endWithParent();
  try {
    await start();
  } catch (error) {
    const text = error instanceof BadConfig ? error.message : `Cannot start: ${describe(error)}`;
    process.stderr.write(`${text}\n`);
    process.exit(1);
  }
}

/** How long an orphan has for its orderly end. */
const ORPHAN_ENDS_WITHIN_MS = 15_000;

/** A process that was spawned with a message channel must not run on unseen when its parent is killed: it ends as if told to. */
function endWithParent() {
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), ORPHAN_ENDS_WITHIN_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  });
}

/** Node's AggregateError (happy eyeballs) has an empty message; its parts say what went wrong. */
function describe(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.map(describe).join('; ');
  return error instanceof Error ? error.message : String(error);
}
