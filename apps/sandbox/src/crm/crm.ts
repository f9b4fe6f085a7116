import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock';
import { CONFIG, type Config } from '../config';
import type { Answer } from '../http/answer';
import { SourceFront, type SourceWords } from '../look-ups/source-front';
import { deals } from './made-up-deals';

const WORDS: SourceWords = {
  unauthorised: { status: 401, body: { error: 'unauthorised' } },
  refused: { status: 422, body: { error: 'not-a-question-for-us' } },
  failed: { status: 500, body: { error: 'internal' } },
};
const MOST_ROWS = 500;

/**
 * Stands in for a CRM: deals that were won, those changed at `after` or later, the oldest first, `limit` at most. A deal is won every quarter of
 * an hour from the first of the month on, so that each pull has something to bring; some are as people leave them.
 */
@Injectable()
export class Crm {
  constructor(
    private readonly front: SourceFront,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  deals(authorization: string | undefined, after: string, limit: string): Promise<Answer> {
    const known = authorization === `Bearer ${this.config.SANDBOX_CRM_TOKEN}`;
    return this.front.answer('crm', 'answered', WORDS, known, () => {
      const asked = /^\d+$/.test(limit) ? Math.min(Number(limit), MOST_ROWS) : MOST_ROWS;
      const since = after === '' ? 0 : Date.parse(after);
      if (Number.isNaN(since)) return { status: 400, body: { error: `after is ${after}; expected a moment` } };
      return { status: 200, body: { data: { items: deals(this.clock.now(), since, asked) } } };
    });
  }
}
