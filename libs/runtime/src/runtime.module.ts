import { Controller, type DynamicModule, Get, Header, Module, Res } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { collectDefaultMetrics, register } from 'prom-client';
import { AppLogger } from './app-logger';
import { Everybody } from './http/may-use';
import { Readiness } from './readiness';

@Controller()
@Everybody()
class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process lives. */
  @Get('health')
  health() {
    return { status: 'alive' };
  }

  /** 200 when it may be given work, 503 with the reasons when not. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) response: { status(code: number): unknown }) {
    const faults = await this.readiness.faults();
    const ready = Object.keys(faults).length === 0;
    if (!ready) response.status(503);
    return ready ? { status: 'ready' } : { status: 'not ready', faults };
  }

  @Get('metrics')
  @Header('content-type', register.contentType)
  metrics() {
    return register.metrics();
  }
}

/** What every app has: logs, `/health`, `/ready`, `/metrics`. */
@Module({})
export class RuntimeModule {
  static forApp(app: string, logLevel: string): DynamicModule {
    register.setDefaultLabels({ app });
    // Only a test has two apps in one process; the second must not register the process' figures again.
    if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics();
    return {
      module: RuntimeModule,
      global: true,
      // No logger for each request: none is logged as such, and what is logged names its sale or invoice. The place where it would be kept (an
      // AsyncLocalStorage) makes every promise of the process dearer.
      imports: [LoggerModule.forRoot({ pinoHttp: { level: logLevel, name: app }, forRoutes: [] })],
      controllers: [HealthController],
      providers: [Readiness, AppLogger],
      exports: [Readiness, AppLogger],
    };
  }
}
