import { IconPlugConnectedX, IconWifiOff } from '@tabler/icons-react';
import { counted } from '../formats/counts';
import { age, calendarDay, day, time } from '../formats/times';
import { type Board, unitsOf } from './board';
import { useClock } from './clock';
import { Figure, moneyText } from './figures';
import { shownOf } from './words';

export interface Freshness {
  readonly silent: boolean;
  readonly offline: boolean;
  readonly heardAtMs: number;
}

interface HeaderProps extends Freshness {
  readonly scope: string;
  readonly board: Board | null;
}

export function Header({ scope, board, ...fresh }: HeaderProps) {
  return (
    <header className="top">
      <div className="title">
        <div className="headline">
          <h1>Today</h1>
          {(fresh.silent || fresh.offline) && <NotLive {...fresh} known={board !== null} timeZone={board?.timeZone} />}
        </div>
        <p className="scope">{scope}</p>
      </div>
      <dl className="sums">
        {board && <Sums board={board} />}
        <TimeOfDay timeZone={board?.timeZone} />
      </dl>
    </header>
  );
}

function Sums({ board }: { readonly board: Board }) {
  const { rows, total, target } = board;
  const sales = counted(unitsOf(rows), 'sale');
  return (
    <>
      {total ? (
        <div>
          <dt>{sales}</dt>
          <dd className="figure">
            <Figure amount={total} />
          </dd>
        </div>
      ) : (
        <div>
          <dt>today</dt>
          <dd className="figure">{sales}</dd>
        </div>
      )}
      {total && target && target.minor > 0 && (
        <div>
          <dt>of {moneyText(target, true)} goal</dt>
          <dd className="figure">{Math.floor((total.minor / target.minor) * 100)}%</dd>
        </div>
      )}
    </>
  );
}

function TimeOfDay({ timeZone }: { readonly timeZone: string | undefined }) {
  const now = useClock((clock) => time(clock.wallMs(), timeZone));
  const on = useClock((clock) => day(calendarDay(clock.wallMs(), timeZone), new Date(clock.wallMs())));
  return (
    <div>
      <dt>{on}</dt>
      <dd className="clock">{now}</dd>
    </div>
  );
}

/** Since when what is shown is not the present any more. */
function NotLive({ offline, heardAtMs, known, timeZone }: Freshness & { readonly known: boolean; readonly timeZone: string | undefined }) {
  const since = useClock((clock) => shownOf(clock.wallMs(heardAtMs), clock.wallMs(), timeZone));
  const old = useClock((clock) => age(heardAtMs, clock.nowMs));
  const Icon = offline ? IconWifiOff : IconPlugConnectedX;
  const says = offline ? 'You are offline' : 'Not live';
  return (
    <p className="stale" role="status">
      <Icon aria-hidden />
      <span>
        {says}
        {known && ` – showing ${since}`}
      </span>
      {known && <span className="age">{old} old</span>}
    </p>
  );
}
