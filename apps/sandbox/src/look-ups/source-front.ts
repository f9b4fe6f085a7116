import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config';
import { FaultSwitches } from '../faults/fault-switches';
import { Waits } from '../faults/wait';
import type { Answer } from '../http/answer';
import type { Fate, QuestionKind } from './questions';

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const page = (status: number, title: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { ...HTML, ...headers },
  body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
});
const DOWN_RETRY_SECONDS = 10;

/** What a source says in its own words. */
export interface SourceWords {
  readonly unauthorised?: Answer;
  readonly refused: Answer;
  readonly failed: Answer;
}

/** What every question to a look-up source passes: is the source there, is it in its right mind, who asks, and how long it takes. */
@Injectable()
export class SourceFront {
  constructor(
    private readonly faults: FaultSwitches,
    private readonly waits: Waits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async answer(
    source: QuestionKind['source'] | 'crm',
    fate: Fate,
    words: SourceWords,
    known: boolean,
    answered: () => Answer,
  ): Promise<Answer> {
    if (this.faults.meet(`${source}-down`)) return page(503, 'Service Unavailable', { 'retry-after': String(DOWN_RETRY_SECONDS) });
    if (words.unauthorised && (!known || (source !== 'postcodes' && source !== 'crm' && this.faults.meet(`${source}-wrong-key`))))
      return words.unauthorised;
    const slow = this.faults.meet(`${source}-slow`);
    await this.waits.for(Math.max(this.config.SANDBOX_LATENCY_MS, slow?.delayMs ?? 0, fate === 'slow' ? this.config.SANDBOX_LATE_MS : 0));
    if (this.faults.meet(`${source}-nonsense`)) return page(200, 'Scheduled maintenance');
    if (fate === 'refused') return words.refused;
    return fate === 'fails' ? words.failed : answered();
  }
}
