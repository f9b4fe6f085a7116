import { hasRole, type Person, rolesInWords } from '@takings/runtime/http';
import { type ApprovalPolicy, type Rule } from './approval/policy';

export const RUN_ACTIONS = ['leave-out', 'include', 'approve', 'stop', 'pause', 'resume'] as const;
export type RunAction = (typeof RUN_ACTIONS)[number];

/** What a run's gate is decided by; as the server has it locked, or as a page shows it. */
export interface Gate {
  readonly requestedById: string | null;
  readonly gathered: boolean;
  /** All of its invoices are there to be looked at. */
  readonly ready: boolean;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  /** Every invoice has been issued, and nothing more happens to one by itself. */
  readonly ended: boolean;
  readonly issued: boolean;
  readonly pausedBy: string | null;
  readonly stoppedBy: string | null;
  readonly stoppedAt: Date | null;
  readonly stopAskedById: string | null;
  /** Whether the policy wants a second person for stopping it. */
  readonly stopNeedsTwo: boolean;
  /** Whether its invoices were told one by one; those of runs from before were not. */
  readonly itemised: boolean;
  /** Invoices that will go out, and those left out. */
  readonly included: number;
  readonly leftOut: number;
  readonly approvals: readonly { readonly personId: string; readonly name: string }[];
  readonly rule: Rule;
  readonly policy: ApprovalPolicy;
}

type Refusal = string | null;

/** Who steers runs; who approves them is the policy's to say. */
export const STEERS_RUNS = ['finance-manager', 'finance-approver'] as const;

/** Why somebody may not do it now, in a sentence; null when they may. What the console offers and what the server refuses are this table. */
export const whyNot: Readonly<Record<RunAction, (gate: Gate, person: Person) => Refusal>> = {
  'leave-out': (gate, person) =>
    byRole(person) ?? openGate(gate) ?? single(gate) ?? (gate.included > 0 ? null : 'All of its invoices are left out.'),
  include: (gate, person) =>
    byRole(person) ?? openGate(gate) ?? single(gate) ?? (gate.leftOut > 0 ? null : 'None of its invoices is left out.'),
  approve: (gate, person) => openGate(gate) ?? approver(gate, person),
  stop: (gate, person) => byRole(person) ?? stopped(gate) ?? over(gate) ?? secondToStop(gate, person),
  pause: (gate, person) =>
    byRole(person) ??
    stopped(gate) ??
    underWay(gate) ??
    ended(gate) ??
    (gate.pausedBy ? `${gate.pausedBy} has paused this run already.` : null),
  resume: (gate, person) =>
    byRole(person) ?? stopped(gate) ?? underWay(gate) ?? ended(gate) ?? (gate.pausedBy ? null : 'This run is not paused.'),
};

/** Of a single invoice of the run. */
export const whyNotThis: Readonly<Record<'leave-out' | 'include', (invoice: { credit: boolean; leftOutBy: string | null }) => Refusal>> = {
  'leave-out': ({ credit, leftOutBy }) => notInvoiced(credit) ?? (leftOutBy ? `${leftOutBy} has left this invoice out already.` : null),
  include: ({ credit, leftOutBy }) => notInvoiced(credit) ?? (leftOutBy ? null : 'This invoice is not left out.'),
};

const byRole = (person: Person): Refusal => (hasRole(person, STEERS_RUNS) ? null : `This is for ${rolesInWords(STEERS_RUNS)}.`);
const notInvoiced = (credit: boolean): Refusal => (credit ? 'Its charges come to zero or less, so nothing is invoiced.' : null);

const at = (moment: Date) => `${moment.toISOString().slice(0, 10)} at ${moment.toISOString().slice(11, 16)} UTC`;
const stopped = ({ stoppedBy, stoppedAt }: Gate): Refusal => (stoppedBy ? `${stoppedBy} stopped this run on ${at(stoppedAt!)}.` : null);
const over = ({ issued, gathered, ready, included, leftOut }: Gate): Refusal =>
  issued
    ? 'Every invoice of this run has been issued.'
    : gathered && ready && included + leftOut === 0
      ? 'There was nothing to invoice.'
      : null;
const ended = (gate: Gate): Refusal => (gate.ended ? 'Every invoice of this run has come to its end.' : null);
const secondToStop = ({ stopNeedsTwo, stopAskedById }: Gate, { id }: Person): Refusal =>
  stopNeedsTwo && stopAskedById === id ? 'You have asked for this run to be stopped; it needs a second person.' : null;
const underWay = ({ approvedBy }: Gate): Refusal => (approvedBy ? null : 'This run has not been approved.');

/** Whether it waits for people's decisions. */
const openGate = (gate: Gate): Refusal => {
  if (gate.stoppedBy) return stopped(gate);
  if (gate.approvedBy) return `${gate.approvedBy} approved this run on ${at(gate.approvedAt!)}.`;
  if (!gate.ready) return 'This run is still being gathered.';
  return gate.included + gate.leftOut === 0 ? 'There was nothing to invoice.' : null;
};

const single = ({ itemised }: Gate): Refusal =>
  itemised ? null : 'This run was gathered before invoices could be left out one by one. Stop it and ask for another.';

function approver({ included, approvals, rule, policy, requestedById }: Gate, person: Person): Refusal {
  if (!hasRole(person, policy.approvers)) return `By the approval policy this is for ${rolesInWords(policy.approvers)}.`;
  if (included === 0) return 'All of its invoices are left out. Stop the run, or take some in again.';
  if (rule === 'two' && approvals.some(({ personId }) => personId === person.id))
    return 'You have approved this run; it needs a second person.';
  if (rule === 'two' && requestedById === person.id) return 'You asked for this run; it needs two other persons.';
  return null;
}
