import { Injectable } from '@nestjs/common';
import { type Given, RunInvoiceIncluded, RunInvoiceLeftOut, RunPaused, RunResumed, RunStopped } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { Conflict, Forbidden, NotFound } from '@takings/runtime';
import { hasRole, type Person } from '@takings/runtime/http';
import type { EntityManager } from 'typeorm';
import { type Decision, keepAudit } from '../audit/audit';
import { personsFor } from './approval/policy';
import { toggleGroup } from './group-toggle';
import type { Group } from './proposed-invoices';
import { type RunAction, whyNot, whyNotThis } from './legal-actions';
import { type LockedRun, RunGate } from './run-gate';
import { tellRun } from './run-words';

interface About {
  readonly runId: string;
  readonly person: Person;
  /** The version of the run that was looked at. */
  readonly version?: number;
}
interface AboutInvoice extends About {
  readonly invoiceId: string;
  readonly because: string;
}

interface AboutGroup extends About {
  readonly group: Group;
  readonly because: string;
}

/** A decision of a person about a run: what it does to the rows, what the audit keeps of it, and the facts it gives. */
interface Deciding {
  readonly action: RunAction;
  readonly audit: Decision['action'] | ((locked: LockedRun) => Decision['action']);
  decide(locked: LockedRun, db: EntityManager): Promise<{ detail?: Decision['detail']; facts: Given[] }>;
}

/** What people decide about runs that were asked for. Each decision makes a new version of the run. Throws `Conflict` in words. */
@Injectable()
export class RunDecisions {
  constructor(
    private readonly outbox: Outbox,
    private readonly gate: RunGate,
  ) {}

  /** Approves what was seen. When the policy wants two persons, the second lets the run go. */
  approve({ runId, person, version }: About): Promise<void> {
    return this.decided(
      { runId, person, version },
      {
        action: 'approve',
        audit: 'run approved',
        decide: async ({ gate, standing }, db) => {
          await db.query(
            'insert into run_approval (run_id, person_id, name) values ($1, $2, $3) on conflict (run_id, person_id) do update set at = clock_timestamp()',
            [runId, person.id, person.name],
          );
          const facts = await this.gate.letGo(db, runId);
          const of = personsFor(gate.rule);
          const what = facts.length > 0 ? (of > 1 ? 'approved, the second of two' : 'approved') : 'approved, the first of two';
          return { facts, detail: { what, version, ...standing } };
        },
      },
    );
  }

  /** What is left out comes back in the next run. An approval given before was for something else, and is taken back. */
  leaveOut({ runId, invoiceId, because, person, version }: AboutInvoice): Promise<void> {
    return this.decided(
      { runId, person, version },
      {
        action: 'leave-out',
        audit: 'invoice left out',
        decide: async ({ run }, db) => {
          const name = await this.toggle(db, { runId, invoiceId, because, person }, 'leave-out');
          const decision = run.decisions + 1;
          const detail = { what: `left out ${name}: ${because}`, invoiceId, because };
          return { detail, facts: [RunInvoiceLeftOut.of({ runId, invoiceId, decision, leftOutBy: person.name, because })] };
        },
      },
    );
  }

  include({ runId, invoiceId, because, person, version }: AboutInvoice): Promise<void> {
    return this.decided(
      { runId, person, version },
      {
        action: 'include',
        audit: 'invoice included',
        decide: async ({ run }, db) => {
          const name = await this.toggle(db, { runId, invoiceId, because, person }, 'include');
          const decision = run.decisions + 1;
          const detail = { what: `took in again ${name}: ${because}`, invoiceId, because };
          return { detail, facts: [RunInvoiceIncluded.of({ runId, invoiceId, decision, includedBy: person.name, because })] };
        },
      },
    );
  }

  /** All of a group at once, as one decision of a person: each invoice is told for itself. */
  decideGroup(about: AboutGroup, action: 'leave-out' | 'include'): Promise<void> {
    const { runId, person, version, because, group } = about;
    return this.decided(
      { runId, person, version },
      {
        action,
        audit: action === 'leave-out' ? 'invoice left out' : 'invoice included',
        decide: async ({ run }, db) => {
          const invoiceIds = await toggleGroup(db, about, action);
          const facts = invoiceIds.map((invoiceId, nth) => {
            const decision = { runId, invoiceId, decision: run.decisions + nth + 1, because };
            return action === 'leave-out'
              ? RunInvoiceLeftOut.of({ ...decision, leftOutBy: person.name })
              : RunInvoiceIncluded.of({ ...decision, includedBy: person.name });
          });
          const did = action === 'leave-out' ? 'left out' : 'took in again';
          const what = `${did} ${invoiceIds.length} ${invoiceIds.length === 1 ? 'invoice' : 'invoices'} (${group}): ${because}`;
          return { facts, detail: { what, group, because, invoices: invoiceIds.length } };
        },
      },
    );
  }

