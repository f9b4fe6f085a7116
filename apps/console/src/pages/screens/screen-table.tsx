import { IconCircleCheck, IconHourglass, IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { BoardListing } from '../../api/boards';
import type { Screen } from '../../api/screens';
import { age } from '../../formats/times';
import { Badge } from '../../pieces/badge';
import { Age } from '../../pieces/figures';
import styles from '../../pieces/pieces.module.css';
import { Table } from '../../pieces/table';
import { useNow } from '../../pieces/use-now';
import { isHeardOf, showsInWords } from './screen-words';

interface ScreenTableProps {
  readonly screens: readonly Screen[];
  readonly boards: readonly BoardListing[];
  readonly chosen?: string;
}

export const ScreenTable = ({ screens, boards, chosen }: ScreenTableProps) => (
  <Table caption="Paired TVs by name" columns={['Screen', ['Shows', 'wide'], ['Last seen', 'wide'], 'State', ['Withdraw', 'unseen']]}>
    {screens.map((screen) => (
      <tr key={screen.screenId} data-selected={screen.screenId === chosen || undefined}>
        <th scope="row">
          <Link to="/screens" search={{ screen: screen.screenId }} data-row>
            {screen.name}
          </Link>
          {screen.hideAmounts && <span className={styles.second}>Ranks without amounts</span>}
        </th>
        <td className={`${styles.dim} ${styles.wide}`}>{showsInWords(screen.shows, boards)}</td>
        <td className={`${styles.dim} ${styles.wide}`}>
          <Age of={screen.lastSeenAt} />
          {screen.version && <span className={styles.second}>Version {screen.version}</span>}
        </td>
        <td>
          <Heard at={screen.lastSeenAt} />
        </td>
        <td className={styles.number}>
          <Link to="/screens" search={{ withdraw: screen.screenId }} className={styles.smallButton} aria-label={`Withdraw ${screen.name}`}>
            Withdraw
          </Link>
        </td>
      </tr>
    ))}
  </Table>
);

function Heard({ at }: { at: string | null }) {
  const now = useNow(5_000);
  if (at === null) {
    return (
      <Badge tone="mute" icon={IconHourglass}>
        Not seen yet
      </Badge>
    );
  }
  return isHeardOf(at, now) ? (
    <Badge tone="ok" icon={IconCircleCheck}>
      On
    </Badge>
  ) : (
    <Badge tone="warn" icon={IconPlugConnectedX}>
      Not seen for {age(at, now)}
    </Badge>
  );
}
