import { Link } from '@tanstack/react-router';
import type { ImportSummary } from '../../api/charges';
import { count } from '../../formats/counts';
import { Age } from '../../pieces/figures';
import styles from '../../pieces/pieces.module.css';
import { ImportBadge } from './badges';

/** The newest first. */
export const ImportTable = ({ imports }: { imports: readonly ImportSummary[] }) => (
  <div className={styles.scroll}>
    <table className={styles.table}>
      <caption>What was brought in, the newest first</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col" className={`${styles.number} ${styles.wide}`}>
            Rows
          </th>
          <th scope="col" className={styles.number}>
            New
          </th>
          <th scope="col" className={`${styles.number} ${styles.wide}`}>
            Known
          </th>
          <th scope="col" className={`${styles.number} ${styles.wide}`}>
            Not in
          </th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {imports.map((one) => (
          <tr key={one.importId}>
            <th scope="row">
              <Link to="/charges/imports/$import" params={{ import: one.importId }} data-row>
                {one.name}
              </Link>
              <span className={styles.second}>
                {one.startedBy}, <Age of={one.startedAt} />
                {one.watermarkTo && ` · up to ${one.watermarkTo}`}
                {one.failure && ` · ${one.failure}`}
              </span>
            </th>
            <td className={`${styles.number} ${styles.wide}`}>{count(one.rows)}</td>
            <td className={styles.number}>{count(one.fresh)}</td>
            <td className={`${styles.number} ${styles.wide}`}>{count(one.known)}</td>
            <td className={`${styles.number} ${styles.wide}`}>{count(one.rejected)}</td>
            <td>
              <ImportBadge of={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
