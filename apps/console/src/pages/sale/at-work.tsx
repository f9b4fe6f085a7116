import { IconStopwatch } from '@tabler/icons-react';
import type { FlowState } from '@takings/sale-flow';
import { duration } from '../../formats/times';
import { useNow } from '../../pieces/use-now';
import styles from './sale.module.css';
import { atWork } from './work-clock';

/** The minutes that people were at work on it; without input they stand still, and with the completed sale they end. */
export function AtWork({ of: state }: { of: FlowState }) {
  const now = useNow();
  const { seconds, paused } = atWork(state, now);
  return (
    <span className={styles.fact}>
      <IconStopwatch size={16} stroke={1.75} aria-hidden />
      <span>
        {duration(seconds)} at work{paused && state.status === 'open' ? ', paused' : ''}
      </span>
    </span>
  );
}
