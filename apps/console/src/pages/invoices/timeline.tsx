import type { Invoice } from '../../api/invoices';
import { Card } from '../../pieces/card';
import { At } from '../../pieces/figures';
import pieces from '../../pieces/pieces.module.css';
import styles from './invoices.module.css';

/** Everything that happened to it, the newest first; each line names the person, or Takings. */
export const Timeline = ({ of: { timeline } }: { of: Invoice }) => (
  <Card title="History" padded>
    <ol className={styles.timeline}>
      {[...timeline].reverse().map(({ at, by, words, reason }, line) => (
        <li key={`${at}${line}`}>
          <At of={at} />
          <span>
            {words}
            {reason && <span className={pieces.second}>{reason}</span>}
            <span className={pieces.second}>{by}</span>
          </span>
        </li>
      ))}
    </ol>
  </Card>
);
