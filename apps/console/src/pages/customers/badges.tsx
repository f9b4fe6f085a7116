import { IconCreditCard, IconCreditCardOff } from '@tabler/icons-react';
import type { CustomerSummary } from '../../api/customers';
import { Badge } from '../../pieces/badge';

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
