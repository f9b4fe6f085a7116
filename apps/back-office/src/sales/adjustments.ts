import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type DataOf, RevenueAdjusted } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { formatMoney } from '@takings/money';
import { InvalidInput } from '@takings/runtime';
import { keepAudit } from '../audit/audit';
import { isId, nameKey } from '../validation/names';
import type { AdjustmentInputDto } from './adjustment.view';

export type Adjustment = DataOf<typeof RevenueAdjusted>;

/** Corrections of what a consultant has sold, without a sale. */
@Injectable()
export class Adjustments {
  constructor(private readonly outbox: Outbox) {}

  /** It counts in the team the consultant is in now. Throws `InvalidInput` for an unknown consultant. */
  async adjust({ consultant, revenue, currency, counts_at, reason }: AdjustmentInputDto, actor: string): Promise<Adjustment> {
    return this.outbox.during(async (db, give) => {
      const [seller]: Pick<Adjustment, 'consultantId' | 'consultantName' | 'teamId' | 'teamName' | 'timeZone'>[] = await db.query(
        `select c.consultant_id as "consultantId", c.name as "consultantName", t.team_id as "teamId", t.name as "teamName", t.time_zone as "timeZone"
         from consultant c join team t using (team_id) where ${isId(consultant) ? 'c.consultant_id = $1' : 'c.name_key = $1'}`,
        [isId(consultant) ? consultant : nameKey(consultant)],
      );
      if (!seller) {
        throw new InvalidInput(
          `consultant: there is no consultant "${consultant}"; expected the name or the id of a consultant`,
          'consultant',
        );
      }
      const countsAt = (counts_at ? new Date(counts_at) : new Date()).toISOString();
      const fact = RevenueAdjusted.of({
        ...seller,
        ...{ adjustmentId: randomUUID(), currency, revenueMinor: revenue, countsAt, reason, adjustedBy: actor },
      });
      const { data } = fact;
      await db.query(
        `insert into adjustment (adjustment_id, consultant_id, team_id, currency, revenue_minor, counts_at, reason, adjusted_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [data.adjustmentId, data.consultantId, data.teamId, currency, revenue, countsAt, reason, actor],
      );
      const what = `revenue corrected by ${formatMoney(revenue, currency)}: ${reason}`;
      await keepAudit(db, {
        actor,
        action: 'revenue adjusted',
        about: data.consultantId,
        detail: { what, adjustmentId: data.adjustmentId, countsAt },
      });
      give(fact);
      return data;
    });
  }
}
