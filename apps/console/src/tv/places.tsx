import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useLayoutEffect, useRef } from 'react';
import { counted } from '../formats/counts';
import type { Board, Row } from './board';
import { useClock } from './clock';
import { Figure, moneyText } from './figures';

/** Places that are shown; the rest is one line below. */
export const PLACES = 8;
const GLIDE_MS = 400;
/** How long a row tells that it went up or down. */
const MOVE_SHOWN_MS = 5 * 60_000;

interface PlacesProps {
  readonly board: Board;
  /** Of those who have just sold. */
  readonly hot: ReadonlySet<string>;
  /** The team beside the name, where there is more than one. */
  readonly teams: boolean;
}

export function Places({ board, hot, teams }: PlacesProps) {
  const rows = board.rows.slice(0, PLACES);
  const list = useGliding(rows);
  const leader = rows[0]?.salesRevenue?.minor ?? 0;
  const titles = new Map(board.teams.map(({ teamId, title }) => [teamId, title]));
  const widest = Math.max(0, ...rows.map(({ salesRevenue }) => (salesRevenue ? moneyText(salesRevenue).length : 0)));
  const width = widest === 0 ? 'none' : widest > 13 ? 'widest' : widest > 10 ? 'wide' : 'usual';
  return (
    <ol className="places" aria-label="Ranking" ref={list} data-amounts={width}>
      {rows.map((row) => (
        <Place
          key={row.consultantId}
          row={row}
          hot={hot.has(row.consultantId)}
          team={teams ? (titles.get(row.teamId) ?? row.team) : undefined}
          share={leader > 0 ? Math.max(0, (row.salesRevenue?.minor ?? 0) / leader) : 0}
        />
      ))}
    </ol>
  );
}

interface PlaceProps {
  readonly row: Row;
  readonly hot: boolean;
  readonly team: string | undefined;
  /** Of what the leader has sold. */
  readonly share: number;
}

function Place({ row, hot, team, share }: PlaceProps) {
  return (
    <li className="place" data-id={row.consultantId} data-top={row.ranking <= 3 || undefined} data-hot={hot || undefined}>
      <span className="share" style={{ transform: `scaleX(${share})` }} />
      <span className="rank">{row.ranking}</span>
      <Moved row={row} />
      <span className="who">
        <b>{row.consultant}</b>
        {team && <span className="team">{team}</span>}
      </span>
      <span className="count">{counted(row.unitsSold, 'sale')}</span>
      {row.salesRevenue && (
        <span className="amount">
          <Figure amount={row.salesRevenue} />
        </span>
      )}
    </li>
  );
}

function Moved({ row: { move } }: { readonly row: Row }) {
  const shown = useClock((clock) => move !== undefined && clock.nowMs - move.atMs < MOVE_SHOWN_MS);
  if (!move || !shown) return <span className="move" />;
  const up = move.places > 0;
  const Icon = up ? IconArrowUp : IconArrowDown;
  return (
    <span className="move" data-up={up || undefined}>
      <Icon aria-hidden />
      <span className="unseen">{up ? 'up' : 'down'}</span>
      {Math.abs(move.places)}
    </span>
  );
}

/**
 * Rows glide from where they were to where they are. In the document they stand in their order, for those who have it read to them; the
 * movement is only drawn, added to what still moves.
 */
function useGliding(rows: readonly Row[]) {
  const list = useRef<HTMLOListElement>(null);
  const before = useRef<ReadonlyMap<string, number>>(new Map());
  const order = rows.map(({ consultantId }) => consultantId).join('\n');
  useLayoutEffect(() => {
    const was = before.current;
    before.current = new Map(order.split('\n').map((id, place) => [id, place]));
    if (!list.current || was.size === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const [place, row] of [...list.current.children].entries()) {
      const places = (was.get((row as HTMLElement).dataset.id ?? '') ?? PLACES) - place;
      if (places === 0) continue;
      row.animate([{ transform: `translateY(calc(${places} * (100% + var(--tk-row-gap))))` }, { transform: 'translateY(0)' }], {
        duration: GLIDE_MS,
        easing: 'ease-out',
        composite: 'add',
      });
    }
  }, [order]);
  return list;
}
