import { Injectable } from '@nestjs/common';
import { type DataOf, type Given, WorkDelayed } from '@takings/contracts';
import type { Done, Stage } from '@takings/messaging';
import type { EntityManager } from 'typeorm';
import { RunProgressWords } from '../runs/run-words';

type Taken = typeof WorkDelayed;

/** Safe to repeat, and in any order: of what one stage says of one thing the latest moment counts. */
@Injectable()
export class TrackDelay implements Stage<Taken> {
  readonly name = 'track-delay';
  readonly takes = [WorkDelayed];

  constructor(private readonly words: RunProgressWords) {}

  key = ({ stage, subject, at }: DataOf<Taken>) => `track-delay:${stage}:${subject}:${at}`;

  async recordAll(fresh: Done<Taken>[], db: EntityManager): Promise<Given[][]> {
    await db.query(KEEP, [JSON.stringify(fresh.map(({ data }) => data))]);
    await db.query('delete from delay where until < now() - $1::interval', [FORGOTTEN_AFTER]);
    return fresh.map(() => []);
  }

  recorded(fresh: Done<Taken>[]) {
    this.words.changed(fresh.map(({ data }) => data.subject));
  }
}

/** What is over is read by nobody: a delay says how something stands now. */
const FORGOTTEN_AFTER = '1 hour';

const KEEP = `
  insert into delay as d (stage, subject, app, reason, until)
  select distinct on (stage, subject) stage, subject, app, reason, until
  from jsonb_to_recordset($1::jsonb) as t(stage text, subject text, app text, reason text, until timestamptz)
  order by stage, subject, until desc
  on conflict (stage, subject) do update set app = excluded.app, reason = excluded.reason, until = excluded.until where excluded.until > d.until`;
