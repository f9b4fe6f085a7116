import { age, type Moment, moment } from '../formats/times';
import { type Amount, money, signedMoney } from '../formats/money';
import { useNow } from './use-now';
import styles from './pieces.module.css';

/** An amount, in figures of one width, never broken over two lines. */
export const Money = ({ of, signed }: { of: Amount | null | undefined; signed?: boolean }) => (
  <span className={styles.figures}>{signed ? signedMoney(of) : money(of)}</span>
);

/** How long ago, with the exact time for whoever points at it. */
export function Age({ of, timeZone }: { of: Moment | null | undefined; timeZone?: string }) {
  const now = useNow();
  if (of == null) return <>–</>;
  return (
    <time className={styles.figures} dateTime={new Date(of).toISOString()} title={moment(of, timeZone)}>
      {age(of, now)}
    </time>
  );
}

/** A moment on the clock of the board. */
export const At = ({ of, timeZone, children }: { of: Moment; timeZone?: string; children?: string }) => (
  <time className={styles.figures} dateTime={new Date(of).toISOString()} title={moment(of, timeZone)}>
    {children ?? moment(of, timeZone)}
  </time>
);
