import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconBuildingStore, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { customersQuery } from '../../api/customers';
import { usePerson } from '../../api/session';
import { counted } from '../../formats/counts';
import { Card } from '../../pieces/card';
import { LinkButton } from '../../pieces/link-button';
import { DownloadList } from '../../pieces/download-list';
import { PageHead } from '../../pieces/page-head';
import { Panel } from '../../pieces/panel';
import styles from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { useRowKeys } from '../../pieces/use-row-keys';
import { ShowMore } from '../../pieces/show-more';
import { MAY_CHANGE } from '../../shell/may-change';
import { hasRole } from '../../shell/roles';
import { CustomerForm } from './customer-form';
import { CustomerTable } from './customer-table';

export { CustomerPage } from './customer-page';

const route = getRouteApi('/customers');
const ASK_AFTER_MS = 150;

export function Customers() {
  useRowKeys();
  const mayChange = hasRole(usePerson(), MAY_CHANGE.customers);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(customersQuery({ q: search.q, state: search.state }));
  const customers = query.data?.pages.flatMap((page) => page.customers);
  const find = useDebouncedCallback(
    (q: string) => void navigate({ search: { ...search, q: q || undefined }, replace: true }),
    ASK_AFTER_MS,
  );
  const close = () => void navigate({ search: { ...search, new: undefined } });
  return (
    <>
      <PageHead title="Customers" says="Whom we sell to. A sale and an invoice keep what they were made out to.">
        <DownloadList list="customers" filters={{ q: search.q, state: search.state }} />
        {mayChange && (
          <LinkButton to="/customers" search={{ ...search, new: 'yes' }} leftSection={<IconPlus size={18} aria-hidden />}>
            New customer
          </LinkButton>
        )}
      </PageHead>
      <div className={styles.filters}>
        <TextInput
          label="Find"
          description="Name, reference, e-mail, contact, postcode or phone."
          type="search"
          w={{ base: '100%', sm: 360 }}
          defaultValue={search.q ?? ''}
          onChange={({ currentTarget }) => find(currentTarget.value.trim())}
        />
        <NativeSelect
          label="State"
          value={search.state ?? ''}
          onChange={({ currentTarget }) =>
            void navigate({ search: { ...search, state: (currentTarget.value || undefined) as 'open' | 'closed' | undefined } })
          }
          data={[
            { value: '', label: 'Open and closed' },
            { value: 'open', label: 'Open' },
            { value: 'closed', label: 'Closed' },
          ]}
        />
      </div>
      <Card title="Customers" note={customers && `${counted(customers.length, 'customer')}${query.hasNextPage ? ' shown' : ''}`}>
        <Loaded query={query} what="The customers" safe="Sales go on without this page.">
          {() =>
            customers && customers.length > 0 ? (
              <CustomerTable customers={customers} />
            ) : search.q || search.state ? (
              <NobodyLikeThat />
            ) : (
              <NoCustomers />
            )
          }
        </Loaded>
        <ShowMore of={query} />
      </Card>
      <Panel title="New customer" opened={mayChange && search.new !== undefined} onClose={close}>
        {search.new && (
          <CustomerForm onDone={({ customerId }) => void navigate({ to: '/customers/$customer', params: { customer: customerId } })} />
        )}
      </Panel>
    </>
  );
}

const NoCustomers = () => (
  <Message icon={IconBuildingStore} title="No customer yet">
    A sale or a charge brings its customer; others are entered by hand.
  </Message>
);

const NobodyLikeThat = () => (
  <Message icon={IconBuildingStore} title="No customer like that">
    Nobody fits what you look for. The beginnings of words are enough.
    <LinkButton to="/customers" search={{}} variant="default" size="xs">
      Show all customers
    </LinkButton>
  </Message>
);
