import { IconPlugConnectedX, IconRefresh, IconWifiOff } from '@tabler/icons-react';
import { timeWithSeconds, time } from '../formats/times';
import { Badge } from './badge';
import styles from './pieces.module.css';
import { useNow } from './use-now';

/** How fresh what is shown is. */
export type FreshnessState =
  | { readonly is: 'live' }
  | { readonly is: 'catching up' }
  /** `since`: of when what is shown is. */
  | { readonly is: 'not live'; readonly since: number }
  | { readonly is: 'offline'; readonly since: number };

/** On every live page: how fresh its figures are, in the words that are the same everywhere. */
export function Freshness({ of }: { of: FreshnessState }) {
  if (of.is === 'live') return <Live />;
  if (of.is === 'catching up') {
    return (
      <Badge tone="mute" icon={IconRefresh}>
        Catching up
      </Badge>
    );
  }
  const [icon, words] = of.is === 'offline' ? [IconWifiOff, 'You are offline'] : [IconPlugConnectedX, 'Not live'];
  return (
    <Badge tone="warn" icon={icon}>
      {words} – showing {time(of.since)}
    </Badge>
  );
}

/** Of a page that looks again now and then: of when its figures are. */
export const AsOf = ({ atMs }: { atMs: number }) =>
  atMs > 0 && (
    <span className={styles.live}>
      <span>
        As of <time>{timeWithSeconds(atMs)}</time>
      </span>
    </span>
  );

function Live() {
  const now = useNow();
  return (
    <span className={styles.live}>
      <i className={styles.dot} aria-hidden />
      <span>
        Live · <time>{timeWithSeconds(now)}</time>
      </span>
    </span>
  );
}
