import {
  type Icon,
  IconBuildingBank,
  IconCircleCheck,
  IconCreditCardOff,
  IconFileInvoice,
  IconHourglass,
  IconRefresh,
  IconUserExclamation,
} from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Run, type RunInvoice, runInvoicesQuery, type Shown } from '../../api/runs';
import { count } from '../../formats/counts';
import { time } from '../../formats/times';
import { Card } from '../../pieces/card';
import { Money } from '../../pieces/figures';
import { DEBIT_FAILURES } from '../../pieces/invoice-words';
import { Tabs } from '../../pieces/links';
import pieces from '../../pieces/pieces.module.css';
import { StageStrip } from '../../pieces/stage-strip';
import { Loaded, Message } from '../../pieces/states';
import { ShowMore } from '../../pieces/show-more';
import styles from './runs.module.css';

/** The issued invoices of a run: how far each has come and what it does now. */
export function RunInvoices({ run, list }: { run: Run; list: Shown }) {
  const query = useInfiniteQuery(runInvoicesQuery(run.runId, list));
  const invoices = query.data?.pages.flatMap((page) => page.invoices);
  return (
    <Card title="Invoices in this run">
      <div className={styles.listHead}>
        <Tabs label="Which invoices" of={tabsOf(run, list)} />
      </div>
      <Loaded query={query} what="The invoices" safe="Nothing is lost, the run goes on without this page.">
        {() => (invoices && invoices.length > 0 ? <InvoiceTable invoices={invoices} /> : <NoInvoices list={list} />)}
      </Loaded>
      <ShowMore of={query} />
    </Card>
  );
}

function tabsOf(run: Run, list: Shown) {
  const { filed, mailed, debited, recorded, notified } = run.stages;
  const waiting = [filed, mailed, debited, recorded, notified].reduce((sum, { needsYou }) => sum + needsYou, 0);
  const tab = (name: string, show: Shown) => ({
    name,
    chosen: list === show,
    link: { to: '/runs/$run', params: { run: run.runId }, search: { list: show === 'all' ? undefined : show } } as const,
  });
  return [
    tab(`All ${count(run.issued)}`, 'all'),
    tab(`Not finished ${count(run.issued - run.ended)}`, 'not-finished'),
    tab(`Needs you ${count(waiting)}`, 'needs-you'),
    tab(`Not debited ${count(Object.values(run.debitFailed).reduce((sum, size) => sum + size, 0))}`, 'not-debited'),
  ];
}

const InvoiceTable = ({ invoices }: { invoices: readonly RunInvoice[] }) => (
  <div className={pieces.scroll}>
    <table className={pieces.table}>
      <caption>Invoices of this run by number</caption>
      <thead>
        <tr>
          <th scope="col">Invoice</th>
          <th scope="col" className={pieces.number}>
            Amount
          </th>
          <th scope="col" className={pieces.wide}>
            Stages
          </th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        {invoices.map((invoice) => (
          <tr key={invoice.invoiceId}>
            <th scope="row">
              <Link to="/invoices/$invoice" params={{ invoice: invoice.invoiceId }} className={pieces.figures} data-row>
                {invoice.invoiceNumber}
              </Link>
              <span className={pieces.second}>{invoice.customerName}</span>
            </th>
            <td className={pieces.number}>
              <Money of={{ minor: invoice.totalMinor, currency: invoice.currency }} />
            </td>
            <td className={pieces.wide}>
              <StageStrip of={invoice} small />
            </td>
            <td>
              <Now of={invoice} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** What happens to it now, or how it ended. */
export function Now({ of }: { of: RunInvoice }) {
  const { icon: Sign, tone, words, detail } = nowOf(of);
  return (
    <span className={styles.now} data-tone={tone}>
      <Sign size={16} stroke={1.75} aria-hidden />
      <span>
        <b>{words}</b>
        {detail && (
          <span className={`${pieces.second} ${styles.short}`} title={detail}>
            {detail}
          </span>
        )}
      </span>
    </span>
  );
}

interface Said {
  readonly icon: Icon;
  readonly tone: 'ok' | 'ask' | 'warn' | 'bad' | 'mute';
  readonly words: string;
  readonly detail?: string | null;
}

function nowOf({ now, state, debitFailure, paidAt, notifiedAt }: RunInvoice): Said {
  const told = notifiedAt ? `, told ${time(notifiedAt)}` : '';
  const failure = debitFailure ? DEBIT_FAILURES[debitFailure] : undefined;
  if (now.standing === 'stuck') return { icon: IconUserExclamation, tone: 'bad', words: 'Needs you', detail: now.reason };
  if (now.standing === 'asking')
    return { icon: IconBuildingBank, tone: 'ask', words: 'Asking the bank', detail: now.until && `Next asked ${time(now.until)}` };
  if (now.standing === 'again') {
    return { icon: IconRefresh, tone: 'mute', words: `Being tried again${now.until ? `, ${time(now.until)}` : ''}`, detail: now.reason };
  }
  if (state === 'debit-failed')
    return {
      icon: IconCreditCardOff,
      tone: 'warn',
      words: `Could not be debited${failure ? `: ${failure}` : ''}`,
      detail: notifiedAt && `Told ${time(notifiedAt)}`,
    };
  if (now.standing === 'hand' && now.stage !== 'recorded' && now.stage !== 'notified') {
    return { icon: IconHourglass, tone: 'mute', words: WAITS[now.stage] };
  }
  if (state === 'paid') return { icon: IconCircleCheck, tone: 'ok', words: 'Paid', detail: paidAt && `Debited ${time(paidAt)}${told}` };
  return { icon: IconUserExclamation, tone: 'warn', words: REFUSED[now.stage], detail: now.reason };
}

const WAITS = { filed: 'Waiting its turn in Xero', mailed: 'Waiting to be e-mailed', debited: 'Waiting to be debited' } as const;
const REFUSED = {
  filed: 'Not in Xero',
  mailed: 'Not e-mailed',
  debited: 'Not debited',
  recorded: 'Paid, not recorded in Xero',
  notified: 'Could not be told',
} as const;

function NoInvoices({ list }: { list: Shown }) {
  const title = {
    all: 'No invoice has been issued yet',
    'not-finished': 'Every invoice has come to its end',
    'needs-you': 'Nothing needs you',
    'not-debited': 'Every debit went through',
  };
  return (
    <Message icon={list === 'all' ? IconFileInvoice : IconCircleCheck} title={title[list]}>
      {list === 'all' ? 'They appear here as they are issued.' : 'The other lists show the rest.'}
    </Message>
  );
}
