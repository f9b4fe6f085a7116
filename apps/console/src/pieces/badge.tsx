import { type Icon, IconCircleCheck, IconCircleMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './pieces.module.css';

export type Tone = 'ok' | 'warn' | 'bad' | 'ask' | 'mute' | 'accent';

/** A state: icon and word carry it, the colour only helps. */
export const Badge = ({ tone, icon: Sign, children }: { tone: Tone; icon: Icon; children: ReactNode }) => (
  <span className={styles.badge} data-tone={tone}>
    <Sign size={14} stroke={2.2} aria-hidden />
    <span>{children}</span>
  </span>
);

interface ActiveBadgeProps {
  readonly of: { readonly active: boolean };
  readonly yes?: string;
  readonly no?: string;
}

/** Whether something is still in use. */
export const ActiveBadge = ({ of: { active }, yes = 'Open', no = 'Closed' }: ActiveBadgeProps) => (
  <Badge tone={active ? 'ok' : 'mute'} icon={active ? IconCircleCheck : IconCircleMinus}>
    {active ? yes : no}
  </Badge>
);
