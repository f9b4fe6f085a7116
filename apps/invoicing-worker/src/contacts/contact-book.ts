import { createHash } from 'node:crypto';
import { Uncertain } from '@takings/runtime';
import { DataSource, In } from 'typeorm';
import { Answers } from '../ledger/answers';
import { type Refusal, refusal } from '../ledger/ledger';
import { batches, sizeInBytes } from '../xero/batches';
import { faultOf } from '../xero/wire';
import type { ContactElement } from '../xero/wire';
import type { XeroClient } from '../xero/xero-client';
import { Contact } from './contact.row';
import { contactNumberOf, nameWithReference, plainName, sameName } from './contact-name';

export interface Payer {
  readonly customerRef: string;
  readonly customerName: string;
  readonly customerEmail: string;
}

export interface KnownContact {
  readonly ok: true;
  readonly contactId: string;
}

interface Wanted extends Payer {
  readonly name: string;
}

type Found = Answers<KnownContact | Refusal>;

const TAKEN = /already assigned to another contact/i;

/** Keeps Xero's contacts like our customers: found by our reference, sent only when new or changed, fifty a call. */
export class ContactBook {
  constructor(
    private readonly db: DataSource,
    private readonly xero: XeroClient,
  ) {}

  /** One answer for each payer, in order: the contact, a refusal, or an error when there is no answer yet. */
  async find(payers: readonly Payer[]): Promise<(KnownContact | Refusal | Error)[]> {
    const found: Found = new Answers();
    const each = [...new Map(payers.map((payer) => [payer.customerRef, payer])).values()];
    for (const row of await this.db.manager.findBy(Contact, { customerRef: In(each.map(({ customerRef }) => customerRef)) })) {
      const payer = each.find(({ customerRef }) => customerRef === row.customerRef);
      if (payer && row.fingerprint === fingerprintOf(payer)) found.set(row.customerRef, { ok: true, contactId: row.contactId });
    }
    const changed = each.filter(({ customerRef }) => !found.has(customerRef));
    const taken = await this.upsert(await this.named(changed), found);
    const renamed = taken.map((payer) => ({ ...payer, name: nameWithReference(payer.customerName, payer.customerRef) }));
    for (const payer of await this.upsert(renamed, found)) {
      found.set(
        payer.customerRef,
        refusal(`Another contact in Xero is already named "${payer.name}"; rename it there, then send it again.`),
      );
    }
    return found.inOrderOf(payers.map(({ customerRef }) => customerRef));
  }

  /** What Xero says of the contact no longer agrees with what we kept: the next time it is sent anew. */
  async forget(customerRef: string): Promise<void> {
    await this.db.manager.delete(Contact, { customerRef });
  }

  /** A name that another customer of ours bears gets our reference at once, which saves the call that would be refused. */
  private async named(payers: readonly Payer[]): Promise<Wanted[]> {
    if (payers.length === 0) return [];
    const rows = await this.db.manager.findBy(Contact, { sameName: In(payers.map(({ customerName }) => sameName(customerName))) });
    const bearers = new Map(rows.map((row) => [row.sameName, row.customerRef]));
    return payers.map((payer) => {
      const same = sameName(payer.customerName);
      const bearer = bearers.get(same) ?? payer.customerRef;
      bearers.set(same, bearer);
      const isTaken = bearer !== payer.customerRef;
      return { ...payer, name: isTaken ? nameWithReference(payer.customerName, payer.customerRef) : plainName(payer.customerName) };
    });
  }

  /** Returns those whose name another contact bears; all others have their answer. */
  private async upsert(wanted: readonly Wanted[], found: Found): Promise<Wanted[]> {
    const taken: Wanted[] = [];
    const drafts = wanted.map((payer) => ({ payer, json: draftOf(payer) }));
    for (const batch of batches(drafts, ({ json }) => sizeInBytes(json))) {
      await found.during(
        batch.map(({ payer }) => payer.customerRef),
        async () => {
          const answered = await this.xero.upsertContacts(batch.map(({ json }) => json));
          const byNumber = new Map(answered.map((element) => [element.ContactNumber, element]));
          for (const { payer } of batch) {
            const element = byNumber.get(contactNumberOf(payer.customerRef));
            if (element && TAKEN.test(faultOf(element) ?? '')) taken.push(payer);
            else found.set(payer.customerRef, answerTo(payer, element));
          }
          await this.keep(
            batch.map(({ payer }) => payer),
            byNumber,
          );
        },
      );
    }
    return taken;
  }

  private async keep(payers: readonly Wanted[], byNumber: Map<string | null | undefined, ContactElement>) {
    const rows = payers.flatMap((payer) => {
      const element = byNumber.get(contactNumberOf(payer.customerRef));
      const answer = answerTo(payer, element);
      if (!('ok' in answer) || !answer.ok) return [];
      return {
        customerRef: payer.customerRef,
        contactId: answer.contactId,
        sameName: sameName(payer.name),
        fingerprint: fingerprintOf(payer),
      };
    });
    if (rows.length > 0) await this.db.manager.upsert(Contact, rows, ['customerRef']);
  }
}

function answerTo(payer: Wanted, element: ContactElement | undefined): KnownContact | Refusal | Error {
  const who = `${payer.customerName} (${payer.customerRef})`;
  const fault = element && faultOf(element);
  if (fault && /archived/i.test(fault)) return refusal(archived(payer));
  if (fault && /e-?mail/i.test(fault)) return refusal(`Xero refuses the e-mail address "${payer.customerEmail}" of ${who}: ${fault}`);
  if (fault) return refusal(`Xero refuses the contact ${who}: ${fault}`);
  if (!element?.ContactID) return new Uncertain(`Xero's answer says nothing of the contact ${who}`);
  if (element.ContactStatus && element.ContactStatus !== 'ACTIVE') return refusal(archived(payer));
  return { ok: true, contactId: element.ContactID };
}

export const archived = ({ customerName, customerRef }: Payer) =>
  `${customerName} (${customerRef}) is archived in Xero, which takes no invoices for archived contacts; restore the contact there, then send it again.`;

const draftOf = ({ customerRef, name, customerEmail }: Wanted) =>
  JSON.stringify({ ContactNumber: contactNumberOf(customerRef), Name: name, EmailAddress: customerEmail });

const fingerprintOf = ({ customerName, customerEmail }: Payer) =>
  createHash('sha256').update(`${customerName}\n${customerEmail}`).digest('hex');
