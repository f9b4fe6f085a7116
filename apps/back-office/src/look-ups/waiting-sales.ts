import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FlowDefinitions } from '../sale-flows/flow-definitions';
import type { KeptFlow } from '../sale-flows/flow-rows';
import { LOOK_AGAIN, wordsAbout } from '../sale-flows/look-again/words';
import { stageOf } from './with-pauses';

const WAITS: ReadonlySet<string> = new Set(['looking-up', 'trying-again']);

/** Sales in progress that wait for a source: who looks at one of them sees its next try without asking for it. */
@Injectable()
export class WaitingSales {
  constructor(private readonly definitions: FlowDefinitions) {}

  /** At the commit of `db`, whoever looks at a sale that waits for this stage is told to look again. */
  async lookAgain(stage: string, db: EntityManager): Promise<void> {
    const open: KeptFlow[] = await db.query(OPEN);
    const waiting = open.filter(({ state }) =>
      this.definitions.of(state).lookUps.some(({ id, source }) => stageOf(source) === stage && WAITS.has(state.lookUps[id]?.state ?? '')),
    );
    if (waiting.length === 0) return;
    const words = wordsAbout(waiting.map((after) => ({ before: undefined, after, entries: [] })));
    await db.query('select pg_notify($1, word) from unnest($2::text[]) word', [LOOK_AGAIN, words]);
  }
}

const OPEN = `
  select flow_id as "flowId", version, state from sale_flow f
  where status = 'open'
    and exists (select 1 from jsonb_each(f.state -> 'lookUps') l where l.value ->> 'state' in ('looking-up', 'trying-again'))`;
