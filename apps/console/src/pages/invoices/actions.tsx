import { Button } from '@mantine/core';
import {
  type Icon,
  IconArrowBackUp,
  IconBell,
  IconMailForward,
  IconMessagePlus,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Invoice, InvoiceAction } from '../../api/invoices';
import { useFreshness } from '../../live/look-again';
import { CopyForBank } from './copy-for-bank';
import { DecideDialog } from './decide-dialog';
import { invoiceCan } from './invoice-can';
import styles from './invoices.module.css';

/** These decide about money, so they are offered only on what is known to be fresh. */
const ABOUT_MONEY: ReadonlySet<InvoiceAction> = new Set(['correct', 'release', 'hold', 'take-back']);

/** In the order of the page; none says retry or debit. */
const BUTTONS: readonly (readonly [InvoiceAction, Icon, string])[] = [
  ['correct', IconPencil, 'Put it right'],
  ['release', IconPlayerPlay, 'Let it go on'],
  ['hold', IconPlayerPause, 'Put on hold'],
  ['send-again', IconMailForward, 'Send the e-mail again'],
  ['take-back', IconArrowBackUp, 'Take back'],
  ['add-note', IconMessagePlus, 'Add a note'],
  ['tell-me', IconBell, 'Tell me when it is settled'],
];

/** What may be decided about an invoice now, and nothing else; for any page that shows one. */
export function InvoiceActions({ invoice }: { invoice: Invoice }) {
  const { is } = useFreshness(0);
  const stale = is === 'not live' || is === 'offline';
  const [deciding, setDeciding] = useState<InvoiceAction | undefined>();
  return (
    <div className={styles.buttons}>
      {stale && <span>Not live – reload before you decide about money</span>}
      {BUTTONS.filter(([action]) => invoiceCan[action](invoice) && !(stale && ABOUT_MONEY.has(action))).map(([action, Sign, words]) => (
        <Button
          key={action}
          variant={action === 'correct' ? 'filled' : 'default'}
          leftSection={<Sign size={18} aria-hidden />}
          onClick={() => setDeciding(action)}
        >
          {words}
        </Button>
      ))}
      <CopyForBank invoice={invoice} />
      {deciding && <DecideDialog key={deciding} action={deciding} invoice={invoice} onClose={() => setDeciding(undefined)} />}
    </div>
  );
}
