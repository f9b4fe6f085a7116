import type { Import } from '../../../api/charges';
import { count } from '../../../formats/counts';
import { money } from '../../../formats/money';
import { day } from '../../../formats/times';
import styles from '../../../pieces/pieces.module.css';
import { COLUMNS } from '../words';

export const RejectedRows = ({ of: { rejectedRows, rejected, source } }: { of: Import }) => (
  <>
    <div className={styles.scroll} role="region" aria-label="Rejected rows" tabIndex={0}>
      <table className={styles.table}>
        <caption>Rows that do not come in, each with why</caption>
        <thead>
          <tr>
            <th scope="col">{source === 'crm' ? 'Row' : 'Line'}</th>
            <th scope="col">At fault</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {rejectedRows.map(({ line, ref, column, reason }) => (
            <tr key={line}>
              <th scope="row">
                {count(line)}
                {ref && <span className={styles.second}>{ref}</span>}
              </th>
              <td>
                {COLUMNS[column] ?? column}
                <span className={styles.second}>{column}</span>
              </td>
              <td>{reason.charAt(0).toUpperCase() + reason.slice(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    {rejected > rejectedRows.length && (
      <p className={styles.padded}>The first {rejectedRows.length}. All are in the file to be downloaded.</p>
    )}
  </>
);

/** What is told of a charge or a stored card, as the server keeps it. */
interface Item {
  readonly chargeRef?: string;
  readonly customerRef?: string;
  readonly customerName?: string;
  readonly description?: string;
  readonly netMinor?: number;
  readonly vatMinor?: number;
  readonly currency?: string;
  readonly dueOn?: string;
  readonly cardRef?: string | null;
  readonly expires?: string | null;
  readonly masked?: string | null;
}

export const FirstRows = ({ of: { firstRows, kind } }: { of: Import }) => (
  <div className={styles.scroll} role="region" aria-label="First rows" tabIndex={0}>
    <table className={styles.table}>
      <caption>The first rows, as they will be</caption>
      <thead>
        <tr>
          <th scope="col">{kind === 'charges' ? 'Charge' : 'Customer'}</th>
          <th scope="col">{kind === 'charges' ? 'Customer' : 'Card reference'}</th>
          <th scope="col" className={styles.wide}>
            {kind === 'charges' ? 'Due' : 'Ends'}
          </th>
          <th scope="col" className={styles.number}>
            {kind === 'charges' ? 'With VAT' : 'Masked'}
          </th>
        </tr>
      </thead>
      <tbody>
        {firstRows.map(({ line, item }) =>
          kind === 'charges' ? <ChargeRow key={line} of={item as Item} /> : <CardRow key={line} of={item as Item} />,
        )}
      </tbody>
    </table>
  </div>
);

const ChargeRow = ({ of }: { of: Item }) => (
  <tr>
    <th scope="row">
      {of.chargeRef}
      <span className={styles.second}>{of.description}</span>
    </th>
    <td>
      {of.customerName}
      <span className={styles.second}>{of.customerRef}</span>
    </td>
    <td className={`${styles.dim} ${styles.wide}`}>{of.dueOn && day(of.dueOn)}</td>
    <td className={styles.number}>{money({ minor: (of.netMinor ?? 0) + (of.vatMinor ?? 0), currency: of.currency ?? 'GBP' })}</td>
  </tr>
);

const CardRow = ({ of }: { of: Item }) => (
  <tr>
    <th scope="row">{of.customerRef}</th>
    <td>{of.cardRef}</td>
    <td className={`${styles.dim} ${styles.wide}`}>{of.expires ?? '–'}</td>
    <td className={styles.number}>{of.masked ?? '–'}</td>
  </tr>
);
