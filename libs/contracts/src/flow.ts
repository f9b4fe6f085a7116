import type { Fact } from './fact';
import { ApiTokenRevoked } from './facts/api-tokens';
import {
  ChargeChangeRefused,
  ChargeChangeRequested,
  ChargeEdited,
  ChargesEntered,
  ChargesGathered,
  ChargeWithdrawn,
} from './facts/charges';
import {
  DebitFailed,
  DebitHeld,
  DebitUncertain,
  DebitWithheld,
  InvoiceDue,
  InvoiceFiled,
  InvoiceMailed,
  InvoicePaid,
  InvoiceRejected,
  InvoiceUndeliverable,
  PayerNotified,
  PayerUnreachable,
  PaymentRecorded,
} from './facts/invoices';
import { AddressSearchRequested, CompanyLookUpRequested, CreditCheckRequested } from './facts/look-ups';
import { WorkPaused, WorkResumed } from './facts/pauses';
import { ProviderPaced, StagePaused, StageResumed, WorkDelayed } from './facts/providers';
import {
  RunApproved,
  RunCutShort,
  RunGathered,
  RunInvoiceIncluded,
  RunInvoiceLeftOut,
  RunIssued,
  RunIssuing,
  RunPaused,
  RunProposed,
  RunProposing,
  RunRequested,
  RunResumed,
  RunStopped,
} from './facts/runs';
import { ConsultantSaved, CreditProposed, RevenueAdjusted, SaleCompleted, SaleVoided, TeamSaved } from './facts/sales';
import {
  BookingChanged,
  CompanyChanged,
  GatewayChecked,
  GatewayCheckRequested,
  MailTextsChanged,
  NumberSeriesChanged,
  TestMailAnswered,
  TestMailRequested,
  XeroChecked,
  XeroCheckRequested,
} from './facts/settings';
import {
  BankAsked,
  DebitNotStopped,
  DebitResumed,
  DebitStopped,
  InvoiceHoldLifted,
  InvoiceHoldRequested,
  InvoiceResendRequested,
  InvoiceResent,
  InvoiceVoidCleared,
  InvoiceVoided,
  InvoiceVoidRefused,
  InvoiceVoidRequested,
} from './facts/steering';
import { StuckRaised, StuckResolved, StuckSettled } from './facts/stuck';

/** A stage takes facts from the queue of its own name and gives facts. */
export interface Step {
  readonly stage: string;
  readonly app: App;
  readonly takes: readonly Fact[];
  readonly gives: readonly Fact[];
}

/** Where a line of facts begins: a person did something, or a clock struck. */
export interface Door {
  readonly door: string;
  readonly app: App;
  readonly gives: readonly Fact[];
}

export const APPS = [
  'back-office',
  'leaderboard',
  'invoice-collector',
  'invoicing-worker',
  'invoice-mailer',
  'payments-worker',
  'notifier',
] as const;
export type App = (typeof APPS)[number];

/** Apps whose stages hold back what people have paused: nothing new goes to Xero, to the payer or to the bank. */
const HOLD_BACK = [
  'back-office',
  'invoice-collector',
  'invoicing-worker',
  'invoice-mailer',
  'payments-worker',
  'notifier',
] as const satisfies readonly App[];

