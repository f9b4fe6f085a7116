/** The stages that an issued invoice goes through, in their order, and what each is called in the flow. */
export const RUN_STAGES = {
  filed: 'file-in-xero',
  mailed: 'mail-invoice',
  debited: 'charge-card',
  recorded: 'record-payment',
  notified: 'notify-payer',
} as const;
export type RunStage = keyof typeof RUN_STAGES;

/** How an invoice stands in a stage that it has come to: in exactly one of these ways, so that they sum up to those that have come. */
export const STANDINGS = ['done', 'failed', 'asking', 'again', 'hand', 'stuck'] as const;
export type Standing = (typeof STANDINGS)[number];

const AT_THE_BANK = `i.state in ('paid', 'debit-failed', 'uncertain', 'held', 'withheld')`;
const MAILED = `(i.mailed_at is not null or ${AT_THE_BANK})`;
const FILED = `(i.filed_at is not null or ${MAILED})`;
const FAILED = `i.state = 'debit-failed'`;

/** A person has put it on hold: nothing more is sent of it before a person lets it go. */
export const ON_HOLD = '(i.hold_turn is not null or i.void_stopped and i.void_refusal is not null)';

interface Rules {
  /** Facts come in any order: what has gone further was here as well. */
  readonly arrived: string;
  readonly done: string;
  /** The world said no, at this moment. A person who sent it on its way again after that has the last word. */
  readonly refused?: string;
  readonly refusedAt?: string;
  readonly asking?: string;
  readonly waitsForUs?: string;
}

const RULES: Readonly<Record<RunStage, Rules>> = {
  filed: { arrived: 'true', done: FILED, refused: `i.state = 'rejected'`, refusedAt: 'i.rejected_at' },
  mailed: { arrived: FILED, done: MAILED, refused: `i.state = 'undeliverable'`, refusedAt: 'i.undeliverable_at' },
  debited: {
    arrived: MAILED,
    done: `i.state = 'paid'`,
    refused: `i.state in ('debit-failed', 'withheld')`,
    refusedAt: 'i.failed_at',
    asking: `i.state in ('uncertain', 'held')`,
    // A person says of a credit that it is dealt with.
    waitsForUs: `i.state = 'withheld' and not coalesce(s.let_go @> '{credit}', false)`,
  },
  recorded: { arrived: `i.state = 'paid'`, done: 'i.recorded_at is not null' },
  notified: {
    arrived: `(i.state = 'paid' or ${FAILED})`,
    done: `(i.state = 'paid' and i.told_paid_at is not null or ${FAILED} and i.told_failed_at is not null)`,
    refused: 'i.unreachable_at is not null',
    refusedAt: 'i.unreachable_at',
  },
};

/** An item of the tracking itself: nothing more is known of the invoice before somebody has decided about it. */
const stopped = (column: string, stage: RunStage) => `coalesce(s.${column} && '{${RUN_STAGES[stage]},track-invoice}', false)`;

function standingIn(stage: RunStage): string {
  const { arrived, done, refused = 'false', refusedAt = 'null', asking = 'false', waitsForUs = 'false' } = RULES[stage];
  const sends = stage !== 'recorded' && stage !== 'notified';
  const sentAgain = `coalesce((s.sent_again ->> '${RUN_STAGES[stage]}')::timestamptz > ${refusedAt}, false)`;
  return `case
    when not ${arrived} then null
    when ${done} then 'done'
    when i.state = 'voided' then 'failed'
    when ${waitsForUs} or ${stopped('waiting', stage)} then 'stuck'
    when ${refused} and not ${sentAgain} or ${stopped('let_go', stage)} then 'failed'
    when ${asking} then 'asking'
    when ${sends ? ON_HOLD : 'false'} then 'stuck'
    when d.until ? '${RUN_STAGES[stage]}' then 'again'
    else 'hand' end`;
}

/** One column for each stage, of the invoice `i`; null where it has not come to. With `standingWith` before and `STANDING_FROM` beside `invoice i`. */
export const STANDING_COLUMNS = Object.keys(RUN_STAGES)
  .map((stage) => `${standingIn(stage as RunStage)} as ${stage}`)
  .join(',\n  ');

/** What waits for a person, was let go or sent on its way again by one, and what is tried again by itself. `whose`: SQL, of which run. */
export const standingWith = (whose: string) => `
  s as (
    select subject, array_agg(stage) filter (where open) as waiting, array_agg(stage) filter (where not open and outcome = 'discarded') as let_go,
      jsonb_object_agg(stage, settled_at) filter (where not open and outcome = 'retried') as sent_again
    from stuck_item where run_id ${whose} and subject is not null and stage is not null and (open or outcome in ('discarded', 'retried')) group by subject
  ), d as (
    select subject, jsonb_object_agg(stage, until) as until from delay where until > now() group by subject
  )`;
export const STANDING_FROM = 'left join s on s.subject = i.invoice_id::text left join d on d.subject = i.invoice_id::text';

/** Whether an invoice that stands so has come to its end: nothing more happens by itself. */
export const MOVING = `(${Object.keys(RUN_STAGES)
  .map((stage) => `${stage} in ('asking', 'again', 'hand')`)
  .join(' or ')})`;
