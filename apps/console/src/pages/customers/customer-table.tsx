import { Link } from '@tanstack/react-router';
import type { CustomerSummary } from '../../api/customers';
import { ActiveBadge } from '../../pieces/badge';
import styles from '../../pieces/pieces.module.css';
import { Table } from '../../pieces/table';
import { CardBadge } from './badges';

/** The reference under the name tells those of one name apart. */
export const CustomerTable = ({ customers }: { customers: readonly CustomerSummary[] }) => (
  <Table caption="Customers by name" columns={['Customer', ['Contact', 'wide'], ['Postcode', 'wide'], ['Card', 'wide'], 'State']}>
    {customers.map((one) => (
      <tr key={one.customerId}>
        <th scope="row">
          <Link to="/customers/$customer" params={{ customer: one.customerId }} data-row>
            {one.name}
          </Link>
          <span className={styles.second}>
            {one.customerRef}
            {one.namesakes > 0 && ' · not the only one of this name'}
          </span>
        </th>
        <td className={`${styles.dim} ${styles.wide}`}>
          {one.contactName ?? '–'}
          {one.email && <span className={styles.second}>{one.email}</span>}
        </td>
        <td className={`${styles.dim} ${styles.wide}`}>{one.postcode ?? '–'}</td>
        <td className={styles.wide}>
          <CardBadge of={one} />
        </td>
        <td>
          <ActiveBadge of={one} />
        </td>
      </tr>
    ))}
  </Table>
);
