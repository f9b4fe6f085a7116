import { seenRevision } from '@takings/fields';
import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { History } from '../audit/history';
import { CHARGE_STATES } from './changes/legal-actions';
import { cardOrNone, columns } from './charge-input';

export const CHARGE_SOURCES = ['csv', 'api', 'crm', 'sale'] as const;
export type ChargeSource = (typeof CHARGE_SOURCES)[number];

const summary = {
  chargeId: z.int().positive().describe('What addresses name it by; newer ones have higher ones'),
  chargeRef: z.string(),
  customerRef: z.string(),
  customerName: z.string(),
  customerId: z.uuid().nullable(),
  description: z.string(),
  currency: z.string(),
  netMinor: z.int(),
  vatMinor: z.int(),
  totalMinor: z.int().describe('With VAT'),
  dueOn: z.iso.date(),
  source: z.enum(CHARGE_SOURCES),
  state: z.enum(CHARGE_STATES),
  enteredAt: z.iso.datetime(),
  invoiceId: z.uuid().nullable(),
  invoiceNumber: z.string().nullable(),
  runId: z.uuid().nullable(),
  runOn: z.iso.date().nullable(),
  asked: z
    .object({ wants: z.enum(['edit', 'withdraw']), by: z.string(), at: z.iso.datetime() })
    .nullable()
    .describe('What somebody has asked for and is not answered yet'),
};
const ChargeSummary = z.object(summary);
export type ChargeSummary = z.input<typeof ChargeSummary>;

const Charge = z.object({
  ...summary,
  customerEmail: z.string(),
  cardRef: z.string().nullable(),
  quantity: z.string(),
  unitPrice: z.string(),
  vatRate: z.string(),
  revision: z.int().positive(),
  enteredBy: z.string(),
  invoicedAt: z.iso.datetime().nullable(),
  runApprovedBy: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawnAt: z.iso.datetime().nullable(),
  withdrawnBecause: z.string().nullable(),
  refused: z
    .object({ wants: z.enum(['edit', 'withdraw']), by: z.string(), at: z.iso.datetime(), because: z.string() })
    .nullable()
    .describe('The last that was asked for, if it was refused'),
  mayChange: z.boolean().describe('Whether whoever asks may ask to edit or withdraw it now'),
  whyNot: z.string().nullable().describe('Why not, in a sentence'),
  history: History,
});
export type ChargeView = z.input<typeof Charge>;

export class ChargeDto extends createZodDto(Charge) {}
export class ChargePageDto extends createZodDto(
  z.object({
    charges: z.array(ChargeSummary),
    next: z.int().nullable().describe('Pass it as `after` for the next page; null on the last'),
  }),
) {}

export class ChargeParams extends createZodDto(z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) })) {}
export class ChargeQuery extends createZodDto(
  z.strictObject({
    q: z.string().trim().max(100).optional().describe('The beginning of a reference, or beginnings of words of the customer'),
    state: z.enum(CHARGE_STATES).optional(),
    source: z.enum(CHARGE_SOURCES).optional(),
    customer: z.string().max(50).optional().describe('The reference of the customer'),
    after: z.coerce.number().int().positive().optional().describe('The last charge of the page before'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
) {}

const because = z.string().trim().min(1, 'is missing; expected a reason in a few words').max(500).describe('Why, in a few words');
export class WithdrawChargeDto extends createZodDto(z.strictObject({ because, revision: seenRevision })) {}

const { charge_ref: _, ...editable } = columns;
export const EditedCharge = z.strictObject({ ...editable, card_ref: cardOrNone, because, revision: seenRevision });
export class EditChargeDto extends createZodDto(EditedCharge) {}
