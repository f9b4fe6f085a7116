import { IconBuildingStore, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ApiError } from '../../api/api-error';
import { type Customer, customerQuery } from '../../api/customers';
import { usePerson } from '../../api/session';
import { count, counted } from '../../formats/counts';
import { money } from '../../formats/money';
import { ActiveBadge } from '../../pieces/badge';
import { Card, Figures } from '../../pieces/card';
import { Age, At } from '../../pieces/figures';
import { History } from '../../pieces/history';
import { LinkButton } from '../../pieces/link-button';
import { PageHead } from '../../pieces/page-head';
import { Panel } from '../../pieces/panel';
import { Loaded, Message } from '../../pieces/states';
import { useRowKeys } from '../../pieces/use-row-keys';
import { MAY_CHANGE } from '../../shell/may-change';
import { hasRole } from '../../shell/roles';
import { CustomerForm } from './customer-form';
import styles from './customers.module.css';
import { InvoicesOf } from './invoices-of';
import { PauseOf } from './pause';
import { SalesOf } from './sales-of';

const route = getRouteApi('/customers/$customer');
const LIST = { to: '/customers', name: 'Customers' };

export function CustomerPage() {
  useRowKeys();
  const { customer: customerId } = route.useParams();
  const query = useQuery(customerQuery(customerId));
  if (query.error instanceof ApiError && (query.error.isUnknown || query.error.status === 400)) return <NoSuchCustomer />;
  if (!query.data) {
    return (
      <>
        <PageHead title="Customer" under={LIST} />
        <Card>
          <Loaded query={query} what="The customer" safe="Sales go on without this page.">
            {() => null}
          </Loaded>
        </Card>
      </>
    );
  }
  return <Shown customer={query.data} />;
}

function Shown({ customer }: { customer: Customer }) {
  const mayChange = hasRole(usePerson(), MAY_CHANGE.customers);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const close = () => void navigate({ search: { ...search, edit: undefined } });
  return (
    <>
      <PageHead title={customer.name} under={LIST} badge={<ActiveBadge of={customer} />} says={<Says of={customer} />}>
        {mayChange && (
          <LinkButton
            to="/customers/$customer"
            params={{ customer: customer.customerId }}
            search={{ ...search, edit: 'yes' }}
            leftSection={<IconPencil size={18} aria-hidden />}
          >
            Change
          </LinkButton>
        )}
      </PageHead>
      <Figures of={figuresOf(customer)} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <SalesOf customerRef={customer.customerRef} chosen={search.sale} />
          <InvoicesOf customerRef={customer.customerRef} chosen={search.invoice} />
        </div>
        <div className={styles.column}>
          <PauseOf key={customer.customerId} customerId={customer.customerId} name={customer.name} />
          <Card title="Details" padded>
            <Details of={customer} />
          </Card>
          <Card padded>
            <div className={styles.history}>
              <History of={customer.history} />
            </div>
          </Card>
        </div>
      </div>
      <Panel title={`Change ${customer.name}`} opened={mayChange && search.edit !== undefined} onClose={close}>
        {search.edit && <CustomerForm key={customer.customerId} customer={customer} onDone={close} />}
      </Panel>
    </>
  );
}

const Says = ({ of: { createdAt, contactName, email, namesakes } }: { of: Customer }) => (
  <>
    Customer since <At of={createdAt} />
    {[contactName, email].filter(Boolean).map((words) => ` · ${words}`)}
    {namesakes > 0 && ` · ${counted(namesakes, 'other customer has', 'other customers have')} this name`}
  </>
);

function figuresOf({ sold, cardRef }: Customer) {
  const sales = sold.reduce((sum, one) => sum + one.sales, 0);
  const last = sold
    .map(({ lastAt }) => lastAt)
    .sort()
    .at(-1);
  return [
    { name: 'Sold before VAT', value: sold.length === 0 ? '–' : sold.map(money).join(' + ') },
    { name: 'Sales that stand', value: count(sales) },
    { name: 'Last sale', value: <Age of={last} /> },
    { name: 'Card', value: cardRef ? 'Stored' : 'None', says: cardRef ?? 'Invoices wait for payment' },
  ];
}

const Details = ({ of }: { of: Customer }) => (
  <dl className={styles.details}>
    {[
      ['Reference', of.customerRef],
      ['Company number', of.companyNumber],
      ['VAT number', of.vatNumber],
      ['Address', of.address],
      ['Postcode', of.postcode],
      ['Contact', of.contactName],
      ['E-mail', of.email],
      ['Phone', of.phone],
    ].map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value ?? '–'}</dd>
      </div>
    ))}
  </dl>
);

const NoSuchCustomer = () => (
  <>
    <PageHead title="Customer" under={LIST} />
    <Message icon={IconBuildingStore} title="There is no such customer">
      The address may be mistyped.
      <LinkButton to="/customers" search={{}} variant="default" size="xs">
        Show all customers
      </LinkButton>
    </Message>
  </>
);