/** Every arrow of the product. Queues, the diagram, the AsyncAPI document and the test for dead ends are made from it. */
export const flow: readonly Step[] = [
  {
    stage: 'rank-seller',
    app: 'leaderboard',
    takes: [SaleCompleted, SaleVoided, RevenueAdjusted, InvoiceDue, InvoicePaid],
    gives: [],
  },
  { stage: 'track-roster', app: 'leaderboard', takes: [TeamSaved, ConsultantSaved], gives: [] },
  { stage: 'note-revoked-token', app: 'leaderboard', takes: [ApiTokenRevoked], gives: [] },
  { stage: 'look-up-company', app: 'back-office', takes: [CompanyLookUpRequested], gives: [] },
  { stage: 'check-credit', app: 'back-office', takes: [CreditCheckRequested], gives: [] },
  { stage: 'find-addresses', app: 'back-office', takes: [AddressSearchRequested], gives: [] },
  { stage: 'note-charge', app: 'invoice-collector', takes: [ChargesEntered, SaleCompleted, SaleVoided], gives: [CreditProposed] },
  {
    stage: 'change-charge',
    app: 'invoice-collector',
    takes: [ChargeChangeRequested],
    gives: [ChargeEdited, ChargeWithdrawn, ChargeChangeRefused],
  },
  {
    stage: 'track-charge',
    app: 'back-office',
    takes: [ChargesGathered, RunIssued, RunCutShort, InvoiceDue, ChargeEdited, ChargeWithdrawn, ChargeChangeRefused],
    gives: [],
  },
  { stage: 'gather-run', app: 'invoice-collector', takes: [RunRequested], gives: [RunGathered, RunProposing] },
  { stage: 'propose-run', app: 'invoice-collector', takes: [RunProposing], gives: [RunProposed, RunProposing, ChargesGathered] },
  { stage: 'track-proposal', app: 'back-office', takes: [RunProposed, RunCutShort], gives: [RunApproved] },
  { stage: 'track-run', app: 'back-office', takes: [RunGathered, RunIssued], gives: [RunApproved] },
  {
    stage: 'steer-run',
    app: 'invoice-collector',
    takes: [RunInvoiceLeftOut, RunInvoiceIncluded, RunPaused, RunResumed, RunStopped],
    gives: [RunIssuing, RunCutShort],
  },
  {
    stage: 'issue-invoices',
    app: 'invoice-collector',
    takes: [RunApproved, RunIssuing],
    gives: [InvoiceDue, CreditProposed, RunIssuing, RunIssued],
  },
  { stage: 'file-in-xero', app: 'invoicing-worker', takes: [InvoiceDue], gives: [InvoiceFiled, InvoiceRejected] },
  { stage: 'mail-invoice', app: 'invoice-mailer', takes: [InvoiceFiled], gives: [InvoiceMailed, InvoiceUndeliverable] },
  { stage: 'resend-invoice', app: 'invoice-mailer', takes: [InvoiceResendRequested], gives: [InvoiceResent] },
  {
    stage: 'charge-card',
    app: 'payments-worker',
    takes: [InvoiceMailed, DebitResumed],
    gives: [InvoicePaid, DebitFailed, DebitUncertain, DebitHeld, DebitWithheld, DebitResumed],
  },
  {
    stage: 'stop-debit',
    app: 'payments-worker',
    takes: [InvoiceHoldRequested, InvoiceVoidRequested, InvoiceHoldLifted],
    gives: [DebitStopped, DebitNotStopped, InvoiceVoidCleared, DebitResumed],
  },
  { stage: 'void-in-xero', app: 'invoicing-worker', takes: [InvoiceVoidCleared], gives: [InvoiceVoided, InvoiceVoidRefused] },
  { stage: 'hold-debit', app: 'payments-worker', takes: [CreditProposed], gives: [] },
  { stage: 'let-charge-go', app: 'payments-worker', takes: [StuckResolved], gives: [StuckSettled] },
  { stage: 'record-payment', app: 'invoicing-worker', takes: [InvoicePaid], gives: [PaymentRecorded] },
  { stage: 'notify-payer', app: 'notifier', takes: [InvoicePaid, DebitFailed], gives: [PayerNotified, PayerUnreachable] },
  {
    stage: 'track-invoice',
    app: 'back-office',
    takes: [
      InvoiceDue,
      InvoiceFiled,
      InvoiceRejected,
      InvoiceMailed,
      InvoiceUndeliverable,
      InvoicePaid,
      DebitFailed,
      DebitUncertain,
      DebitHeld,
      DebitWithheld,
      CreditProposed,
      PaymentRecorded,
      PayerNotified,
      PayerUnreachable,
      BankAsked,
    ],
    gives: [],
  },
  {
    stage: 'track-answers',
    app: 'back-office',
    takes: [DebitStopped, DebitNotStopped, InvoiceVoided, InvoiceVoidRefused, InvoiceResent],
    gives: [StuckResolved],
  },
  { stage: 'track-stuck', app: 'back-office', takes: [StuckRaised, StuckSettled], gives: [] },
  { stage: 'track-provider', app: 'back-office', takes: [StagePaused, StageResumed, ProviderPaced], gives: [] },
  { stage: 'track-delay', app: 'back-office', takes: [WorkDelayed], gives: [] },
  { stage: keepSettings('invoice-collector'), app: 'invoice-collector', takes: [NumberSeriesChanged], gives: [] },
  { stage: keepSettings('invoicing-worker'), app: 'invoicing-worker', takes: [BookingChanged], gives: [] },
  { stage: keepSettings('invoice-mailer'), app: 'invoice-mailer', takes: [CompanyChanged, MailTextsChanged], gives: [] },
  { stage: keepSettings('notifier'), app: 'notifier', takes: [CompanyChanged, MailTextsChanged], gives: [] },
  { stage: 'check-xero', app: 'invoicing-worker', takes: [XeroCheckRequested], gives: [XeroChecked] },
  { stage: 'check-gateway', app: 'payments-worker', takes: [GatewayCheckRequested], gives: [GatewayChecked] },
  { stage: 'send-test-mail', app: 'invoice-mailer', takes: [TestMailRequested], gives: [TestMailAnswered] },
  { stage: 'track-checks', app: 'back-office', takes: [XeroChecked, GatewayChecked, TestMailAnswered], gives: [] },
  ...APPS.map((app): Step => ({ stage: settleStuck(app), app, takes: [StuckResolved], gives: [StuckSettled] })),
  ...HOLD_BACK.map(
    (app): Step => ({ stage: heedPauses(app), app, takes: [RunPaused, RunResumed, RunStopped, WorkPaused, WorkResumed], gives: [] }),
  ),
];

