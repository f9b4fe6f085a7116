import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import {
  type ArgumentsHost,
  Body,
  Catch,
  Controller,
  type DynamicModule,
  type ExceptionFilter,
  Get,
  HttpCode,
  Module,
  Param,
  Post,
} from '@nestjs/common';
import { APP_FILTER, APP_PIPE, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { FlowCommand, Refusal } from '@takings/sale-flow';
import type { Response } from 'express';
import { createZodDto, ZodValidationException, ZodValidationPipe } from 'nestjs-zod';
import { z } from 'zod';
import type { KeptFlow } from './flow';

/** What keeps the sales in progress behind the same HTTP side: Restate or DBOS. */
export abstract class FlowEngine {
  abstract start(id: string, at: string): Promise<KeptFlow>;
  /** Throws `Refusal`. */
  abstract command(id: string, command: FlowCommand, at: string): Promise<KeptFlow>;
  abstract view(id: string): Promise<KeptFlow>;
}

class StartDto extends createZodDto(z.strictObject({ command_id: z.uuid(), channel: z.enum(['online', 'offline']) })) {}
class FlowParams extends createZodDto(z.object({ id: z.uuid() })) {}

@Controller('api/sale-flows')
class FlowsController {
  constructor(private readonly engine: FlowEngine) {}

  @Post()
  async start(@Body() { command_id }: StartDto) {
    return view(command_id, await this.engine.start(command_id, new Date().toISOString()));
  }

  @Get(':id')
  async show(@Param() { id }: FlowParams) {
    return view(id, await this.engine.view(id));
  }

  /** The time is told here, so that no engine has to make its clock durable. */
  @Post(':id/commands')
  @HttpCode(200)
  async command(@Param() { id }: FlowParams, @Body(new ZodValidationPipe(FlowCommand)) command: FlowCommand) {
    return view(id, await this.engine.command(id, command, new Date().toISOString()));
  }
}

const view = (id: string, { version, state }: KeptFlow) => ({ flowId: id, version, state });

@Catch()
class Refusals implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost) {
    const response = host.switchToHttp().getResponse<Response>();
    if (error instanceof Refusal) response.status(error.kind === 'conflict' ? 409 : 400).json({ message: error.message });
    else if (error instanceof ZodValidationException) response.status(400).json(error.getResponse());
    else response.status(500).json({ message: String(error) });
  }
}

@Module({})
class FrontModule {
  static with(engine: FlowEngine): DynamicModule {
    return {
      module: FrontModule,
      controllers: [FlowsController],
      providers: [
        { provide: FlowEngine, useValue: engine },
        { provide: APP_PIPE, useClass: ZodValidationPipe },
        { provide: APP_FILTER, useClass: Refusals },
      ],
    };
  }
}

/** Nest on Express with our validation, as the back office has it, and none of its sign-in, history or records. Resolves to its port. */
export async function startFront(engine: FlowEngine): Promise<number> {
  const app = await NestFactory.create<NestExpressApplication>(FrontModule.with(engine), { logger: ['error'] });
  await app.listen(0, '127.0.0.1');
  return (app.getHttpServer().address() as AddressInfo).port;
}
