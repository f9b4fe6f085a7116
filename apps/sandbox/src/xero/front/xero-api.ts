import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock';
import { CONFIG, type Config } from '../../config';
import { FaultSwitches } from '../../faults/fault-switches';
import { Waits } from '../../faults/wait';
import { Database } from '../../store/database';
import { storableValues } from '../../store/storable';
import { type Answer, Refusal } from '../../http/answer';
import {
  authenticationUnsuccessful,
  authorizationUnsuccessful,
  internalError,
  onlyJson,
  organisationOffline,
  tooManyRequests,
  unreadableBody,
} from './error-answers';
import { fingerprintOf, IdempotencyKeys, refusalOfKey } from './idempotency';
import { Quota } from './quota';
import { isAllowed, Routes } from './routes';
import { Tokens } from './tokens';

/** A request to the API as it came in. */
export interface XeroRequest {
  readonly method: string;
  /** Below `/api.xro/2.0`, such as `/Invoices/INV-1`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const STORM_RETRY_SECONDS = 5;

/**
 * What every call passes, in Xero's order: is the organisation there, who calls, are the limits kept, is the key known; then the handler.
 * A 429 therefore never touches an idempotency key and never wrote anything.
 */
@Injectable()
export class XeroApi {
  constructor(
    private readonly routes: Routes,
    private readonly tokens: Tokens,
    private readonly quota: Quota,
    private readonly keys: IdempotencyKeys,
    private readonly faults: FaultSwitches,
    private readonly waits: Waits,
    private readonly clock: Clock,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async answer(request: XeroRequest): Promise<Answer> {
    if (this.faults.meet('xero-down')) return organisationOffline();
    const scopes = this.faults.meet('xero-wrong-credentials')
      ? authenticationUnsuccessful()
      : this.tokens.scopesOf(single(request.headers.authorization));
    if (!Array.isArray(scopes)) return scopes;
    if (this.faults.meet('xero-429-storm')) return this.limited(tooManyRequests('minute', STORM_RETRY_SECONDS));
    const refused = this.quota.enter();
    if (refused) return this.limited(refused);
    const headers = this.quota.headers();
    try {
      const [answer] = await Promise.all([
        this.admitted(request, scopes),
        this.quota.saved(),
        this.waits.for(this.config.SANDBOX_LATENCY_MS),
      ]);
      const slow = this.faults.meet('xero-slow');
      if (slow) await this.waits.for(slow.delayMs);
      return { ...answer, headers: { ...answer.headers, ...headers } };
    } finally {
      this.quota.leave();
    }
  }

  private limited(answer: Answer): Answer {
    return { ...answer, headers: { ...answer.headers, ...this.quota.headers() } };
  }

  private async admitted(request: XeroRequest, scopes: string[]): Promise<Answer> {
    const found = this.routes.find(request.method, request.path);
    if ('status' in found) return found;
    if (!isAllowed(found.route, scopes)) return authorizationUnsuccessful();
    if (!/application\/json/i.test(single(request.headers.accept) ?? '')) return onlyJson();
    const run = (key?: string) => this.run(request, found, key);
    const key = single(request.headers['idempotency-key']);
    if (key === undefined || request.method === 'GET') return run();
    const fingerprint = fingerprintFor(request);
    return (
      refusalOfKey(key) ??
      this.keys.once(
        key,
        fingerprint,
        () => this.clock.now(),
        () => run(key),
      )
    );
  }

  /** The handler, in one transaction with the memory of its answer; a refusal undoes what it wrote, and is remembered too. */
  private async run(request: XeroRequest, found: Exclude<ReturnType<Routes['find']>, Answer>, key?: string): Promise<Answer> {
    const now = this.clock.now();
    const body = bodyOf(request);
    if (body instanceof Refusal) return body.answer;
    const spoiled = request.method === 'GET' ? null : this.spoiling();
    const fingerprint = fingerprintFor(request);
    try {
      return await this.database.transaction(async (sql) => {
        const { query } = request;
        const call = { id: found.id, query, ifModifiedSince: modifiedSince(request), body, sql, now };
        const answer = await found.route.handle(call);
        const told = spoiled ?? answer;
        if (key !== undefined) await this.keys.remember(sql, key, fingerprint, now, told);
        return told;
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (key !== undefined) await this.keys.remember(this.database, key, fingerprint, now, error.answer);
      return error.answer;
    }
  }

  private spoiling(): Answer | null {
    if (this.faults.meet('xero-500-after-writing')) return internalError();
    return this.faults.meet('xero-drop-after-writing') ? { ...internalError(), drop: true } : null;
  }
}

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

const fingerprintFor = ({ method, path, query, body }: XeroRequest) => fingerprintOf(method, `${path}?${query}`, body);

function bodyOf({ method, body }: XeroRequest): unknown {
  if (method === 'GET') return undefined;
  try {
    return JSON.parse(body, storableValues);
  } catch (error) {
    return new Refusal(unreadableBody(`The body is not JSON: ${(error as Error).message}`));
  }
}

function modifiedSince({ headers }: XeroRequest): Date | null {
  const given = new Date(single(headers['if-modified-since']) ?? '');
  return Number.isNaN(given.getTime()) ? null : given;
}
