import { formatMoney } from '@takings/money';
import { z } from 'zod';
import type { SourceAnswer } from '../source-answer';
import { JsonSource } from '../sources/json-source';
import { CreditBureau, type CreditReport } from './credit-bureau';

export interface CreditBureauSettings {
  readonly url: string;
  readonly key: string;
  readonly timeoutMs: number;
  readonly now?: () => Date;
}

const Amount = z.object({ amount_minor: z.int().nonnegative(), currency: z.string().regex(/^[A-Z]{3}$/) });
const cost = Amount.nullish();
const Report = z.object({
  reference: z.string().min(1).max(100),
  company_number: z.string(),
  score: z.int().min(0).max(100),
  band: z.enum(['low-risk', 'medium-risk', 'high-risk']),
  limit: Amount.nullable(),
  cost,
});
const Unknown = z.object({ error: z.literal('company-unknown'), cost });

/**
 * A credit bureau behind a protocol of our own, since bureaus have no public one; whoever has a contract puts a few lines between the two.
 *
 * `GET {CREDIT_BUREAU_URL}/reports?company_number=01234567&company_name=Acme%20Ltd` with `Authorization: Bearer {CREDIT_BUREAU_KEY}`:
 * 200 `{ "reference", "company_number", "score": 0..100, "band": "low-risk" | "medium-risk" | "high-risk", "limit": amount | null,
 * "cost": amount | null }`, an amount being `{ "amount_minor", "currency" }`; 404 `{ "error": "company-unknown", "cost" }`; 400 or 422 for
 * a question that it never takes; 401 or 403 for a wrong key; 429 and 503 with `Retry-After`. A question asked again within a day is to be
 * answered with the same report, so that a repeat costs nothing and leaves no second search on the company's file.
 */
export class HttpCreditBureau extends CreditBureau {
  readonly name = 'The credit bureau';
  private readonly source: JsonSource;

  constructor({ url, key, timeoutMs, now }: CreditBureauSettings) {
    super();
    const headers = { authorization: `Bearer ${key}` };
    this.source = new JsonSource({ name: this.name, url, keySetting: 'CREDIT_BUREAU_KEY', headers, timeoutMs, now });
  }

  async check({ companyNumber, companyName }: { companyNumber: string; companyName: string }): Promise<SourceAnswer<CreditReport>> {
    const path = `/reports?${new URLSearchParams({ company_number: companyNumber, company_name: companyName })}`;
    const reply = await this.source.ask(path);
    if (reply.status === 404) return { kind: 'not-found', source: this.name, ...priced(this.source.read(Unknown, reply, path)) };
    const report = this.source.read(Report, reply, path);
    const { reference, company_number, score, band, limit } = report;
    const answer = {
      companyNumber: company_number,
      reference,
      score,
      band,
      limitMinor: limit?.amount_minor ?? null,
      currency: limit?.currency ?? null,
    };
    return { kind: 'found', source: this.name, answer, ...priced(report) };
  }
}

const priced = ({ cost }: { cost?: z.output<typeof Amount> | null }) =>
  cost ? { cost: formatMoney(cost.amount_minor, cost.currency) } : {};
