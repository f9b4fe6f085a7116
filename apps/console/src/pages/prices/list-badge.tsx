import { IconCalendarClock, IconCircleCheck, IconHistory } from '@tabler/icons-react';
import type { PriceListSummary } from '../../api/prices';
import { Badge } from '../../pieces/badge';

const STATES = {
  'in force': ['ok', IconCircleCheck, 'In force'],
  coming: ['ask', IconCalendarClock, 'To come'],
  past: ['mute', IconHistory, 'Past'],
} as const;

export function ListBadge({ state }: { state: PriceListSummary['state'] }) {
  const [tone, icon, words] = STATES[state];
  return (
    <Badge tone={tone} icon={icon}>
      {words}
    </Badge>
  );
}
