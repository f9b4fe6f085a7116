import { IconPencil, IconPlus, IconTags } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type PriceListSummary, priceListQuery, priceListsQuery } from '../../api/prices';
import { productsQuery } from '../../api/products';
import { usePerson } from '../../api/session';
import { counted } from '../../formats/counts';
import { Card } from '../../pieces/card';
import { LinkButton } from '../../pieces/link-button';
import { PageHead } from '../../pieces/page-head';
import { Panel } from '../../pieces/panel';
import { Loaded, Message } from '../../pieces/states';
import { useRowKeys } from '../../pieces/use-row-keys';
import { MAY_CHANGE } from '../../shell/may-change';
import { hasRole } from '../../shell/roles';
import { ListBadge } from './list-badge';
import { ListTable } from './list-table';
import { PriceForm } from './price-form';
import { PricePanel } from './price-panel';
import { PriceTable } from './price-table';

const route = getRouteApi('/prices');

export function Prices() {
  useRowKeys();
  const mayChange = hasRole(usePerson(), MAY_CHANGE.prices);
  const query = useQuery(priceListsQuery);
  const { list, change } = route.useSearch();
  const navigate = route.useNavigate();
  const close = () => void navigate({ search: {} });
  const lists = query.data ?? [];
  const holding = lists.filter(({ state }) => state === 'in force');
  const seen = lists.find(({ priceListId }) => priceListId === list);
  const from = lists.find(({ priceListId }) => priceListId === change);
  return (
    <>
      <PageHead
        title="Price list"
        says="Nothing is changed in place: each change is a further version, with the moment from which it holds."
      >
        {!mayChange ? null : holding[0] ? (
          <LinkButton to="/prices" search={{ change: holding[0].priceListId }} leftSection={<IconPencil size={18} aria-hidden />}>
            Change prices
          </LinkButton>
        ) : (
          <LinkButton to="/prices" search={{ change: 'new' }} leftSection={<IconPlus size={18} aria-hidden />}>
            New price list
          </LinkButton>
        )}
      </PageHead>
      {query.data && holding.map((one) => <InForce key={one.priceListId} list={one} />)}
      <Card
        title="All versions"
        note={query.data && counted(lists.length, 'version')}
        right={
          mayChange &&
          holding[0] && (
            <LinkButton to="/prices" search={{ change: 'new' }} variant="default" size="xs">
              New price list
            </LinkButton>
          )
        }
      >
        <Loaded query={query} what="The price lists" safe="Sales keep the prices they began with.">
          {(all) => (all.length === 0 ? <NoList /> : <ListTable lists={all} chosen={list ?? change} />)}
        </Loaded>
      </Card>
      <Panel title={seen ? titleOf(seen) : 'Price list'} opened={seen !== undefined} onClose={close}>
        {seen && <PricePanel list={seen} mayChange={mayChange} />}
      </Panel>
      <Panel
        title={from ? `Change ${from.name}` : 'New price list'}
        opened={mayChange && (from !== undefined || change === 'new')}
        onClose={close}
      >
        {(from || change === 'new') && <Form key={change} from={from} lists={lists} onDone={close} />}
      </Panel>
    </>
  );
}

export const titleOf = ({ name, currency, version }: PriceListSummary) => `${name}, ${currency}, version ${version}`;

function InForce({ list }: { list: PriceListSummary }) {
  const query = useQuery(priceListQuery(list.priceListId));
  return (
    <Card title={titleOf(list)} note={counted(list.prices, 'price')} right={<ListBadge state={list.state} />}>
      <Loaded query={query} what="The prices">
        {({ entries, currency }) => <PriceTable entries={entries} currency={currency} />}
      </Loaded>
    </Card>
  );
}

/** What a version begins from is read first, so that nothing typed is overwritten later. */
function Form({ from, lists, onDone }: { from?: PriceListSummary; lists: readonly PriceListSummary[]; onDone: () => void }) {
  const products = useQuery(productsQuery);
  const before = useQuery({ ...priceListQuery(from?.priceListId ?? ''), enabled: from !== undefined });
  return (
    <Loaded query={products} what="The products">
      {(all) =>
        from ? (
          <Loaded query={before} what="The prices">
            {(list) => <PriceForm from={list} lists={lists} products={all} onDone={onDone} />}
          </Loaded>
        ) : (
          <PriceForm lists={lists} products={all} onDone={onDone} />
        )
      }
    </Loaded>
  );
}

const NoList = () => (
  <Message icon={IconTags} title="No price list yet">
    A sale begins with the prices that hold at that moment.
  </Message>
);
