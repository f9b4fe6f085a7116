import type { Provider } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { peopleSettings } from '@takings/runtime';
import { answersPeople, ClaimedSignIns, SessionCookie, SignedClaims, SignIns } from '@takings/runtime/http';

/** Who reads what was sent to payers: whoever sees invoices. */
export const READ_MAILS = ['finance-manager', 'finance-approver', 'management', 'platform'] as const;

/** Without the secret an app shows its mails to nobody. */
export const mailReaderSettings = {
  SESSION_SECRET: peopleSettings.SESSION_SECRET.optional(),
  PUBLIC_URL: peopleSettings.PUBLIC_URL,
};

interface ReaderConfig {
  readonly SESSION_SECRET?: readonly string[];
  readonly PUBLIC_URL?: string;
}

/** People who have signed in at the back office; tokens are for its API, and which of them were revoked is not known here. */
@Injectable()
class MailReaders extends ClaimedSignIns {
  constructor(claims: SignedClaims, cookie: SessionCookie) {
    super(claims, cookie, { has: () => true });
  }
}

/** Lets those who may read the mails that an app keeps, if it knows the secret with which the back office signs who they are. */
export const mailReaders = ({ SESSION_SECRET, PUBLIC_URL }: ReaderConfig): Provider[] =>
  SESSION_SECRET ? [{ provide: SignIns, useClass: MailReaders }, ...answersPeople({ SESSION_SECRET, PUBLIC_URL })] : [];
