import {
  type Icon,
  IconArrowBackUp,
  IconCircleCheck,
  IconClock,
  IconEye,
  IconFileInvoice,
  IconLoader,
  IconPlugConnectedX,
  IconStack2,
  IconTrash,
} from '@tabler/icons-react';
import type { ChargeSummary, ImportSummary } from '../../api/charges';
import { Badge, type Tone } from '../../pieces/badge';
import { IMPORT_STATES, STATES } from './words';

const CHARGE: Readonly<Record<ChargeSummary['state'], readonly [Tone, Icon]>> = {
  waiting: ['mute', IconClock],
  'in-run': ['accent', IconStack2],
  invoiced: ['ok', IconFileInvoice],
  withdrawn: ['mute', IconArrowBackUp],
};

export function ChargeBadge({ of: { state, asked } }: { of: Pick<ChargeSummary, 'state' | 'asked'> }) {
  const [tone, icon] = CHARGE[state];
  return asked ? (
    <Badge tone="ask" icon={IconLoader}>
      {asked.wants === 'edit' ? 'To be changed' : 'To be withdrawn'}
    </Badge>
  ) : (
    <Badge tone={tone} icon={icon}>
      {STATES[state]}
    </Badge>
  );
}

const IMPORT: Readonly<Record<ImportSummary['state'], readonly [Tone, Icon]>> = {
  reading: ['accent', IconLoader],
  preview: ['ask', IconEye],
  entering: ['accent', IconLoader],
  entered: ['ok', IconCircleCheck],
  dropped: ['mute', IconTrash],
  failed: ['bad', IconPlugConnectedX],
};

export function ImportBadge({ of: { state } }: { of: Pick<ImportSummary, 'state'> }) {
  const [tone, icon] = IMPORT[state];
  return (
    <Badge tone={tone} icon={icon}>
      {IMPORT_STATES[state]}
    </Badge>
  );
}
