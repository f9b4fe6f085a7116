import { ChargeChangeRefused, type ChargeEdited, ChargeWithdrawn, type DataOf } from '@takings/contracts';
import type { EntityManager } from 'typeorm';
import { type Decision, keepAudit } from '../../audit/audit';
import { keepCustomersOf } from '../../customers/customers-of-charges';
import type { Charge } from '../charge-input';
import { contentOf } from '../intake';
import { CHARGE_JSON } from './charge-changes';
import { changesBetween } from './changes-between';
import { inRunWords, invoicedWords } from './legal-actions';

type Answer = DataOf<typeof ChargeEdited> | DataOf<typeof ChargeWithdrawn> | DataOf<typeof ChargeChangeRefused>;
interface Request {
  readonly charge: Charge | null;
  readonly because: string;
  readonly requestedBy: string;
}

/** Does what was asked for once the collector has done it, or keeps why it has not. A request that was answered before stays so. */
export async function settleChange(db: EntityManager, type: string, answer: Answer, at: string): Promise<void> {
  const { changeId, chargeRef } = answer;
  const refusal = 'refusal' in answer ? refusalWords(answer) : null;
  const [[request]]: [Request[], number] = await db.query(
    `update charge_change set decided_at = $2, refusal = $3 where change_id = $1 and decided_at is null
     returning charge, because, requested_by as "requestedBy"`,
    [changeId, at, refusal],
  );
  if (!request) return;
  const { charge, because, requestedBy } = request;
  const audit = (action: Decision['action'], actor: string, what: string) =>
    keepAudit(db, { actor, action, about: chargeRef, detail: { what, because } });
  if (type === ChargeChangeRefused.type) return audit('charge change refused', 'Takings', `left as it is: ${refusal}`);
  if (type === ChargeWithdrawn.type) {
    await db.query(
      'update charge set withdrawn_at = $2, withdrawn_by = $3, withdrawn_because = $4, revision = revision + 1 where charge_ref = $1',
      [chargeRef, at, requestedBy, because],
    );
    return audit('charge withdrawn', requestedBy, `withdrawn: ${because}`);
  }
  const changes = await edit(db, charge!, requestedBy);
  return audit('charge edited', requestedBy, `changed ${changes.join(', ')}: ${because}`);
}

/** What the file or script says of it stays known, and so does what it says now: neither adds it a second time. */
async function edit(db: EntityManager, charge: Charge, actor: string): Promise<string[]> {
  const [{ before }] = await db.query(`select ${CHARGE_JSON} as before from charge c where c.charge_ref = $1`, [charge.chargeRef]);
  await db.query(
    `update charge set customer_ref = $2, customer_name = $3, customer_email = $4, card_ref = $5, currency = $6, description = $7, quantity = $8,
       unit_price = $9, vat_rate = $10, net_minor = $11, vat_minor = $12, due_on = $13, edited_content = $14, revision = revision + 1
     where charge_ref = $1`,
    [
      ...[charge.chargeRef, charge.customerRef, charge.customerName, charge.customerEmail, charge.cardRef, charge.currency],
      ...[charge.description, charge.quantity, charge.unitPrice, charge.vatRate, charge.netMinor, charge.vatMinor, charge.dueOn],
      contentOf(charge),
    ],
  );
  await keepCustomersOf([charge], actor, db);
  return changesBetween(before, charge);
}

function refusalWords({ refusal, runOn, invoiceNumber, issuedAt }: DataOf<typeof ChargeChangeRefused>): string {
  if (refusal === 'invoiced') return invoicedWords(invoiceNumber, issuedAt);
  if (refusal === 'in-run') return inRunWords(runOn);
  if (refusal === 'withdrawn') return 'It was withdrawn before.';
  return 'It has not arrived yet where runs are gathered. Ask again in a minute.';
}
