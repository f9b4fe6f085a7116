import {
  type Icon,
  IconCopy,
  IconCreditCardOff,
  IconEqual,
  IconId,
  IconShieldCheck,
  IconTrendingUp,
  IconUserPlus,
} from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Group, type ProposedInvoice, proposedQuery, type Run } from '../../api/runs';
import { count, counted } from '../../formats/counts';
import { Money } from '../../pieces/figures';
import pieces from '../../pieces/pieces.module.css';
import { Message } from '../../pieces/states';
import { InvoiceChoice, leftOutNote } from './invoice-choice';
import type { Asking } from './preview';
import styles from './runs.module.css';
import { amountsOf, GROUP_ORDER, GROUPS, invoices, reasonOf, runCan } from './words';

const ICONS: Readonly<Record<Group, Icon>> = {
  'three-times-usual': IconTrendingUp,
  'duplicate-looking': IconCopy,
  'missing-vat-number': IconId,
  'no-card': IconCreditCardOff,
  'first-invoice': IconUserPlus,
  'zero-or-negative': IconEqual,
};
/** Of a larger group the first stand here, the others behind a link. */
const SHOWN = 5;

interface ToLookAtProps {
  readonly run: Run;
  readonly onAsk: (asking: Asking) => void;
}

/** What a person should see before the run goes out, by reason. */
export function ToLookAt({ run, onAsk }: ToLookAtProps) {
  const groups = GROUP_ORDER.flatMap((kind) => run.anomalies.find((one) => one.kind === kind) ?? []);
  if (groups.length === 0) {
    return (
      <Message icon={IconShieldCheck} title="Nothing unusual">
        Every invoice looks like every other time.
      </Message>
    );
  }
  return (
    <table className={`${pieces.table} ${styles.proposed}`}>
      <caption>Invoices to look at, by reason</caption>
      <ProposedHead />
      {groups.map((group) => (
        <GroupRows key={group.kind} run={run} group={group} onAsk={onAsk} />
      ))}
    </table>
  );
}

export const ProposedHead = () => (
  <thead>
    <tr>
      <th scope="col">Customer</th>
      <th scope="col" className={pieces.number}>
        Amount
      </th>
      <th scope="col" className={styles.why}>
        Why it is here
      </th>
      <th scope="col" className={styles.choiceCell}>
        In this run
      </th>
    </tr>
  </thead>
);

function GroupRows({
  run,
  group: { kind, invoices: included, leftOut, totals },
  onAsk,
}: ToLookAtProps & { group: Run['anomalies'][number] }) {
  const query = useInfiniteQuery(proposedQuery(run.runId, { anomaly: kind, limit: SHOWN }));
  const shown = query.data?.pages[0]?.invoices ?? [];
  const Sign = ICONS[kind];
  const all = included + leftOut;
  const mayAll = kind !== 'zero-or-negative' && all > 1;
  const ask = (action: Asking['action'], size: number) =>
    onAsk({ action, about: { group: kind }, name: `${invoices(size)}: ${GROUPS[kind].toLowerCase()}` });
  return (
    <tbody>
      <tr className={styles.group}>
        <th scope="rowgroup" colSpan={4}>
          <span className={styles.groupHead}>
            <Sign size={16} stroke={1.75} aria-hidden />
            {GROUPS[kind]}
            <span className={pieces.note}>
              {invoices(all)}, {amountsOf(totals)}
            </span>
            <span className={styles.groupActions}>
              {mayAll && included > 0 && runCan(run, 'leave-out') && (
                <button type="button" className={pieces.smallButton} onClick={() => ask('leave-out', included)}>
                  Leave out {included === all ? `all ${count(all)}` : `the other ${count(included)}`}
                </button>
              )}
              {mayAll && leftOut > 0 && runCan(run, 'include') && (
                <button type="button" className={pieces.smallButton} onClick={() => ask('include', leftOut)}>
                  Include {leftOut === all ? `all ${count(all)}` : counted(leftOut, 'left out', 'left out')}
                </button>
              )}
            </span>
          </span>
        </th>
      </tr>
      {shown.map((invoice) => (
        <ProposedRow key={invoice.invoiceId} of={invoice} group={kind} onAsk={onAsk} />
      ))}
      {all > shown.length && shown.length > 0 && (
        <tr>
          <td colSpan={4}>
            <Link to="/runs/$run" params={{ run: run.runId }} search={{ show: kind }} className={styles.more}>
              See all {count(all)}: {GROUPS[kind].toLowerCase()}
            </Link>
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** One proposed invoice; without a group, with all that is to be looked at about it. */
export function ProposedRow({ of, group, onAsk }: { of: ProposedInvoice; group?: Group; onAsk: (asking: Asking) => void }) {
  const reasons = groupsOf(of, group).map((kind) => reasonOf(kind, of));
  const note = leftOutNote(of);
  return (
    <tr data-out={of.state === 'included' ? undefined : ''}>
      <th scope="row">
        <Link to="/customers" search={{ q: of.customerRef }} data-row>
          {of.customerName}
        </Link>
        <span className={pieces.second}>{counted(of.lines, 'line')}</span>
      </th>
      <td className={pieces.number}>
        {of.state === 'included' ? (
          <Money of={{ minor: of.totalMinor, currency: of.currency }} />
        ) : (
          <s>
            <Money of={{ minor: of.totalMinor, currency: of.currency }} />
          </s>
        )}
      </td>
      <td className={styles.why}>
        {reasons.length === 0 ? '–' : reasons.map(({ why }) => <div key={why}>{why}</div>)}
        {group && reasons[0]?.detail && <span className={pieces.second}>{reasons[0].detail}</span>}
        {note && <span className={pieces.second}>{note}</span>}
      </td>
      <td className={styles.choiceCell}>
        <InvoiceChoice of={of} onAsk={onAsk} />
      </td>
    </tr>
  );
}

function groupsOf({ anomalies, hasCard }: ProposedInvoice, group?: Group): readonly Group[] {
  if (group) return [group];
  return [...anomalies.map(({ kind }) => kind), ...(hasCard ? [] : (['no-card'] as const))];
}
