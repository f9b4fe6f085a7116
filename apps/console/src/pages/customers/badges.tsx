import { IconCircleCheck, IconCircleMinus, IconCreditCard, IconCreditCardOff } from '@tabler/icons-react';
import type { CustomerSummary } from '../../api/customers';
import { Badge } from '../../pieces/badge';

export const CustomerBadge = ({ of: { active } }: { of: Pick<CustomerSummary, 'active'> }) =>
  active ? (
    <Badge tone="ok" icon={IconCircleCheck}>
      Open
    </Badge>
  ) : (
    <Badge tone="mute" icon={IconCircleMinus}>
      Closed
    </Badge>
  );

export const CardBadge = ({ of: { cardRef } }: { of: Pick<CustomerSummary, 'cardRef'> }) =>
  cardRef ? (
    <Badge tone="mute" icon={IconCreditCard}>
      Stored
    </Badge>
  ) : (
    <Badge tone="warn" icon={IconCreditCardOff}>
      None
    </Badge>
  );
