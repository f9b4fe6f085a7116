import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconCreditCardOff,
  IconHourglass,
  IconMail,
  IconMailOff,
} from '@tabler/icons-react';
import type { Invoice } from '../../api/customers';
import { Badge, type Tone } from '../../pieces/badge';

/** In the words that are the same everywhere. */
const STATES: Readonly<Record<Invoice['state'], readonly [Tone, Icon, string]>> = {
  issued: ['mute', IconClock, 'Waiting its turn'],
  filed: ['mute', IconClock, 'Filed, to be mailed'],
  mailed: ['mute', IconMail, 'Mailed'],
  uncertain: ['ask', IconHourglass, 'Asking the bank'],
  held: ['ask', IconHourglass, 'Held by the gateway'],
  withheld: ['bad', IconAlertTriangle, 'Needs you'],
  paid: ['ok', IconCircleCheck, 'Paid'],
  'debit-failed': ['warn', IconCreditCardOff, 'Could not be debited'],
  rejected: ['bad', IconAlertTriangle, 'Data refused'],
  undeliverable: ['bad', IconMailOff, 'Could not be mailed'],
};

export function InvoiceBadge({ state }: { state: Invoice['state'] }) {
  const [tone, icon, words] = STATES[state];
  return (
    <Badge tone={tone} icon={icon}>
      {words}
    </Badge>
  );
}
