import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock';
import { CONFIG, type Config } from '../config';
import { FaultSwitches } from '../faults/fault-switches';
import type { Answer } from '../http/answer';
import { countAt, remaining, type WindowCount, type WindowShape } from '../xero/front/fixed-window';
import { companyOf, type MadeUpCompany } from './made-up';
import { type Fate, fateOf } from './questions';
import { SourceFront, type SourceWords } from './source-front';

const WINDOW_MS = 5 * 60_000;
const NUMBER = /^(\d{8}|[A-Z]{2}\d{6})$/;
const service = (error: string) => ({ errors: [{ error, type: 'ch:service' }] });
const NOT_FOUND: Answer = { status: 404, body: service('company-profile-not-found') };
const WORDS: SourceWords = {
  unauthorised: { status: 401, body: { error: 'Invalid Authorization', type: 'ch:service' } },
  refused: { status: 400, body: service('invalid-company-number') },
  failed: { status: 500, body: service('internal-server-error') },
};

/**
 * Stands in for Companies House: every number that may be one is a made-up company. 600 calls in five minutes, told of by its own headers
 * (developer.company-information.service.gov.uk/developer-guidelines); a call that is refused for them uses up nothing.
 */
@Injectable()
export class CompaniesHouse {
  private readonly window: WindowShape;
  private count: WindowCount = { startedAt: 0, used: 0, byOthers: 0 };

  constructor(
    private readonly front: SourceFront,
    private readonly faults: FaultSwitches,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.window = { lengthMs: WINDOW_MS, phaseMs: 0, limit: config.SANDBOX_COMPANIES_HOUSE_LIMIT };
  }

  profile(authorization: string | undefined, number: string): Promise<Answer> {
    const fate = fateOf('companies-house', number);
    return this.answer(authorization, number, fate, ({ name, status, createdOn, address }) => ({
      company_number: number,
      company_name: name,
      company_status: status,
      type: 'ltd',
      date_of_creation: createdOn,
      registered_office_address: address,
    }));
  }

  /** What becomes of a question shows in the profile, which is asked for first. */
  officers(authorization: string | undefined, number: string): Promise<Answer> {
    return this.answer(authorization, number, 'answered', ({ officers }) => ({
      active_count: officers.filter(({ resignedOn }) => !resignedOn).length,
      resigned_count: officers.filter(({ resignedOn }) => resignedOn).length,
      total_results: officers.length,
      items: officers.map(({ name, role, appointedOn, resignedOn }) => ({
        name,
        officer_role: role,
        appointed_on: appointedOn,
        ...(resignedOn && { resigned_on: resignedOn }),
      })),
    }));
  }

  private async answer(
    authorization: string | undefined,
    number: string,
    fate: Fate,
    show: (company: MadeUpCompany) => unknown,
  ): Promise<Answer> {
    const known = authorization === `Basic ${Buffer.from(`${this.config.SANDBOX_COMPANIES_HOUSE_KEY}:`).toString('base64')}`;
    const storm = this.faults.meet('companies-house-429');
    const full = storm !== null || this.used() >= this.window.limit;
    if (!full) this.count = { ...this.count, used: this.count.used + 1 };
    const headers = this.headers();
    if (full) return { status: 429, body: { error: 'Too Many Requests', type: 'ch:service' }, headers };
    const answer = await this.front.answer('companies-house', fate, WORDS, known, () =>
      fate === 'not-found' || !NUMBER.test(number) ? NOT_FOUND : { status: 200, body: show(companyOf(number)) },
    );
    return { ...answer, headers: { ...answer.headers, ...headers } };
  }

  private used(): number {
    this.count = countAt(this.count, this.clock.now().getTime(), this.window);
    return this.count.used;
  }

  private headers(): Record<string, string> {
    return {
      'X-Ratelimit-Limit': String(this.window.limit),
      'X-Ratelimit-Remain': String(remaining(this.count, this.window)),
      'X-Ratelimit-Reset': String(Math.ceil((this.count.startedAt + WINDOW_MS) / 1000)),
      'X-Ratelimit-Window': '5m',
    };
  }
}
