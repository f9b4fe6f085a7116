import { IconRefresh } from '@tabler/icons-react';
import { counted } from '../formats/counts';
import { time } from '../formats/times';
import { type Board, restOf } from './board';
import { moneyText } from './figures';
import { PLACES } from './places';
import { placeOf } from './words';

interface FooterProps {
  readonly board: Board | null;
  readonly live: 'live' | 'catching up' | 'not live';
}

export function Footer({ board, live }: FooterProps) {
  return (
    <footer>
      {live === 'live' && (
        <span className="live">
          <i />
          Live
        </span>
      )}
      {live === 'catching up' && (
        <span className="live">
          <IconRefresh aria-hidden />
          Catching up
        </span>
      )}
      {live === 'not live' && <span className="trying">Trying again every 5 seconds</span>}
      {board && <RestOfAll board={board} />}
      {board && (
        <span className="reset">
          New day at <time dateTime={board.resetsAt}>{time(board.resetsAt, board.timeZone)}</time>, {placeOf(board.timeZone)}
        </span>
      )}
    </footer>
  );
}

/** Those who are not shown, so that what is shown adds up to the header. */
function RestOfAll({ board }: { readonly board: Board }) {
  const { people, unitsSold, salesRevenue } = restOf(board, PLACES);
  if (people === 0) return board.rows.length > 0 && <span className="rest">Sales taken back are already off</span>;
  const parts = [`${people} more`, counted(unitsSold, 'sale'), ...(salesRevenue ? [moneyText(salesRevenue)] : [])];
  return <span className="rest">{parts.join(' · ')}</span>;
}
