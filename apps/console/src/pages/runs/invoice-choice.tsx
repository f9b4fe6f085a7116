import type { ProposedInvoice } from '../../api/runs';
import pieces from '../../pieces/pieces.module.css';
import type { Asking } from './preview';
import styles from './runs.module.css';

interface ChoiceProps {
  readonly is: 'included' | 'left-out';
  readonly can: { readonly 'leave-out': boolean; readonly include: boolean };
  readonly name: string;
  readonly onAsk: (action: Asking['action']) => void;
}

/** Include or Leave out: which it is, and the other where it may be chosen. Where neither may be, its place says how it stands. */
export function Choice({ is, can, name, onAsk }: ChoiceProps) {
  if (!can['leave-out'] && !can.include) return <span className={pieces.dim}>{is === 'included' ? 'Included' : 'Left out'}</span>;
  const choose = (action: Asking['action'], chosen: boolean, words: string) => (
    <button
      type="button"
      aria-pressed={chosen}
      aria-label={`${words} ${name}`}
      data-action={action}
      onClick={() => !chosen && onAsk(action)}
      aria-disabled={(!chosen && !can[action]) || undefined}
    >
      {words}
    </button>
  );
  return (
    <span className={styles.choice} role="group" aria-label={name}>
      {choose('include', is === 'included', 'Include')}
      {choose('leave-out', is === 'left-out', 'Leave out')}
    </span>
  );
}

/** Of one proposed invoice. */
export function InvoiceChoice({ of, onAsk }: { of: ProposedInvoice; onAsk: (asking: Asking) => void }) {
  if (of.state === 'put-aside') return <span className={pieces.dim}>Nothing is invoiced</span>;
  const can = (wanted: Asking['action']) => of.actions.some(({ action, whyNot }) => action === wanted && whyNot === null);
  return (
    <Choice
      is={of.state}
      can={{ 'leave-out': can('leave-out'), include: can('include') }}
      name={of.customerName}
      onAsk={(action) => onAsk({ action, about: { invoiceId: of.invoiceId }, name: of.customerName })}
    />
  );
}

/** Who left it out, when and why, for whoever looks at the row. */
export const leftOutNote = ({ leftOut }: ProposedInvoice): string | undefined =>
  leftOut ? `${leftOut.by}: ${leftOut.because}` : undefined;