export const doors: readonly Door[] = [
  {
    door: 'an agent works on a sale',
    app: 'back-office',
    gives: [CompanyLookUpRequested, CreditCheckRequested, AddressSearchRequested],
  },
  { door: 'sale completed', app: 'back-office', gives: [SaleCompleted] },
  { door: 'sale taken back', app: 'back-office', gives: [SaleVoided] },
  { door: 'revenue adjusted', app: 'back-office', gives: [RevenueAdjusted] },
  { door: 'team or consultant saved', app: 'back-office', gives: [TeamSaved, ConsultantSaved] },
  { door: 'charges entered by a person or a script', app: 'back-office', gives: [ChargesEntered] },
  { door: 'charge to be edited or withdrawn', app: 'back-office', gives: [ChargeChangeRequested] },
  { door: 'API token revoked', app: 'back-office', gives: [ApiTokenRevoked] },
  { door: 'run requested', app: 'back-office', gives: [RunRequested] },
  { door: 'the schedule is due', app: 'back-office', gives: [RunRequested] },
  { door: 'invoice of a run left out or included', app: 'back-office', gives: [RunInvoiceLeftOut, RunInvoiceIncluded] },
  { door: 'run approved', app: 'back-office', gives: [RunApproved] },
  { door: 'run paused, resumed or stopped', app: 'back-office', gives: [RunPaused, RunResumed, RunStopped] },
  {
    door: 'setting changed',
    app: 'back-office',
    gives: [BookingChanged, CompanyChanged, MailTextsChanged, NumberSeriesChanged],
  },
  { door: 'connection to be tested', app: 'back-office', gives: [XeroCheckRequested, GatewayCheckRequested, TestMailRequested] },
  {
    door: 'invoice put on hold, let go on, taken back or sent again',
    app: 'back-office',
    gives: [InvoiceHoldRequested, InvoiceHoldLifted, InvoiceVoidRequested, InvoiceResendRequested],
  },
  { door: 'stuck item resolved', app: 'back-office', gives: [StuckResolved] },
  { door: 'a stage or everything paused or resumed', app: 'back-office', gives: [WorkPaused, WorkResumed] },
  {
    door: 'the bank asked after an uncertain charge',
    app: 'payments-worker',
    gives: [InvoicePaid, DebitFailed, DebitHeld, DebitUncertain, BankAsked, StuckRaised, StuckSettled],
  },
  { door: "Xero's quota seen", app: 'invoicing-worker', gives: [ProviderPaced] },
];

/** What the stage runner itself may give, in any app. */
export const givenByEveryStage: readonly Fact[] = [StuckRaised, StagePaused, StageResumed, WorkDelayed];

/** The stage in which an app keeps the settings that it goes by. */
export function keepSettings(app: App): string {
  return `keep-settings-${app}`;
}

/** The stage in which an app carries out what a person decided about one of its stuck items. */
export function settleStuck(app: App): string {
  return `settle-stuck-${app}`;
}

/** The stage in which an app hears what people have paused. */
export function heedPauses(app: App): string {
  return `heed-pauses-${app}`;
}

/** The stages that reach outside, which people may pause; those that only take note of what happened go on, or nobody could look. */
export const PAUSABLE: readonly string[] = [
  'issue-invoices',
  'file-in-xero',
  'mail-invoice',
  'charge-card',
  'record-payment',
  'notify-payer',
  'look-up-company',
  'check-credit',
  'find-addresses',
];

export function stepOf(stage: string): Step {
  const step = flow.find((row) => row.stage === stage);
  if (!step) throw new Error(`flow.ts has no row for the stage ${stage}`);
  return step;
}

export const allFacts: readonly Fact[] = [
  ...new Set([...flow.flatMap(({ takes, gives }) => [...takes, ...gives]), ...doors.flatMap(({ gives }) => gives), ...givenByEveryStage]),
];
