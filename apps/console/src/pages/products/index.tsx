import { TextInput } from '@mantine/core';
import { IconPackage, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type Product, productsQuery } from '../../api/products';
import { usePerson } from '../../api/session';
import { pricesSettingQuery } from '../../api/settings';
import { counted } from '../../formats/counts';
import { ActiveBadge } from '../../pieces/badge';
import { Card } from '../../pieces/card';
import { LinkButton } from '../../pieces/link-button';
import { PageHead } from '../../pieces/page-head';
import { Panel } from '../../pieces/panel';
import styles from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { Table } from '../../pieces/table';
import { useRowKeys } from '../../pieces/use-row-keys';
import { MAY_CHANGE } from '../../shell/may-change';
import { hasRole } from '../../shell/roles';
import { found } from './found';
import { ProductForm } from './product-form';

const route = getRouteApi('/products');

interface Search {
  readonly q?: string;
  readonly product?: string;
}

export function Products() {
  useRowKeys();
  const mayChange = hasRole(usePerson(), MAY_CHANGE.products);
  const query = useQuery(productsQuery);
  const begins = useQuery(pricesSettingQuery).data?.setting;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const close = () => void navigate({ search: { ...search, product: undefined } });
  const product = query.data?.find(({ productId }) => productId === search.product);
  const opened = search.product === 'new' || product !== undefined;
  const shown = query.data && found(query.data, search.q);
  return (
    <>
      <PageHead title="Products" says="What is sold; what it costs stands in the price list.">
        {mayChange && (
          <LinkButton to="/products" search={{ ...search, product: 'new' }} leftSection={<IconPlus size={18} aria-hidden />}>
            New product
          </LinkButton>
        )}
      </PageHead>
      <div className={styles.filters}>
        <TextInput
          label="Find by name or article number"
          type="search"
          defaultValue={search.q ?? ''}
          onChange={({ currentTarget }) => void navigate({ search: { ...search, q: currentTarget.value || undefined }, replace: true })}
        />
      </div>
      <Card title="Products" note={shown && query.data && counts(shown.length, query.data.length)}>
        <Loaded query={query} what="The products" safe="Sales go on without this page.">
          {(all) => (all.length === 0 ? <NoProducts /> : <ProductTable products={shown ?? []} search={search} />)}
        </Loaded>
      </Card>
      <Panel title={search.product === 'new' ? 'New product' : (product?.name ?? 'Product')} opened={opened} onClose={close}>
        {opened && begins && (
          <ProductForm key={search.product} product={product} vatRate={begins.vatRate} mayChange={mayChange} onDone={close} />
        )}
      </Panel>
    </>
  );
}

const counts = (shown: number, all: number) => (shown === all ? counted(all, 'product') : `${shown} of ${all}`);

const NoProducts = () => (
  <Message icon={IconPackage} title="No product yet">
    What is sold is entered first, then a price list can price it.
  </Message>
);

const NoneLikeThat = () => (
  <Message icon={IconPackage} title="No product like that">
    No product fits what you look for.
    <LinkButton to="/products" search={{}} variant="default" size="xs">
      Show all products
    </LinkButton>
  </Message>
);

function ProductTable({ products, search }: { products: readonly Product[]; search: Search }) {
  if (products.length === 0) return <NoneLikeThat />;
  return (
    <Table caption="Products by name" columns={['Product', ['Article number', 'wide'], ['VAT', 'number'], 'State']}>
      {products.map((one) => (
        <tr key={one.productId} data-selected={one.productId === search.product || undefined}>
          <th scope="row">
            <Link to="/products" search={{ ...search, product: one.productId }} data-row>
              {one.name}
            </Link>
            {one.description && <span className={styles.second}>{one.description}</span>}
          </th>
          <td className={`${styles.dim} ${styles.wide}`}>{one.sku}</td>
          <td className={styles.number}>{one.vatRate} %</td>
          <td>
            <ActiveBadge of={one} yes="Sold" no="Sold no more" />
          </td>
        </tr>
      ))}
    </Table>
  );
}
