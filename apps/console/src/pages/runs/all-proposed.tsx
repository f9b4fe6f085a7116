import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFileInvoice } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ProposedAsked, proposedQuery, type Run } from '../../api/runs';
import { count } from '../../formats/counts';
import { Card } from '../../pieces/card';
import { Tabs } from '../../pieces/links';
import pieces from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { ShowMore } from '../../pieces/show-more';
import type { ProposedShow } from '../../search';
import type { Asking } from './preview';
import styles from './runs.module.css';
import { ProposedHead, ProposedRow } from './to-look-at';
import { GROUP_ORDER, GROUPS } from './words';

const route = getRouteApi('/runs/$run');
const ASK_AFTER_MS = 150;

interface AllProposedProps {
  readonly run: Run;
  readonly show: ProposedShow;
  readonly q?: string;
  readonly onAsk: (asking: Asking) => void;
}

/** Every proposed invoice of a run, filtered; what is looked at is in the address. */
export function AllProposed({ run, show, q, onAsk }: AllProposedProps) {
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(proposedQuery(run.runId, { ...askedOf(show), q }));
  const invoices = query.data?.pages.flatMap((page) => page.invoices);
  const find = useDebouncedCallback(
    (text: string) => void navigate({ search: { show, q: text || undefined }, replace: true }),
    ASK_AFTER_MS,
  );
  return (
    <Card title="Invoices in this run" note={invoices && `${count(invoices.length)}${query.hasNextPage ? ' shown' : ''}`}>
      <div className={styles.listHead}>
        <Tabs label="Which invoices" of={tabsOf(run, show)} />
        <TextInput
          label="Find a customer"
          type="search"
          w={{ base: '100%', sm: 280 }}
          defaultValue={q ?? ''}
          onChange={({ currentTarget }) => find(currentTarget.value.trim())}
        />
      </div>
      <Loaded query={query} what="The invoices" safe="Nothing has been sent.">
        {() =>
          invoices && invoices.length > 0 ? (
            <table className={`${pieces.table} ${styles.proposed}`}>
              <caption>Proposed invoices by their place in the run</caption>
              <ProposedHead />
              <tbody>
                {invoices.map((invoice) => (
                  <ProposedRow key={invoice.invoiceId} of={invoice} onAsk={onAsk} />
                ))}
              </tbody>
            </table>
          ) : (
            <Message icon={IconFileInvoice} title="No invoice like that">
              Nothing in this run fits.
            </Message>
          )
        }
      </Loaded>
      <ShowMore of={query} />
    </Card>
  );
}

function askedOf(show: ProposedShow): ProposedAsked {
  if (show === 'all') return {};
  return show === 'left-out' ? { state: 'left-out' } : { anomaly: show };
}

function tabsOf(run: Run, show: ProposedShow) {
  const to = (search: { show?: ProposedShow }) => ({ to: '/runs/$run', params: { run: run.runId }, search }) as const;
  const groups = GROUP_ORDER.flatMap((kind) => run.anomalies.find((one) => one.kind === kind) ?? []);
  return [
    { name: `To look at ${count(run.toLookAt)}`, chosen: false, link: to({}) },
    { name: `All ${count(run.invoices + run.leftOut.invoices + run.credits)}`, chosen: show === 'all', link: to({ show: 'all' }) },
    { name: `Left out ${count(run.leftOut.invoices)}`, chosen: show === 'left-out', link: to({ show: 'left-out' }) },
    ...groups.map(({ kind, invoices, leftOut }) => ({
      name: `${GROUPS[kind]} ${count(invoices + leftOut)}`,
      chosen: show === kind,
      link: to({ show: kind }),
    })),
  ];
}
