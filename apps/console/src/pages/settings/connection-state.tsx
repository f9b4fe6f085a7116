import { IconCircleCheck, IconCircleDashed, IconClock, IconPlugConnectedX } from '@tabler/icons-react';
import type { Connections } from '../../api/settings';
import { Badge } from '../../pieces/badge';
import { At } from '../../pieces/figures';
import styles from '../../pieces/pieces.module.css';
import { Note } from '../../pieces/states';
import own from './settings.module.css';

type Check = Pick<Connections['gateway'], 'state' | 'askedBy' | 'askedAt' | 'checkedAt' | 'findings'>;

export function CheckBadge({ of: { state } }: { of: Check }) {
  if (state === 'well') {
    return (
      <Badge tone="ok" icon={IconCircleCheck}>
        Connected
      </Badge>
    );
  }
  if (state === 'asking' || state === 'silent') {
    return (
      <Badge tone="ask" icon={IconClock}>
        Waiting for the answer
      </Badge>
    );
  }
  return state === 'faulty' ? (
    <Badge tone="bad" icon={IconPlugConnectedX}>
      Not connected
    </Badge>
  ) : (
    <Badge tone="mute" icon={IconCircleDashed}>
      Not tested yet
    </Badge>
  );
}

/** What the last test found, each with what to do. */
export const Findings = ({ of: { state, askedBy, checkedAt, findings } }: { of: Check }) => (
  <div aria-live="polite">
    {findings.length > 0 && (
      <Note
        tone={state === 'silent' ? 'warn' : 'bad'}
        icon={IconPlugConnectedX}
        title={
          state === 'silent' ? 'No answer yet' : findings.length === 1 ? 'One thing is missing' : `${findings.length} things are missing`
        }
      >
        <ul className={own.list}>
          {findings.map(({ what, says }) => (
            <li key={what + says}>{says}</li>
          ))}
        </ul>
      </Note>
    )}
    {checkedAt && (
      <p className={styles.dim}>
        {askedBy} tested it, <At of={checkedAt} />.
      </p>
    )}
  </div>
);
