import { Badge } from './badge';
import { INVOICE_STATES, type StandingInvoice, stateWords } from './invoice-words';

/** How an invoice stands, as everywhere: "Asking the bank", "Could not be debited: no card". */
export function InvoiceBadge({ of }: { of: Pick<StandingInvoice, 'state' | 'debitFailure'> }) {
  const { tone, icon } = INVOICE_STATES[of.state];
  return (
    <Badge tone={tone} icon={icon}>
      {stateWords(of)}
    </Badge>
  );
}
