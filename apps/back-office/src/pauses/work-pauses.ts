import { Injectable } from '@nestjs/common';
import { EVERYTHING, PAUSABLE, WorkPaused, WorkResumed } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { Conflict, NotFound } from '@takings/runtime';
import { hasRole, type Person, rolesInWords } from '@takings/runtime/http';
import { DataSource } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { StagePauses } from '../providers/stage-pauses';

export const WORK_ACTIONS = ['pause', 'resume'] as const;
export type WorkAction = (typeof WORK_ACTIONS)[number];

/** Who may pause what reaches outside. */
export const STEERS_WORK = ['finance-manager', 'platform'] as const;

interface Row {
  readonly what: string;
  readonly turn: number;
  readonly paused: boolean;
  readonly by: string;
  readonly because: string;
  readonly at: Date;
}

/** Why somebody may not do it now; null when they may. What the console offers and what the server refuses are this table. */
export const whyNot: Readonly<Record<WorkAction, (row: Pick<Row, 'paused' | 'by'> | undefined, person: Person) => string | null>> = {
  pause: (row, person) => byRole(person) ?? (row?.paused ? `${row.by} has paused this already.` : null),
  resume: (row, person) => byRole(person) ?? (row?.paused ? null : 'This is not paused.'),
};

const byRole = (person: Person) => (hasRole(person, STEERS_WORK) ? null : `This is for ${rolesInWords(STEERS_WORK)}.`);

/** What each is called by people. */
const NAMES: Readonly<Record<string, string>> = {
  [EVERYTHING]: 'Everything',
  'issue-invoices': 'Issuing invoices',
  'file-in-xero': 'Filing invoices in Xero',
  'mail-invoice': 'Mailing invoices',
  'charge-card': 'Debiting cards',
  'record-payment': 'Recording payments in Xero',
  'notify-payer': 'Telling payers',
  'look-up-company': 'Looking up companies',
  'check-credit': 'Checking credit',
  'find-addresses': 'Finding addresses',
};

export interface WorkChange {
  readonly what: string;
  readonly action: WorkAction;
  readonly because: string;
  readonly person: Person;
}

/** What people pause and resume. Each app hears of it by a fact and keeps it; what comes meanwhile waits, and nothing is lost. */
@Injectable()
export class WorkPauses {
  constructor(
    private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly providers: StagePauses,
  ) {}

  async view(person: Person) {
    const [rows, providers]: [Row[], Awaited<ReturnType<StagePauses['now']>>] = await Promise.all([
      this.db.query('select * from work_pause'),
      this.providers.now(),
    ]);
    const known = new Map(rows.map((row) => [row.what, row]));
    const work = [EVERYTHING, ...PAUSABLE].map((what) => {
      const row = known.get(what);
      return {
        what,
        name: NAMES[what] ?? what,
        paused: row?.paused ? { by: row.by, because: row.because, at: row.at.toISOString() } : null,
        provider: providers.get(what) ?? null,
        can: WORK_ACTIONS.map((action) => ({ action, whyNot: whyNot[action](row, person) })),
      };
    });
    return { work };
  }

  /** Throws `NotFound` for what cannot be paused, `Conflict` when somebody else was first. */
  async change({ what, action, because, person }: WorkChange): Promise<void> {
    if (what !== EVERYTHING && !PAUSABLE.includes(what)) throw new NotFound(`${what} is nothing that can be paused`);
    await this.outbox.during(async (db, give) => {
      await db.query(`select pg_advisory_xact_lock(hashtext('work_pause:' || $1))`, [what]);
      const [row]: Row[] = await db.query('select * from work_pause where what = $1', [what]);
      const obstacle = whyNot[action](row, person);
      if (obstacle) throw new Conflict(obstacle);
      const turn = (row?.turn ?? 0) + 1;
      const paused = action === 'pause';
      await db.query(
        `insert into work_pause (what, turn, paused, by, because) values ($1, $2, $3, $4, $5)
         on conflict (what) do update set (turn, paused, by, because, at) =
           (excluded.turn, excluded.paused, excluded.by, excluded.because, clock_timestamp())`,
        [what, turn, paused, person.name, because],
      );
      const said = `${paused ? 'paused' : 'resumed'} ${NAMES[what]?.toLowerCase()}: ${because}`;
      await keepAudit(db, {
        actor: person.name,
        action: paused ? 'work paused' : 'work resumed',
        about: what,
        detail: { what: said, because },
      });
      give(paused ? WorkPaused.of({ what, turn, pausedBy: person.name, because }) : WorkResumed.of({ what, turn, resumedBy: person.name }));
    });
  }
}
