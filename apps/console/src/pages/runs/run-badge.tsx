import { type Icon, IconCircleCheck, IconHandStop, IconLoader, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import type { Run, RunState } from '../../api/runs';
import { Badge, type Tone } from '../../pieces/badge';
import { runCan } from './words';

const STATES: Readonly<Record<RunState, readonly [Tone, Icon, string]>> = {
  collecting: ['mute', IconLoader, 'Collecting'],
  'waiting-for-approval': ['accent', IconHandStop, 'Waiting for approval'],
  'under-way': ['accent', IconPlayerPlay, 'Under way'],
  paused: ['warn', IconPlayerPause, 'Paused'],
  finished: ['ok', IconCircleCheck, 'Finished'],
  stopped: ['mute', IconPlayerStop, 'Stopped'],
};

/** "Waiting for your approval" only where it is theirs to give. */
export function RunBadge({ of }: { of: Pick<Run, 'state' | 'actions'> }) {
  const [tone, icon, words] = STATES[of.state];
  return (
    <Badge tone={tone} icon={icon}>
      {of.state === 'waiting-for-approval' && runCan(of, 'approve') ? 'Waiting for your approval' : words}
    </Badge>
  );
}
