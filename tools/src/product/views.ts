/** What the back office answers, as far as it is used here. Amounts are integer minor units. */
export interface Imported {
  /** New ones; each was accepted. */
  readonly charges: number;
  readonly alreadyKnown: number;
  readonly rejectedRows: readonly { readonly line: number; readonly column: string; readonly reason: string }[];
  /** `rejectedRows` may list fewer. */
  readonly rejectedCount: number;
}

/** One stage of a run, in invoices. */
export interface Step {
  readonly arrived: number;
  readonly done: number;
  /** Refused by the world: Xero, a mail server or a bank. */
  readonly failed: number;
  /** Stopped here until a person decides. */
  readonly needsYou: number;
}

export interface Run {
  readonly runId: string;
  /** A script approves as one person; where the policy wants two, it waits for people. */
  readonly state: 'collecting' | 'waiting-for-approval' | 'under-way' | 'paused' | 'finished' | 'stopped';
  readonly invoices: number;
  readonly credits: number;
  /** Charges that are due after the day of the run. */
  readonly waiting: number;
  readonly issued: number;
  readonly ended: number;
  readonly needsYou: number;
  readonly stages: Readonly<Record<'filed' | 'mailed' | 'debited' | 'recorded' | 'notified', Step>>;
  /** When Xero's limits let it be done; null unless it is under way. */
  readonly estimatedEnd: string | null;
}

export interface InvoiceRow {
  readonly invoiceId: string;
  readonly invoiceNumber: string;
  readonly state: string;
  readonly customerName: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly paidMinor: number | null;
  readonly filedAt: string | null;
  readonly mailedAt: string | null;
  readonly paidAt: string | null;
  readonly recordedAt: string | null;
  readonly notifiedAt: string | null;
  /** Why the card was not debited, such as `insufficient-funds`. */
  readonly debitFailure: string | null;
  /** Something about it waits for a person. */
  readonly needsYou: boolean;
}
