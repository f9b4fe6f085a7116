import type { HistoryLine } from '../api/teams';
import { At } from './figures';
import styles from './pieces.module.css';

/** Who changed what when, the newest first. */
export const History = ({ of }: { of: readonly HistoryLine[] }) => (
  <section aria-label="History">
    <h3>History</h3>
    {of.length === 0 ? (
      <p className={styles.dim}>Nothing was changed yet.</p>
    ) : (
      <ol className={styles.history}>
        {[...of]
          .sort((one, other) => other.at.localeCompare(one.at))
          .map(({ at, by, what }) => (
            <li key={`${at}${what}`}>
              <span>{what.charAt(0).toUpperCase() + what.slice(1)}</span>
              <span className={styles.second}>
                {by}, <At of={at} />
              </span>
            </li>
          ))}
      </ol>
    )}
  </section>
);
