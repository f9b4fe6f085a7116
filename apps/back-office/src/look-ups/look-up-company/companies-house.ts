import { z } from 'zod';
import type { SourceAnswer } from '../source-answer';
import { JsonSource, type SourceSettings } from '../sources/json-source';
import { retryAfterMs } from '../sources/retry-after';
import { type Company, CompanyRegistry } from './company-registry';

export const COMPANIES_HOUSE_URL = 'https://api.company-information.service.gov.uk';

export interface CompaniesHouseSettings {
  readonly url: string;
  readonly key: string;
  readonly timeoutMs: number;
  readonly now?: () => Date;
}

/** 600 calls in 5 minutes; then 429 until they have passed (developer.company-information.service.gov.uk/developer-guidelines). */
const WINDOW_MS = 5 * 60_000;
const CALLS_PER_LOOK_UP = 2;
/** The most that one page may hold (developer-specs.company-information.service.gov.uk, officers, items_per_page). */
const OFFICERS = 100;
const DIRECTS = /director|llp-member|llp-designated-member/;

/** Only what is read here: unknown fields are theirs to add. Nearly every field may be absent. */
const Address = z.object({
  care_of: z.string().optional(),
  po_box: z.string().optional(),
  premises: z.string().optional(),
  address_line_1: z.string().optional(),
  address_line_2: z.string().optional(),
  locality: z.string().optional(),
  region: z.string().optional(),
  country: z.string().optional(),
  postal_code: z.string().optional(),
});
const Profile = z.object({
  company_number: z.string(),
  company_name: z.string().min(1),
  company_status: z.string().optional(),
  date_of_creation: z.iso.date().optional(),
  registered_office_address: Address.optional(),
});
const Officers = z.object({
  items: z.array(
    z.object({ name: z.string(), officer_role: z.string(), appointed_on: z.string().nullish(), resigned_on: z.string().nullish() }),
  ),
});
const UnknownCompany = z.object({ errors: z.tuple([z.object({ error: z.literal('company-profile-not-found') })]) });

/**
 * The register of the United Kingdom (developer-specs.company-information.service.gov.uk, public data API): GET /company/{number} and
 * /company/{number}/officers, with the API key as the user name of basic authentication and no password.
 */
export class CompaniesHouse extends CompanyRegistry {
  readonly name = 'Companies House';
  private readonly source: JsonSource;
  /** No call before then: who goes on asking beyond the quota may be banned. */
  private quotaFrom = 0;

  constructor({ url, key, timeoutMs, now }: CompaniesHouseSettings) {
    super();
    const settings: SourceSettings = {
      name: this.name,
      url,
      keySetting: 'COMPANIES_HOUSE_KEY',
      headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
      timeoutMs,
      quotaPauseMs: WINDOW_MS,
      now,
    };
    this.source = new JsonSource(settings);
  }

  async find(companyNumber: string): Promise<SourceAnswer<Company>> {
    const number = registered(companyNumber);
    if (!number) return { kind: 'not-found', source: this.name };
    this.keepWithinQuota();
    const path = `/company/${encodeURIComponent(number)}`;
    const reply = await this.ask(path);
    if (reply.status === 404) {
      this.source.read(UnknownCompany, reply, path);
      return { kind: 'not-found', source: this.name };
    }
    const profile = this.source.read(Profile, reply, path);
    const answer: Company = {
      companyNumber: profile.company_number,
      name: profile.company_name,
      status: profile.company_status ?? 'not stated',
      incorporatedOn: profile.date_of_creation ?? null,
      address: addressOf(profile.registered_office_address ?? {}),
      directors: await this.directors(path),
    };
    return { kind: 'found', source: this.name, answer };
  }

  /** 404 for a company without officers, such as an overseas one. */
  private async directors(company: string): Promise<Company['directors']> {
    const path = `${company}/officers?items_per_page=${OFFICERS}`;
    const reply = await this.ask(path);
    if (reply.status === 404) return [];
    const { items } = this.source.read(Officers, reply, path);
    return items
      .filter(({ officer_role, resigned_on }) => DIRECTS.test(officer_role) && !resigned_on)
      .map(({ name, appointed_on }) => ({ name, appointedOn: appointed_on ?? null }));
  }

  private async ask(path: string) {
    const reply = await this.source.ask(path);
    // Their name for it is not the usual one (forum.aws.chdev.org/t/rate-limit-header-naming-issue/245).
    const left = reply.headers.get('x-ratelimit-remain');
    if (left !== null && Number(left) < CALLS_PER_LOOK_UP) {
      const now = this.source.now;
      this.quotaFrom = now.getTime() + (retryAfterMs(reply.headers, now) ?? WINDOW_MS);
    }
    return reply;
  }

  private keepWithinQuota() {
    const waitMs = this.quotaFrom - this.source.now.getTime();
    if (waitMs > 0) throw this.source.outOfQuota(waitMs);
  }
}

/** As the register writes it: eight characters, digits filled up with zeros. Undefined when it cannot be one. */
export function registered(companyNumber: string): string | undefined {
  const number = companyNumber.replace(/\s/g, '').toUpperCase();
  const full = /^\d{1,8}$/.test(number) ? number.padStart(8, '0') : number;
  return /^[A-Z0-9]{2}\d{5}[A-Z0-9]$/.test(full) ? full : undefined;
}

function addressOf({ postal_code, ...address }: z.output<typeof Address>): Company['address'] {
  const { care_of, po_box, premises, address_line_1, address_line_2, locality, region, country } = address;
  const street = [premises, address_line_1].filter(Boolean).join(' ');
  const lines = [care_of && `c/o ${care_of}`, po_box && `PO Box ${po_box}`, street, address_line_2, locality, region, country];
  return { lines: lines.filter((line): line is string => Boolean(line?.trim())), postcode: postal_code ?? null };
}
