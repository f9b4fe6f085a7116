import { StageTransport, startStageApp } from '@takings/messaging';
import { loadConfig } from '@takings/runtime';
import { ATTACHED_WITHIN_MS, eventually, SESSION_SECRET, tokenHeaders } from '@takings/testing';
import { DataSource } from 'typeorm';
import { AppModule } from '../app.module';
import { settings } from '../config';
import { attachGateway } from '../gateway/gateway-parts';
import { attachHttp } from '../http';

export interface Answer<Body = any> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/** The app as `main.ts` starts it, for tests that speak HTTP and socket.io to it. */
export class RunningLeaderboard {
  private constructor(
    private readonly app: Awaited<ReturnType<typeof startStageApp>>,
    readonly url: string,
  ) {}

  static async start(
    servers: { readonly databaseUrl: string; readonly amqpUrl: string },
    env: Record<string, string> = {},
  ): Promise<RunningLeaderboard> {
    const config = loadConfig(settings, {
      DATABASE_URL: servers.databaseUrl,
      AMQP_URL: servers.amqpUrl,
      SESSION_SECRET,
      LOG_LEVEL: 'silent',
      RETRY_DELAYS_MS: '100,200',
      ...env,
    });
    const app = await startStageApp(AppModule.with(config), config, async (app) => {
      await attachGateway(app, config);
      attachHttp(app);
    });
    const leaderboard = new RunningLeaderboard(app, (await app.getUrl()).replace('[::1]', '127.0.0.1'));
    // It answers people without the broker; a test's facts would find no queue before its stages are there.
    const { intakes } = app.get(StageTransport, { strict: false });
    await eventually(
      () => expect(intakes.filter(({ attached }) => !attached).map(({ stage }) => stage.name)).toEqual([]),
      ATTACHED_WITHIN_MS,
    );
    return leaderboard;
  }

  get port() {
    return Number(new URL(this.url).port);
  }

  get db(): DataSource {
    return this.app.get(DataSource, { strict: false });
  }

  /** A part of the app, by its class. */
  part<T>(type: abstract new (...given: never[]) => T): T {
    return this.app.get(type as never, { strict: false });
  }

  get<Body = any>(path: string): Promise<Answer<Body>> {
    return this.send<Body>(path, { method: 'GET' });
  }

  post<Body = any>(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return this.send<Body>(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  patch<Body = any>(path: string, body: unknown): Promise<Answer<Body>> {
    return this.send<Body>(path, { method: 'PATCH', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  }

  close() {
    return this.app.close();
  }

  private async send<Body>(path: string, init: RequestInit): Promise<Answer<Body>> {
    const headers = { ...(await tokenHeaders()), ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(`${this.url}${path}`, { ...init, headers });
    return { status: response.status, body: (await response.json()) as Body, headers: response.headers };
  }
}
