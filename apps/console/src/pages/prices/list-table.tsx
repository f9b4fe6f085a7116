import { Link } from '@tanstack/react-router';
import type { PriceListSummary } from '../../api/prices';
import { count } from '../../formats/counts';
import { At } from '../../pieces/figures';
import styles from '../../pieces/pieces.module.css';
import { ListBadge } from './list-badge';

export const ListTable = ({ lists, chosen }: { lists: readonly PriceListSummary[]; chosen?: string }) => (
  <table className={styles.table}>
    <caption>Price lists, the latest to hold first</caption>
    <thead>
      <tr>
        <th scope="col">List</th>
        <th scope="col">Holds from</th>
        <th scope="col" className={styles.wide}>
          Until
        </th>
        <th scope="col" className={`${styles.number} ${styles.wide}`}>
          Prices
        </th>
        <th scope="col">State</th>
      </tr>
    </thead>
    <tbody>
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
    </tbody>
  </table>
);