  /** Above the limit of the policy the first person asks for it, and the second stops the run. */
  stop({ runId, because, person }: About & { readonly because: string }): Promise<void> {
    return this.decided(
      { runId, person },
      {
        action: 'stop',
        audit: ({ gate }) => (firstToStop(gate) ? 'run stop asked' : 'run stopped'),
        decide: async ({ run, gate }, db) => {
          if (firstToStop(gate)) {
            await db.query(
              'update run set stop_asked_by = $2, stop_asked_by_id = $3, stop_asked_at = now(), stop_because = $4 where run_id = $1',
              [runId, person.name, person.id, because],
            );
            return { detail: { what: `asked for it to be stopped: ${because}`, because }, facts: [] };
          }
          const stoppedBy = gate.stopNeedsTwo ? `${run.stop_asked_by} and ${person.name}` : person.name;
          await db.query('update run set stopped_by = $2, stopped_at = now(), stop_because = $3 where run_id = $1', [
            ...[runId, stoppedBy, because],
          ]);
          return { detail: { what: `stopped: ${because}`, because }, facts: [RunStopped.of({ runId, stoppedBy, because })] };
        },
      },
    );
  }

  pause({ runId, person }: About): Promise<void> {
    return this.decided(
      { runId, person },
      {
        action: 'pause',
        audit: 'run paused',
        decide: async ({ run }, db) => {
          await db.query('update run set paused_by = $2, paused_at = now(), turns = turns + 1 where run_id = $1', [runId, person.name]);
          return { facts: [RunPaused.of({ runId, turn: run.turns + 1, pausedBy: person.name })] };
        },
      },
    );
  }

  resume({ runId, person }: About): Promise<void> {
    return this.decided(
      { runId, person },
      {
        action: 'resume',
        audit: 'run resumed',
        decide: async ({ run }, db) => {
          await db.query('update run set paused_by = null, paused_at = null, turns = turns + 1 where run_id = $1', [runId]);
          return { facts: [RunResumed.of({ runId, turn: run.turns + 1, resumedBy: person.name })] };
        },
      },
    );
  }

  private async decided({ runId, person, version }: About, { action, audit, decide }: Deciding): Promise<void> {
    await this.outbox.during(async (db, give) => {
      const locked = await this.gate.locked(db, runId);
      const { run, gate } = locked;
      if (action === 'approve' && !hasRole(person, gate.policy.approvers)) throw new Forbidden(whyNot.approve(gate, person)!, 'role');
      const refusal = whyNot[action](gate, person);
      if (refusal) throw new Conflict(refusal);
      if (version !== undefined && version !== run.version) throw new Conflict(await whatChanged(db, runId));
      const { detail, facts } = await decide(locked, db);
      await db.query('update run set version = version + 1 where run_id = $1', [runId]);
      await keepAudit(db, { actor: person.name, action: typeof audit === 'string' ? audit : audit(locked), about: runId, detail });
      await tellRun(db, runId, run.version + 1);
      give(...facts);
    });
  }

  /** Answers whose invoice it is. */
  private async toggle(
    db: EntityManager,
    { runId, invoiceId, because, person }: AboutInvoice,
    action: 'leave-out' | 'include',
  ): Promise<string> {
    const [invoice] = await db.query(
      'select customer_name as "customerName", credit, left_out_by as "leftOutBy" from run_invoice where run_id = $1 and invoice_id = $2',
      [runId, invoiceId],
    );
    if (!invoice) throw new NotFound(`This run has no invoice ${invoiceId}`);
    const refusal = whyNotThis[action](invoice);
    if (refusal) throw new Conflict(refusal);
    const out = action === 'leave-out';
    await db.query(
      `update run_invoice set left_out_by = case when $3::boolean then $4::text end, left_out_at = case when $3::boolean then now() end, because = $5
       where run_id = $1 and invoice_id = $2`,
      [runId, invoiceId, out, person.name, because],
    );
    await db.query('update run set decisions = decisions + 1 where run_id = $1', [runId]);
    await db.query('delete from run_approval where run_id = $1', [runId]);
    return invoice.customerName;
  }
}

const firstToStop = ({ stopNeedsTwo, stopAskedById }: LockedRun['gate']) => stopNeedsTwo && stopAskedById === null;

/** In words, for whoever decided about something they had not seen. */
async function whatChanged(db: EntityManager, runId: string): Promise<string> {
  const [last]: { actor: string; action: string; at: string }[] = await db.query(
    `select actor, action, to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at from audit where about = $1 order by id desc limit 1`,
    [runId],
  );
  const who = last ? `: ${last.action} by ${last.actor} at ${last.at} UTC` : '';
  return `This run has changed since you looked at it${who}. Look again before you decide.`;
}
