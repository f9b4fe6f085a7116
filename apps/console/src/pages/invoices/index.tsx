import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFileInvoice } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { invoicesAsked, invoicesQuery } from '../../api/invoices';
import { counted } from '../../formats/counts';
import { LiveBadge } from '../../live/live-badge';
import { useLookAgainAt } from '../../live/look-again';
import { Card } from '../../pieces/card';
import { INVOICE_STATES } from '../../pieces/invoice-words';
import { LinkButton } from '../../pieces/link-button';
import { DownloadList } from '../../pieces/download-list';
import { PageHead } from '../../pieces/page-head';
import styles from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { useRowKeys } from '../../pieces/use-row-keys';
import { ShowMore } from '../../pieces/show-more';
import { INVOICE_FILTERS, type InvoicesSearch } from '../../search';
import { InvoiceTable } from './invoice-table';

export { InvoicePage } from './invoice-page';

const route = getRouteApi('/invoices');
const ASK_AFTER_MS = 150;

const FILTERS = [
  { value: '', label: 'In any state' },
  ...INVOICE_FILTERS.map((value) => ({ value, label: value === 'on-hold' ? 'On hold' : INVOICE_STATES[value].words })),
];

export function Invoices() {
  useRowKeys();
  useLookAgainAt({ list: 'invoices' }, [['invoices']]);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(invoicesQuery(search));
  const invoices = query.data?.pages.flatMap((page) => page.invoices);
  const find = useDebouncedCallback(
    (q: string) => void navigate({ search: { ...search, q: q || undefined }, replace: true }),
    ASK_AFTER_MS,
  );
  return (
    <>
      <PageHead title="Invoices" says="The newest first, each with how far it has come." fresh={<LiveBadge />}>
        <DownloadList list="invoices" filters={invoicesAsked(search)} />
      </PageHead>
      <div className={styles.filters}>
        <TextInput
          label="Find"
          description="The number or its end, or words of the customer’s name, reference or e-mail."
          type="search"
          w={{ base: '100%', sm: 400 }}
          defaultValue={search.q ?? ''}
          onChange={({ currentTarget }) => find(currentTarget.value.trim())}
        />
        <NativeSelect
          label="State"
          value={search.state ?? ''}
          onChange={({ currentTarget }) =>
            void navigate({ search: { ...search, state: (currentTarget.value || undefined) as InvoicesSearch['state'] } })
          }
          data={FILTERS}
        />
        {(search.run || search.customer) && (
          <LinkButton to="/invoices" search={{ q: search.q, state: search.state }} variant="default">
            {search.run ? 'Show those of all runs' : 'Show those of all customers'}
          </LinkButton>
        )}
      </div>
      <Card title="Invoices" note={invoices && `${counted(invoices.length, 'invoice')}${query.hasNextPage ? ' shown' : ''}`}>
        <Loaded query={query} what="The invoices" safe="Nothing is lost, runs go on without this page." rows={8}>
          {() => (invoices && invoices.length > 0 ? <InvoiceTable invoices={invoices} /> : <NoInvoices found={isNarrowed(search)} />)}
        </Loaded>
        <ShowMore of={query} />
      </Card>
    </>
  );
}

const isNarrowed = ({ q, state, run, customer }: InvoicesSearch) => Boolean(q || state || run || customer);

const NoInvoices = ({ found }: { found: boolean }) =>
  found ? (
    <Message icon={IconFileInvoice} title="No invoice like that">
      None fits what you look for.
      <LinkButton to="/invoices" search={{}} variant="default" size="xs">
        Show all invoices
      </LinkButton>
    </Message>
  ) : (
    <Message icon={IconFileInvoice} title="No invoice yet">
      An approved run issues its invoices; they appear here at once.
    </Message>
  );
