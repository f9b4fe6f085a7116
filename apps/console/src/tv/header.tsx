import { IconPlugConnectedX, IconWifiOff } from '@tabler/icons-react';
import { counted } from '../formats/counts';
import { age, calendarDay, day, time } from '../formats/times';
import { type Board, unitsOf } from './board';
import { useClock } from './clock';
import { Figure, moneyText } from './figures';
import { shownOf } from './words';

export interface Freshness {
  /** What is shown is not the present any more. */
  readonly stale: boolean;
  readonly offline: boolean;
  /** The day of the board is over, and the next one has not come yet. */
  readonly over: boolean;
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
          <h1>{board && fresh.over ? dayOf(board) : 'Today'}</h1>
          {fresh.stale && <NotLive {...fresh} board={board} />}
        </div>
        <p className="scope">{scope}</p>
      </div>
      <dl className="sums">
        {board && <Sums board={board} over={fresh.over} />}
        <TimeOfDay timeZone={board?.timeZone} />
      </dl>
    </header>
  );
}

/** `Mon 16 Nov` */
const dayOf = ({ businessDay, resetsAt }: Board) => day(businessDay, new Date(resetsAt));

function Sums({ board, over }: { readonly board: Board; readonly over: boolean }) {
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
          <dt>{over ? dayOf(board) : 'today'}</dt>
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

/** Since when what is shown is not the present any more: since the line fell silent, or the end of the day that is shown. */
function NotLive({ offline, heardAtMs, board }: Freshness & { readonly board: Board | null }) {
  const known = board !== null;
  const endMs = board ? Date.parse(board.resetsAt) - 1 : Infinity;
  const since = useClock((clock) => shownOf(Math.min(clock.wallMs(heardAtMs), endMs), clock.wallMs(), board?.timeZone));
  const old = useClock((clock) => age(Math.min(clock.wallMs(heardAtMs), endMs), clock.wallMs()));
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
