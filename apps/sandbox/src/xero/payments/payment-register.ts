import { Injectable } from '@nestjs/common';
import type { Sql } from '../../store/database';
import { fromMinor } from '../decimal';
import type { Answer } from '../../http/answer';
import { answerBatch, elementsOf, type Json, type Outcome } from '../front/batch';
import { type Call, envelope } from '../front/call';
import { dotNetDate, dotNetDay } from '../front/dates';
import { notFound } from '../front/error-answers';
import { isUuid, pageOf, pagination } from '../front/paging';
import { statusAfterPayment } from '../invoices/invoice-status';
import { Organisation } from '../organisation/organisation';
import { decidePayments, invoiceKeyOf, type NewPayment, type Payable, type PaymentDecision } from './decide-payments';

interface Payment extends NewPayment {
  readonly status: string;
  readonly updated_at: Date;
  readonly invoice_number: string;
  readonly invoice_status: string;
  readonly total_minor: number;
  readonly amount_paid_minor: number;
}

const PAYMENTS = `
  select p.payment_id, p.invoice_id, p.account_code, p.paid_on, p.amount_minor, p.reference, p.status, p.updated_at,
    i.invoice_number, i.status as invoice_status, i.total_minor, i.amount_paid_minor
  from xero_payments p join xero_invoices i using (invoice_id)`;

/** `/Payments`: PUT takes a batch, POST one or many; a payment is never changed, only undone. */
@Injectable()
export class PaymentRegister {
  constructor(private readonly organisation: Organisation) {}

  readonly create = async (call: Call): Promise<Answer> => {
    const elements = elementsOf(call, 'Payments');
    const decisions = decidePayments(elements, {
      invoices: await lockInvoices(call.sql, elements),
      now: call.now,
      refusalOfDay: (day) => this.organisation.refusalOfDay(day),
    });
    await save(call.sql, decisions, call.now);
    return answerBatch(
      call,
      'Payments',
      decisions.map((decision, at) => outcomeOf(decision, elements[at] ?? {}, call.now)),
    );
  };

  readonly show = async (call: Call): Promise<Answer> => {
    const payment = await find(call.sql, call.id);
    return payment ? { status: 200, body: { ...envelope(call.now), Payments: [showPayment(payment)] } } : notFound();
  };

  readonly list = async (call: Call): Promise<Answer> => {
    const page = pageOf(call);
    const rows = await call.sql.rows<Payment & { found: number }>(
      `select *, count(*) over () as found from (${PAYMENTS} where $1::timestamptz is null or p.updated_at >= $1 order by p.seq) as listed
       limit $2 offset $3`,
      [call.ifModifiedSince, page.size, (page.page - 1) * page.size],
    );
    const paged = page.asked && { pagination: pagination(page, rows[0]?.found ?? 0) };
    return { status: 200, body: { ...envelope(call.now), ...paged, Payments: rows.map(showPayment) } };
  };

  /** `{ "Status": "DELETED" }` is all that a payment can be told; the invoice is due again. */
  readonly undo = async (call: Call): Promise<Answer> => {
    const [change = {}] = elementsOf(call, 'Payments');
    const payment = await find(call.sql, call.id);
    if (!payment) return notFound();
    await call.sql.rows('select 1 from xero_invoices where invoice_id = $1 for update', [payment.invoice_id]);
    const undone = change.Status === 'DELETED' && (await remove(call.sql, payment, call.now));
    if (!undone) {
      const errors = [change.Status === 'DELETED' ? 'Payment has already been deleted' : "A payment's status can only be set to DELETED"];
      return answerBatch(call, 'Payments', [{ element: { PaymentID: payment.payment_id }, errors }]);
    }
    const now = await find(call.sql, call.id);
    return answerBatch(call, 'Payments', [{ element: now ? showPayment(now) : {}, errors: [] }]);
  };
}

/** In one order, so that two batches over the same invoices wait for each other instead of deadlocking. */
function lockInvoices(sql: Sql, elements: readonly Json[]): Promise<Payable[]> {
  const keys = elements.map(invoiceKeyOf);
  return sql.rows<Payable>(
    `select invoice_id, invoice_number, status, total_minor, amount_paid_minor from xero_invoices
     where invoice_id = any ($1::uuid[]) or invoice_number = any ($2) order by invoice_id for update`,
    [keys.filter(isUuid), keys],
  );
}

