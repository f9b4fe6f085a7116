import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCopy } from '@tabler/icons-react';
import type { Invoice } from '../../api/invoices';
import { money } from '../../formats/money';
import { useNow } from '../../pieces/use-now';

const AFTER_MS = 24 * 60 * 60 * 1000;

/** When the bank has been silent for a day: what its support wants to know, without anything of the card. */
export function CopyForBank({ invoice }: { invoice: Invoice }) {
  const now = useNow(60_000);
  const clipboard = useClipboard({ timeout: 4_000 });
  const sent = invoice.attempts.find(({ asked }) => !asked);
  if (invoice.state !== 'uncertain' || !sent || now - Date.parse(sent.at) < AFTER_MS) return null;
  return (
    <Button variant="default" leftSection={<IconCopy size={18} aria-hidden />} onClick={() => clipboard.copy(textForBank(invoice))}>
      {clipboard.copied ? 'Copied' : 'Copy text for the bank'}
    </Button>
  );
}

export function textForBank({
  attempts,
  totalMinor,
  currency,
  customerName,
}: Pick<Invoice, 'attempts' | 'totalMinor' | 'currency' | 'customerName'>) {
  const sent = attempts.find(({ asked }) => !asked);
  const questions = attempts.filter(({ asked }) => asked);
  return [
    'Please tell us whether this charge was booked.',
    `Order reference: ${sent?.orderReference ?? '–'}`,
    `Amount: ${money({ minor: totalMinor, currency })}`,
    `Sent: ${sent?.at ?? '–'}${sent?.gatewayCode ? `, answered with code ${sent.gatewayCode}` : ', without an answer'}`,
    `Asked since: ${questions.length} times${questions[0] ? `, last at ${questions[0].at}` : ''}`,
    `Cardholder: ${customerName}, card on file with you`,
  ].join('\n');
}
