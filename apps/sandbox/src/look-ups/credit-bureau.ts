import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config';
import type { Answer } from '../http/answer';
import { creditOf } from './made-up';
import { fateOf } from './questions';
import { SourceFront, type SourceWords } from './source-front';

const COST = { amount_minor: 120, currency: 'GBP' };
const WORDS: SourceWords = {
  unauthorised: { status: 401, body: { error: 'unauthorised' } },
  refused: { status: 422, body: { error: 'not-a-question-for-us' } },
  failed: { status: 500, body: { error: 'internal' } },
};

/** Stands in for a credit bureau, in the protocol that the product's HttpCreditBureau documents; each report costs £1.20. */
@Injectable()
export class CreditBureau {
  constructor(
    private readonly front: SourceFront,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  report(authorization: string | undefined, number: string, name: string): Promise<Answer> {
    const fate = fateOf('credit-bureau', number);
    const known = authorization === `Bearer ${this.config.SANDBOX_CREDIT_BUREAU_KEY}`;
    if (!number || !name) return Promise.resolve({ status: 400, body: { error: 'company_number and company_name are expected' } });
    return this.front.answer('credit-bureau', fate, WORDS, known, () => {
      if (fate === 'not-found') return { status: 404, body: { error: 'company-unknown', cost: null } };
      const reference = `CR-${createHash('sha256').update(`${number} ${name}`).digest('hex').slice(0, 10)}`;
      return { status: 200, body: { reference, company_number: number, ...creditOf(number), cost: COST } };
    });
  }
}