async function save(sql: Sql, decisions: readonly PaymentDecision[], now: Date): Promise<void> {
  const made = decisions.flatMap((decision) => ('payment' in decision ? decision : []));
  if (made.length === 0) return;
  await sql.rows(
    `insert into xero_payments (payment_id, invoice_id, account_code, paid_on, amount_minor, reference, status, updated_at)
     select payment_id, invoice_id, account_code, paid_on, amount_minor, reference, 'AUTHORISED', $2::timestamptz
     from jsonb_to_recordset($1::jsonb) as made (payment_id uuid, invoice_id uuid, account_code text, paid_on date, amount_minor bigint,
       reference text)`,
    [JSON.stringify(made.map(({ payment }) => payment)), now],
  );
  await applyPaid(
    sql,
    made.map(({ payment }) => payment.invoice_id),
    now,
  );
}

/** Paid is what the payments sum up to, read from them again rather than added to: the two can never part. */
async function applyPaid(sql: Sql, invoiceIds: readonly string[], now: Date): Promise<void> {
  await sql.rows(
    `update xero_invoices i set amount_paid_minor = paid.minor, updated_at = $2,
       status = case when paid.minor = i.total_minor then $3 else $4 end,
       fully_paid_on = case when paid.minor = i.total_minor then paid.last_on end
     from (select invoice_id, coalesce(sum(amount_minor) filter (where status = 'AUTHORISED'), 0)::bigint as minor,
         max(paid_on) filter (where status = 'AUTHORISED') as last_on
       from xero_payments where invoice_id = any ($1::uuid[]) group by invoice_id) as paid
     where i.invoice_id = paid.invoice_id`,
    [invoiceIds, now, statusAfterPayment(0), statusAfterPayment(1)],
  );
}

async function remove(sql: Sql, payment: Payment, now: Date): Promise<boolean> {
  const removed = await sql.rows(
    "update xero_payments set status = 'DELETED', updated_at = $2 where payment_id = $1 and status = 'AUTHORISED' returning 1",
    [payment.payment_id, now],
  );
  if (removed.length > 0) await applyPaid(sql, [payment.invoice_id], now);
  return removed.length > 0;
}

async function find(sql: Sql, id: string): Promise<Payment | undefined> {
  const [payment] = await sql.rows<Payment>(`${PAYMENTS} where p.payment_id = $1::uuid`, [isUuid(id) ? id : null]);
  return payment;
}

function outcomeOf(decision: PaymentDecision, element: Json, now: Date): Outcome {
  if ('errors' in decision) return { element: { ...element, HasValidationErrors: true }, errors: decision.errors };
  const { payment, invoice } = decision;
  const invoice_status = statusAfterPayment(invoice.total_minor - invoice.amount_paid_minor);
  return { element: showPayment({ ...payment, ...invoice, invoice_status, status: 'AUTHORISED', updated_at: now }), errors: [] };
}

const showPayment = (payment: Payment): Json => ({
  PaymentID: payment.payment_id,
  Date: dotNetDay(payment.paid_on),
  Amount: fromMinor(payment.amount_minor),
  BankAmount: fromMinor(payment.amount_minor),
  Reference: payment.reference,
  CurrencyRate: 1,
  PaymentType: 'ACCRECPAYMENT',
  Status: payment.status,
  UpdatedDateUTC: dotNetDate(payment.updated_at),
  HasAccount: true,
  IsReconciled: false,
  Account: { Code: payment.account_code },
  Invoice: {
    Type: 'ACCREC',
    InvoiceID: payment.invoice_id,
    InvoiceNumber: payment.invoice_number,
    Status: payment.invoice_status,
    Total: fromMinor(payment.total_minor),
    AmountPaid: fromMinor(payment.amount_paid_minor),
    AmountDue: fromMinor(payment.total_minor - payment.amount_paid_minor),
    HasErrors: false,
  },
  HasValidationErrors: false,
});
