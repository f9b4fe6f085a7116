import { Injectable } from '@nestjs/common';
import { type DataOf, GatewayChecked, TestMailAnswered, XeroChecked } from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';

type Tracked = typeof XeroChecked | typeof GatewayChecked | typeof TestMailAnswered;

/** Safe to repeat, and in any order: only the answer to the last test counts. */
@Injectable()
export class TrackChecks implements Stage<Tracked> {
  readonly name = 'track-checks';
  readonly takes = [XeroChecked, GatewayChecked, TestMailAnswered];

  key = ({ checkId }: DataOf<Tracked>) => `track-checks:${checkId}`;

  async record({ data }: Done<Tracked>, tx: Tx) {
    const db = await tx.manager();
    const { checkId, checkedAt, findings } = data;
    // A test that did not get through leaves the lists that people pick from as they were.
    const brought = 'organisation' in data && data.organisation === null ? null : JSON.stringify(data);
    await db.query(
      `update connection_check set checked_at = $2, findings = $3, answer = coalesce($4::jsonb, answer),
         well_at = case when $3::jsonb = '[]' then $2 else well_at end
       where check_id = $1`,
      [checkId, checkedAt, JSON.stringify(findings), brought],
    );
    return [];
  }
}
