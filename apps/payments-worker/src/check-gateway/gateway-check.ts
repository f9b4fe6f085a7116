import { Unavailable } from '@takings/runtime';
import type { SecureTrading } from '../secure-trading/secure-trading';

export interface Finding {
  /** A variable, or the gateway itself. */
  readonly what: string;
  /** What is wrong and what to do. */
  readonly says: string;
}

/** Words of the gateway's refusals that say which variable is to be put right. */
const KNOWN: readonly (readonly [RegExp, Finding])[] = [
  [
    /ST_ALIAS or ST_PASSWORD|\b30008\b|\b60022\b/,
    {
      what: 'ST_ALIAS',
      says: 'Secure Trading does not know this user: ST_ALIAS or ST_PASSWORD is wrong, or the user may not use Webservices.',
    },
  ],
  [
    /\b3000[16]\b/,
    {
      what: 'ST_SITE_REFERENCE',
      says: 'Secure Trading knows no such site for this user: ST_SITE_REFERENCE is wrong, or the user has no access to it.',
    },
  ],
  [
    /\b2500[02]\b/,
    { what: 'ST_ALIAS', says: 'The user at Secure Trading may not ask after charges: it needs the right to query transactions.' },
  ],
  [/\b60023\b/, { what: 'ST_SITE_REFERENCE', says: 'Secure Trading has suspended the site. Ask their support why.' }],
  [
    /SECURE_TRADING_URL/,
    { what: 'SECURE_TRADING_URL', says: 'Nothing answers as Secure Trading at that address: SECURE_TRADING_URL is wrong.' },
  ],
  [
    /cannot be reached|line to the gateway|HTTP 5\d\d/,
    { what: 'Secure Trading', says: 'Secure Trading cannot be reached from here just now. Nothing is lost; test again later.' },
  ],
];

/** Whether the gateway knows us. It is asked for a charge that does not exist, so that no money moves; what is wrong is the answer, not an error. */
export class GatewayCheck {
  constructor(
    private readonly gateway: SecureTrading,
    /** By the names of their variables; empty while they are not set. */
    private readonly credentials: Readonly<Record<'ST_ALIAS' | 'ST_PASSWORD' | 'ST_SITE_REFERENCE', string>>,
  ) {}

  get siteReference(): string | null {
    return this.credentials.ST_SITE_REFERENCE || null;
  }

  /** Secure Trading tells test from live by the name of the site. */
  get testBank(): boolean {
    return this.credentials.ST_SITE_REFERENCE.startsWith('test_');
  }

  async look(): Promise<Finding[]> {
    const missing = Object.entries(this.credentials).filter(([, value]) => value === '');
    if (missing.length > 0) return missing.map(([what]) => ({ what, says: `${what} is not set where the payments-worker runs.` }));
    try {
      await this.gateway.probe();
      return [];
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      return [KNOWN.find(([words]) => words.test(error.message))?.[1] ?? { what: 'Secure Trading', says: error.message }];
    }
  }
}
