import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { InvalidInput } from '@takings/runtime';
import { MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { isId } from '../validation/names';
import { CreditPageDto, CreditQuery, type CreditView } from './credit.view';

@ApiTags('credits')
@MayUse('finance-manager', 'finance-approver', 'management')
@Controller('api/credits')
export class CreditsController {
  constructor(private readonly db: DataSource) {}

  @Get()
  @ApiOperation({
    summary: 'Credits proposed to finance, the newest first',
    description: 'Each is of a sale that was taken back after it had been invoiced.',
  })
  @ZodResponse({ status: 200, type: CreditPageDto })
  async list(@Query() { invoiceId, saleId, after, limit }: CreditQuery) {
    const rows: { credit: CreditView }[] = await this.db.query(PAGE, [invoiceId ?? null, saleId ?? null, ...lastOf(after), limit + 1]);
    const credits = rows.slice(0, limit).map(({ credit }) => credit);
    const last = credits.at(-1);
    return { credits, next: rows.length > limit && last ? `${last.invoiceId}~${last.saleId}` : null };
  }
}

/** Throws `InvalidInput`. */
function lastOf(after: string | undefined): [string | null, string | null] {
  if (after === undefined) return [null, null];
  const [invoiceId = '', saleId = ''] = after.split('~');
  if (isId(invoiceId) && isId(saleId)) return [invoiceId, saleId];
  throw new InvalidInput('after: expected `next` of the page before', 'after');
}

const PAGE = `
  select jsonb_build_object(
    'invoiceId', c.invoice_id, 'invoiceNumber', c.invoice_number, 'invoiceState', i.state, 'saleId', c.sale_id, 'saleRef', c.sale_ref,
    'customerRef', c.customer_ref, 'customerName', c.customer_name, 'currency', c.currency, 'creditMinor', c.credit_minor,
    'totalMinor', c.total_minor, 'chargeRefs', c.charge_refs, 'reason', c.reason,
    'proposedAt', to_char(c.proposed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as credit
  from credit_proposal c join invoice i using (invoice_id)
  where ($1::uuid is null or c.invoice_id = $1)
    and ($2::uuid is null or c.sale_id = $2)
    and ($3::uuid is null or (c.proposed_at, c.invoice_id, c.sale_id) <
         (select l.proposed_at, l.invoice_id, l.sale_id from credit_proposal l where l.invoice_id = $3 and l.sale_id = $4))
  order by c.proposed_at desc, c.invoice_id desc, c.sale_id desc limit $5`;
