import { Link } from '@tanstack/react-router';
import type { PriceListSummary } from '../../api/prices';
import { count } from '../../formats/counts';
import { At } from '../../pieces/figures';
import styles from '../../pieces/pieces.module.css';
import { Table } from '../../pieces/table';
import { ListBadge } from './list-badge';

export const ListTable = ({ lists, chosen }: { lists: readonly PriceListSummary[]; chosen?: string }) => (
  <Table
    caption="Price lists, the latest to hold first"
    columns={['List', 'Holds from', ['Until', 'wide'], ['Prices', 'number', 'wide'], 'State']}
  >
    {lists.map((one) => (
      <tr key={one.priceListId} data-selected={one.priceListId === chosen || undefined}>
        <th scope="row">
          <Link to="/prices" search={{ list: one.priceListId }} data-row>
            {one.name}, version {one.version}
          </Link>
          <span className={styles.second}>
            {one.currency} · entered by {one.enteredBy}
          </span>
        </th>
        <td className={styles.dim}>
          <At of={one.validFrom} />
        </td>
        <td className={`${styles.dim} ${styles.wide}`}>{one.validUntil ? <At of={one.validUntil} /> : '–'}</td>
        <td className={`${styles.number} ${styles.wide}`}>{count(one.prices)}</td>
        <td>
          <ListBadge state={one.state} />
        </td>
      </tr>
    ))}
  </Table>
);
