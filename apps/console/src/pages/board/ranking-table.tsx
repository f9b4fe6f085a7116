import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Place } from '../../api/boards';
import { count, counted } from '../../formats/counts';
import { money } from '../../formats/money';
import pieces from '../../pieces/pieces.module.css';
import type { BoardSearch } from '../../search';
import styles from './board.module.css';
import { missingAbove, type Move, moveInWords } from './moves';

interface RankingTableProps {
  readonly board: string;
  readonly search: BoardSearch;
  readonly positions: readonly Place[];
  readonly moves?: { readonly since: string; readonly by: ReadonlyMap<string, Move> };
  /** Who has just sold. */
  readonly flashing: ReadonlySet<string>;
  readonly withTeams: boolean;
  readonly stale: boolean;
}

/** A row is opened to say why it stands where it stands. */
export const RankingTable = ({ board, search, positions, moves, flashing, withTeams, stale }: RankingTableProps) => (
  <table className={`${pieces.table} ${styles.ranking}`} data-stale={stale || undefined}>
    <caption>Ranking by revenue, then by who reached it first</caption>
    <thead>
      <tr>
        <th scope="col">Place</th>
        {moves && (
          <th scope="col">
            <span className={styles.wideWords}>{moves.since}</span>
          </th>
        )}
        <th scope="col">Consultant</th>
        {withTeams && (
          <th scope="col" className={pieces.wide}>
            Team
          </th>
        )}
        <th scope="col" className={`${pieces.number} ${pieces.wide}`}>
          Sales
        </th>
        <th scope="col" className={`${pieces.number} ${pieces.wide}`}>
          To the place above
        </th>
        <th scope="col" className={pieces.number}>
          Revenue
        </th>
      </tr>
    </thead>
    <tbody>
      {positions.map((position, index) => (
        <tr
          key={position.consultantId}
          data-flash={flashing.has(position.consultantId) || undefined}
          data-selected={position.consultantId === search.who || undefined}
        >
          <td className={styles.place}>{count(position.ranking)}</td>
          {moves && (
            <td>
              <MoveSign move={moves.by.get(position.consultantId)} />
            </td>
          )}
          <th scope="row">
            <Link
              to="/boards/$board"
              params={{ board }}
              search={{ ...search, who: position.consultantId }}
              data-row
              title={`Why ${position.consultant} stands here`}
            >
              {position.consultant}
            </Link>
            <span className={`${pieces.second} ${styles.narrow}`}>
              {withTeams && `${position.team} · `}
              {counted(position.unitsSold, 'sale')}
            </span>
          </th>
          {withTeams && <td className={`${pieces.dim} ${pieces.wide}`}>{position.team}</td>}
          <td className={`${pieces.number} ${pieces.dim} ${pieces.wide}`}>{count(position.unitsSold)}</td>
          <td className={`${pieces.number} ${pieces.dim} ${pieces.wide}`}>
            <Missing minor={missingAbove(positions, index)} currency={position.salesRevenue.currency} />
          </td>
          <td className={`${pieces.number} ${styles.amount}`}>{money(position.salesRevenue)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

function Missing({ minor, currency }: { minor: number | undefined; currency: string }) {
  if (minor === undefined) return <>–</>;
  return minor === 0 ? <>the same</> : <>{money({ minor, currency })}</>;
}

function MoveSign({ move }: { move: Move | undefined }) {
  const words = <span className={pieces.unseen}>{moveInWords(move)}</span>;
  if (move === undefined) return words;
  const [Sign, shown] = move === 'new' ? [IconPlus, 'new'] : move > 0 ? [IconArrowUp, move] : [IconArrowDown, -move];
  return (
    <span className={styles.move} data-up={move === 'new' || move > 0 || undefined} title={moveInWords(move)}>
      {words}
      <Sign size={14} stroke={2.2} aria-hidden />
      <span aria-hidden>{shown}</span>
    </span>
  );
}
