import { Injectable } from '@nestjs/common';
import {
  type Given,
  InvoiceHoldLifted,
  InvoiceHoldRequested,
  InvoiceResendRequested,
  InvoiceVoidRequested,
  StuckResolved,
} from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { Conflict, Forbidden } from '@takings/runtime';
import { hasRole, type Person } from '@takings/runtime/http';
import type { EntityManager } from 'typeorm';
import { type Decision, keepAudit } from '../audit/audit';
import { tellInvoice } from '../runs/run-words';
import { StuckWords } from '../stuck/stuck-words';
import { type Corrections, correctCustomer } from './correct-customer';
import { type LockedInvoice, lockedInvoice } from './invoice-standing';
import { type InvoiceAction, STEERS_INVOICES, whyNot } from './legal-actions';

interface About {
  readonly invoiceId: string;
  readonly person: Person;
  /** The version of the invoice that was looked at. */
  readonly version?: number;
}
interface Because {
  readonly because: string;
}

/** A decision of a person about an invoice: what it does to the rows, what the audit keeps of it, and the facts it gives. */
interface Deciding {
  readonly action: InvoiceAction;
  readonly audit: Decision['action'];
  decide(invoice: LockedInvoice, db: EntityManager): Promise<{ what: string; facts: Given[] }>;
}

/** What people decide about single invoices. Each decision makes a new version of the invoice. Throws `Conflict` in words. */
@Injectable()
export class InvoiceDecisions {
  constructor(
    private readonly outbox: Outbox,
    private readonly stuck: StuckWords,
  ) {}

  /** `noteId` is made by whoever writes it: the same note sent twice is one. */
  addNote({ text, noteId, ...about }: About & { readonly text: string; readonly noteId: string }): Promise<void> {
    return this.decided(about, {
      action: 'add-note',
      audit: 'note added',
      decide: async ({ invoiceId }, db) => {
        const [note] = await db.query(
          `insert into invoice_note (note_id, invoice_id, at, by, text) values ($1, $2, clock_timestamp(), $3, $4)
           on conflict do nothing returning note_id`,
          [noteId, invoiceId, about.person.name, text],
        );
        if (!note) throw new AlreadyThere();
        return { what: `noted: ${text}`, facts: [] };
      },
    });
  }

  /** In the console, until they have seen it. */
  tellMe(about: About): Promise<void> {
    return this.decided(about, {
      action: 'tell-me',
      audit: 'invoice watched',
      decide: async ({ invoiceId }, db) => {
        await db.query(
          `insert into invoice_watch (invoice_id, person_id) values ($1, $2)
           on conflict (invoice_id, person_id) do update set asked_at = now(), seen_at = null`,
          [invoiceId, about.person.id],
        );
        return { what: 'wants to be told when it is settled', facts: [] };
      },
    });
  }

  /** The card is not debited until it is released; the app that debits answers whether that was in time. */
  hold({ because, ...about }: About & Because): Promise<void> {
    return this.decided(about, {
      action: 'hold',
      audit: 'invoice put on hold',
      decide: async (invoice, db) => {
        const turn = await nextTurn(db, invoice);
        await db.query(
          'update invoice set hold_turn = $2, hold_by = $3, hold_because = $4, hold_at = clock_timestamp() where invoice_id = $1',
          [invoice.invoiceId, turn, about.person.name, because],
        );
        return {
          what: `put on hold: ${because}`,
          facts: [InvoiceHoldRequested.of({ ...invoice, turn, requestedBy: about.person.name, because })],
        };
      },
    });
  }

  release(about: About): Promise<void> {
    return this.decided(about, {
      action: 'release',
      audit: 'invoice let go on',
      decide: async (invoice, db) => {
        const turn = await nextTurn(db, invoice);
        await db.query(
          `update invoice set hold_turn = null, hold_by = null, hold_because = null, hold_at = null, void_stopped = false where invoice_id = $1`,
          [invoice.invoiceId],
        );
        return { what: 'let go on', facts: [InvoiceHoldLifted.of({ ...invoice, turn, liftedBy: about.person.name })] };
      },
    });
  }

  /** Asks the app that debits; when it is certain that no charge has begun, the invoice is voided in Xero, and both say so. */
  takeBack({ because, ...about }: About & Because): Promise<void> {
    return this.decided(about, {
      action: 'take-back',
      audit: 'invoice taken back',
      decide: async (invoice, db) => {
        const turn = await nextTurn(db, invoice);
        await db.query(
          `update invoice set void_turn = $2, void_by = $3, void_because = $4, void_asked_at = clock_timestamp(), void_refusal = null
           where invoice_id = $1`,
          [invoice.invoiceId, turn, about.person.name, because],
        );
        const asked = { ...invoice, xeroInvoiceId: invoice.xeroInvoiceId!, turn, requestedBy: about.person.name, because };
        return { what: `to be taken back: ${because}`, facts: [InvoiceVoidRequested.of(asked)] };
      },
    });
  }

