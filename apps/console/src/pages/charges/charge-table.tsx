import { Link } from '@tanstack/react-router';
import type { ChargesAsked, ChargeSummary } from '../../api/charges';
import { day } from '../../formats/times';
import { Money } from '../../pieces/figures';
import styles from '../../pieces/pieces.module.css';
import { ChargeBadge } from './badges';
import { SOURCES } from './words';

interface ChargeTableProps {
  readonly charges: readonly ChargeSummary[];
  /** What the list was asked for, which stays while one is looked at. */
  readonly asked: ChargesAsked;
  readonly chosen?: string;
}

/** The newest first. On a narrow screen the amount and the state stay. */
export const ChargeTable = ({ charges, asked, chosen }: ChargeTableProps) => (
  <div className={styles.scroll}>
    <table className={styles.table}>
      <caption>Charges, the newest first</caption>
      <thead>
        <tr>
          <th scope="col">Charge</th>
          <th scope="col" className={styles.wide}>
            Customer
          </th>
          <th scope="col" className={styles.wide}>
            From
          </th>
          <th scope="col" className={styles.wide}>
            Due
          </th>
          <th scope="col" className={styles.number}>
            With VAT
          </th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {charges.map((one) => (
          <tr key={one.chargeId} data-selected={String(one.chargeId) === chosen || undefined}>
            <th scope="row">
              <Link to="/charges" search={{ ...asked, charge: String(one.chargeId) }} data-row>
                {one.chargeRef}
              </Link>
              <span className={styles.second}>{one.description}</span>
            </th>
            <td className={styles.wide}>
              {one.customerName}
              <span className={styles.second}>{one.customerRef}</span>
            </td>
            <td className={`${styles.dim} ${styles.wide}`}>{SOURCES[one.source]}</td>
            <td className={`${styles.dim} ${styles.wide}`}>{day(one.dueOn)}</td>
            <td className={styles.number}>
              <Money of={{ minor: one.totalMinor, currency: one.currency }} />
            </td>
            <td>
              <ChargeBadge of={one} />
              {(one.invoiceNumber ?? (one.state === 'in-run' && one.runOn)) && (
                <span className={styles.second}>{one.invoiceNumber ?? `of ${day(one.runOn!)}`}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
