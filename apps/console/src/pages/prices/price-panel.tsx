import { useQuery } from '@tanstack/react-query';
import { type PriceListSummary, priceListQuery } from '../../api/prices';
import { At } from '../../pieces/figures';
import { History } from '../../pieces/history';
import { LinkButton } from '../../pieces/link-button';
import styles from '../../pieces/pieces.module.css';
import { Loaded } from '../../pieces/states';
import { ListBadge } from './list-badge';
import { PriceTable } from './price-table';

/** One version as it was entered, and the history of its list. */
export function PricePanel({ list, mayChange }: { list: PriceListSummary; mayChange: boolean }) {
  const query = useQuery(priceListQuery(list.priceListId));
  return (
    <>
      <div className={styles.badges}>
        <ListBadge state={list.state} />
        <span className={styles.dim}>
          From <At of={list.validFrom} />
          {list.validUntil && (
            <>
              {' '}
              until <At of={list.validUntil} />
            </>
          )}
        </span>
      </div>
      {list.reason && <p className={styles.dim}>{list.reason}</p>}
      <Loaded query={query} what="The prices">
        {({ entries, currency, history }) => (
          <>
            <PriceTable entries={entries} currency={currency} />
            <History of={history} />
          </>
        )}
      </Loaded>
      {mayChange && (
        <div>
          <LinkButton to="/prices" search={{ change: list.priceListId }} variant="default">
            Begin a version from this one
          </LinkButton>
        </div>
      )}
    </>
  );
}