  sendAgain(about: About): Promise<void> {
    return this.decided(about, {
      action: 'send-again',
      audit: 'invoice sent again',
      decide: async (invoice, db) => {
        const sending = invoice.sendings + 1;
        await db.query('update invoice set sendings = $2, resend_asked_by = $3 where invoice_id = $1', [
          ...[invoice.invoiceId, sending, about.person.name],
        ]);
        return {
          what: `to be sent again to ${invoice.customerEmail}`,
          facts: [InvoiceResendRequested.of({ ...invoice, sending, requestedBy: about.person.name })],
        };
      },
    });
  }

  /** Puts right what Xero or the mail server refused, in the customer's own data too, and lets the invoice go on from there. */
  correct({ because, corrections, ...about }: About & Because & { readonly corrections: Corrections }): Promise<void> {
    this.stuck.changed();
    return this.decided(about, {
      action: 'correct',
      audit: 'invoice corrected',
      decide: async (invoice, db) => {
        const changed = differing(invoice, corrections);
        const { stuckId, app, round } = invoice.refused!;
        const actor = about.person.name;
        await db.query('update invoice set customer_name = $2, customer_email = $3 where invoice_id = $1', [
          ...[invoice.invoiceId, changed.customerName ?? invoice.customerName, changed.customerEmail ?? invoice.customerEmail],
        ]);
        await correctCustomer(db, invoice.customerRef, changed, actor);
        await db.query(
          `update stuck_item set decided_round = round, decided_action = 'retry', decided_by = $2, decided_because = $3, decided_at = now()
           where stuck_id = $1`,
          [stuckId, actor, because],
        );
        await db.query(
          `insert into stuck_event (stuck_id, round, what, at, by, words) values ($1, $2, 'retry', clock_timestamp(), $3, $4)`,
          [stuckId, round, actor, `corrected: ${inWords(invoice, changed)}`],
        );
        const resolved = { stuckId, app, round, action: 'retry' as const, resolvedBy: actor, because };
        return {
          what: `${inWords(invoice, changed)}: ${because}`,
          facts: [StuckResolved.of({ ...resolved, corrections: { ...changed } })],
        };
      },
    });
  }

  private async decided({ invoiceId, person, version }: About, { action, audit, decide }: Deciding): Promise<void> {
    await this.outbox
      .during(async (db, give) => {
        const invoice = await lockedInvoice(db, invoiceId, person.id);
        const refusal = whyNot[action](invoice, person);
        if (refusal) throw hasRole(person, STEERS_INVOICES) ? new Conflict(refusal) : new Forbidden(refusal, 'role');
        if (version !== undefined && version !== invoice.version) throw new Conflict(await whatChanged(db, invoiceId));
        const { what, facts } = await decide(invoice, db);
        await db.query('update invoice set version = version + 1 where invoice_id = $1', [invoiceId]);
        await keepAudit(db, { actor: person.name, action: audit, about: invoiceId, detail: { what, invoice: invoice.invoiceNumber } });
        await tellInvoice(db, invoiceId);
        give(...facts);
      })
      .catch((error: unknown) => {
        if (!(error instanceof AlreadyThere)) throw error;
      });
  }
}

/** It was done before, by the same press: nothing is to be written. */
class AlreadyThere extends Error {}

async function nextTurn(db: EntityManager, { invoiceId, turns }: LockedInvoice): Promise<number> {
  await db.query('update invoice set turns = $2 where invoice_id = $1', [invoiceId, turns + 1]);
  return turns + 1;
}

function differing(invoice: LockedInvoice, { customerName, customerEmail }: Corrections): Corrections {
  return {
    ...(customerName !== undefined && customerName !== invoice.customerName && { customerName }),
    ...(customerEmail !== undefined && customerEmail !== invoice.customerEmail && { customerEmail }),
  };
}

function inWords(invoice: LockedInvoice, { customerName, customerEmail }: Corrections): string {
  const changes = [
    ...(customerEmail ? [`e-mail from ${invoice.customerEmail} to ${customerEmail}`] : []),
    ...(customerName ? [`name from ${invoice.customerName} to ${customerName}`] : []),
  ];
  return changes.length > 0 ? changes.join(' and ') : 'tried again as it was';
}

/** In words, for whoever decided about something they had not seen. */
async function whatChanged(db: EntityManager, invoiceId: string): Promise<string> {
  const [last]: { actor: string; action: string; at: string }[] = await db.query(
    `select actor, action, to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at from audit where about = $1 order by id desc limit 1`,
    [invoiceId],
  );
  const who = last ? `: ${last.action} by ${last.actor} at ${last.at} UTC` : '';
  return `This invoice has changed since you looked at it${who}. Look again before you decide.`;
}
