import { IconCloudCheck, IconCloudOff, IconCloudUp, IconLockExclamation } from '@tabler/icons-react';
import { timeWithSeconds } from '../../formats/times';
import type { SaveState } from './drafts/draft-keeper';
import styles from './sale.module.css';

/** Whether what is typed is with the server, in words. */
export function SavedBadge({ of }: { of: SaveState }) {
  const [Sign, words] = wordsOf(of);
  const warns = of.is !== 'saved' && of.is !== 'saving';
  return (
    <span className={styles.fact} data-tone={warns ? 'warn' : undefined} role={warns ? 'status' : undefined}>
      <Sign size={16} stroke={1.75} aria-hidden />
      {words}
    </span>
  );
}

function wordsOf(state: SaveState) {
  switch (state.is) {
    case 'saved':
      return [IconCloudCheck, state.atMs === null ? 'Saved as you type' : `Saved ${timeWithSeconds(state.atMs)}`] as const;
    case 'saving':
      return [IconCloudUp, 'Saving…'] as const;
    case 'waiting':
      return [state.because === 'signed out' ? IconLockExclamation : IconCloudOff, WAITS[state.because]] as const;
    case 'refused':
      return [IconCloudOff, 'Not saved: see the field'] as const;
    case 'overtaken':
      return [IconCloudOff, 'Not saved: it was changed elsewhere'] as const;
  }
}

const WAITS = {
  offline: 'Not saved yet – you are offline, typing is kept on this machine',
  unreached: 'Not saved yet – Takings cannot be reached, typing is kept on this machine',
  'signed out': 'Not saved yet – sign in again, typing is kept on this machine',
} as const;
