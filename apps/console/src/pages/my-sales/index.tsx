import { IconChecklist } from '@tabler/icons-react';
import { IconPlus } from '@tabler/icons-react';
import { usePrefetchQuery, useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { consultantsQuery } from '../../api/consultants';
import { type ListedSale, salesQuery, salesTimeQuery } from '../../api/sale-flows';
import { usePerson } from '../../api/session';
import { count } from '../../formats/counts';
import { LiveBadge } from '../../live/live-badge';
import { useLookAgain } from '../../live/look-again';
import { Card, Figures } from '../../pieces/card';
import { LinkButton } from '../../pieces/link-button';
import { PageHead } from '../../pieces/page-head';
import pieces from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { useRowKeys } from '../../pieces/use-row-keys';
import { keepers } from '../sale/drafts/keepers';
import { HandOver } from '../sale/hand-over';
import { figuresOf } from './figures';
import styles from './my-sales.module.css';
import { SaleTable } from './sale-table';
import { sectionsOf } from './sections';
import { StartSale } from './start-sale';
import { startOfToday } from './today';

const route = getRouteApi('/sales');

/** What this person is selling: what waits for them, what is begun, what is done today. */
export function MySales() {
  useRowKeys();
  const person = usePerson();
  const { start } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(salesQuery({ whose: 'mine', status: 'open' }));
  const done = useQuery(salesQuery({ whose: 'mine', status: 'completed', since: startOfToday() }));
  const times = useQuery(salesTimeQuery('mine'));
  // Whoever starts a sale types a name at once; a list that comes later has nothing chosen in it.
  usePrefetchQuery(consultantsQuery);
  const [handing, setHanding] = useState<ListedSale | undefined>();
  useLookAgain({ list: 'mine' });
  // What a crash of this browser has kept from the server goes there now.
  useEffect(() => keepers.goOn(person.id), [person.id]);
  const mine = query.data?.filter(({ owner }) => owner.id === person.id);
  const sold = query.data?.filter(({ owner }) => owner.id !== person.id);
  return (
    <>
      <PageHead title="My sales" says={mine && `${mine.length} open. Everything you type is saved as you go.`} fresh={<LiveBadge />}>
        <LinkButton to="/sales" search={{ start: 'new' }} leftSection={<IconPlus size={18} aria-hidden />}>
          Start a sale
        </LinkButton>
      </PageHead>
      <Figures of={figuresOf(done.data ?? [], times.data)} />
      <Loaded query={query} what="Your sales" safe="Nothing that was typed is lost.">
        {() => <Open sales={mine ?? []} sold={sold ?? []} onHandOver={setHanding} />}
      </Loaded>
      {done.data && done.data.length > 0 && (
        <Card title="Done today" note={count(done.data.length)}>
          <SaleTable title="Done today" sales={done.data} acts={(sale) => <ShowLink sale={sale} says="Show" />} />
        </Card>
      )}
      <StartSale opened={start !== undefined} onClose={() => void navigate({ search: {} })} />
      {handing && (
        <HandOver
          sale={{ flowId: handing.flowId, state: { saleRef: handing.saleRef, owner: handing.owner } }}
          opened
          onClose={() => setHanding(undefined)}
          flush={async () => true}
          onDone={() => setHanding(undefined)}
        />
      )}
    </>
  );
}

interface OpenProps {
  readonly sales: readonly ListedSale[];
  /** By this person as a consultant, at another's desk. */
  readonly sold: readonly ListedSale[];
  readonly onHandOver: (sale: ListedSale) => void;
}

function Open({ sales, sold, onHandOver }: OpenProps) {
  const { waiting, started } = sectionsOf(sales);
  const acts = (sale: ListedSale) => (
    <span className={styles.buttons}>
      <button type="button" className={pieces.smallButton} onClick={() => onHandOver(sale)} aria-label={`Hand over ${sale.saleRef}`}>
        Hand over
      </button>
      <ShowLink sale={sale} says="Continue" />
    </span>
  );
  if (sales.length === 0 && sold.length === 0) return <NoSales />;
  return (
    <>
      {waiting.length > 0 && (
        <Card title="Waiting for you" note={count(waiting.length)}>
          <SaleTable title="Waiting for you" sales={waiting} acts={acts} />
        </Card>
      )}
      {started.length > 0 && (
        <Card title="Started" note={count(started.length)}>
          <SaleTable title="Started" sales={started} acts={acts} />
        </Card>
      )}
      {sold.length > 0 && (
        <Card title="Sold by you, with others" note={count(sold.length)}>
          <SaleTable title="Sold by you, with others" sales={sold} owners acts={(sale) => <ShowLink sale={sale} says="Show" />} />
        </Card>
      )}
    </>
  );
}

const ShowLink = ({ sale, says }: { sale: ListedSale; says: string }) => (
  <Link
    to="/sales/$sale"
    params={{ sale: sale.flowId }}
    className={pieces.smallButton}
    aria-label={`${says} ${sale.saleRef}`}
    data-continue
  >
    {says}
  </Link>
);

const NoSales = () => (
  <Card>
    <Message icon={IconChecklist} title="No open sales">
      Start one; everything you type is kept from the first letter on.
      <LinkButton to="/sales" search={{ start: 'new' }} variant="default" size="xs">
        Start a sale
      </LinkButton>
    </Message>
  </Card>
);
