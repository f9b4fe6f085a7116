import { type App, type DataOf, heedPauses, RunPaused, RunResumed, RunStopped, WorkPaused, WorkResumed } from '@takings/contracts';
import { pausable, type Pauses, takeTurn, type Turn } from './pauses';
import type { RestingStages } from './resting-stages';
import type { Done, Stage, Tx } from './stage';

type Steered = typeof RunPaused | typeof RunResumed | typeof RunStopped | typeof WorkPaused | typeof WorkResumed;

/** A stopped run comes after every pause: what has gone out goes on to its end. */
const LAST_TURN = 2_147_483_647;

/** Keeps in an app what people have paused, so that its stages hold back what belongs to it. Safe to repeat, and in any order: the latest turn counts. */
export class HeedPauses implements Stage<Steered> {
  readonly name: string;
  readonly takes = [RunPaused, RunResumed, RunStopped, WorkPaused, WorkResumed];

  constructor(
    app: App,
    private readonly pauses: Pauses,
    private readonly resting: Pick<RestingStages, 'known'>,
  ) {
    this.name = heedPauses(app);
  }

  key = (data: DataOf<Steered>) => {
    const { what, turn } = turnOf(data);
    return `${this.name}:${what}:${turn}`;
  };

  async record({ data }: Done<Steered>, tx: Tx) {
    await takeTurn(await tx.manager(), turnOf(data));
    return [];
  }

  recorded() {
    this.pauses.forget();
    void this.resting.known();
  }
}

function turnOf(data: DataOf<Steered>): Turn {
  const what = 'runId' in data ? pausable.run(data.runId) : pausable.work(data.what);
  if ('pausedBy' in data) return { what, turn: data.turn, paused: true };
  return { what, turn: 'turn' in data ? data.turn : LAST_TURN, paused: false };
}
