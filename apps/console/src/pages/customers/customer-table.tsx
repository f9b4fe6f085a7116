import { Link } from '@tanstack/react-router';
import type { CustomerSummary } from '../../api/customers';
import styles from '../../pieces/pieces.module.css';
import { CardBadge, CustomerBadge } from './badges';

/** The reference under the name tells those of one name apart. */
export const CustomerTable = ({ customers }: { customers: readonly CustomerSummary[] }) => (
  <table className={styles.table}>
    <caption>Customers by name</caption>
    <thead>
      <tr>
        <th scope="col">Customer</th>
        <th scope="col" className={styles.wide}>
          Contact
        </th>
        <th scope="col" className={styles.wide}>
          Postcode
        </th>
        <th scope="col" className={styles.wide}>
          Card
        </th>
        <th scope="col">State</th>
      </tr>
    </thead>
    <tbody>
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
            <CustomerBadge of={one} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
