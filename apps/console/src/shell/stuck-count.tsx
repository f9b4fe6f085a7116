import { useQuery } from '@tanstack/react-query';
import { STUCK, stuckSummaryQuery } from '../api/stuck';
import { count } from '../formats/counts';
import { useLookAgainAt } from '../live/look-again';
import pieces from '../pieces/pieces.module.css';
import styles from './shell.module.css';

/** How much is stuck, beside the way to it. */
export function StuckCount() {
  const open = useQuery(stuckSummaryQuery()).data?.open;
  useLookAgainAt({ list: 'stuck' }, STUCK);
  if (!open) return null;
  return (
    <span className={styles.count}>
      <span aria-hidden>{count(open)}</span>
      <span className={pieces.unseen}>, {count(open)} open</span>
    </span>
  );
}
