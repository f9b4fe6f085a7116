import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ListedSale, salesQuery } from '../../api/sale-flows';
import { type Person, usePerson } from '../../api/session';
import { count } from '../../formats/counts';
import { LiveBadge } from '../../live/live-badge';
import { useLookAgain } from '../../live/look-again';
import { Card } from '../../pieces/card';
import { PageHead } from '../../pieces/page-head';
import { Panel } from '../../pieces/panel';
import pieces from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { useRowKeys } from '../../pieces/use-row-keys';
import styles from '../my-sales/my-sales.module.css';
import { SaleTable } from '../my-sales/sale-table';
import { HandOver } from '../sale/hand-over';
import { TakeOver } from '../sale/take-over';
import { SaleHistory } from './sale-history';
import { WhereTimeGoes } from './where-time-goes';

const route = getRouteApi('/sales/team');

/** Everything open in the team, whose it is, and where the minutes go. */
export function TeamSales() {
  useRowKeys();
  const person = usePerson();
  const whose = person.team === null && person.roles.includes('admin') ? 'all' : 'team';
  const query = useQuery(salesQuery({ whose, status: 'open' }));
  const { history } = route.useSearch();
  const navigate = route.useNavigate();
  useLookAgain({ list: 'team' });
  const sale = query.data?.find(({ flowId }) => flowId === history);
  return (
    <>
      <PageHead
        title="Team sales"
        says={query.data && `${count(query.data.length)} open${person.team ? ` in ${person.team.name}` : ''}.`}
        fresh={<LiveBadge />}
      />
      <Card title="Open" note={query.data && count(query.data.length)}>
        <Loaded query={query} what="The sales of the team" safe="They go on without this page.">
          {(sales) =>
            sales.length === 0 ? (
              <Nothing />
            ) : (
              <SaleTable title="Open sales of the team" sales={sales} owners acts={(one) => <Acts sale={one} person={person} />} />
            )
          }
        </Loaded>
      </Card>
      {mayManage(person) && <WhereTimeGoes />}
      <Panel
        title={sale ? `History of ${sale.saleRef}` : 'History'}
        opened={history !== undefined}
        onClose={() => void navigate({ search: {} })}
      >
        {history !== undefined && <SaleHistory flowId={history} />}
      </Panel>
    </>
  );
}

/** As the server decides it: a team manager, for the own team. */
const mayManage = ({ roles }: Person) => roles.includes('team-manager') || roles.includes('admin');

function Acts({ sale, person }: { sale: ListedSale; person: Person }) {
  const [doing, setDoing] = useState<'take-over' | 'hand-over' | undefined>();
  const close = () => setDoing(undefined);
  const manages = mayManage(person);
  return (
    <span className={styles.buttons}>
      <Link to="/sales/team" search={{ history: sale.flowId }} className={pieces.smallButton} aria-label={`History of ${sale.saleRef}`}>
        History
      </Link>
      {manages && (
        <button type="button" className={pieces.smallButton} onClick={() => setDoing('hand-over')} aria-label={`Hand over ${sale.saleRef}`}>
          Hand over
        </button>
      )}
      {manages && sale.owner.id !== person.id && (
        <button type="button" className={pieces.smallButton} onClick={() => setDoing('take-over')} aria-label={`Take over ${sale.saleRef}`}>
          Take over
        </button>
      )}
      <HandOver
        sale={{ flowId: sale.flowId, state: { saleRef: sale.saleRef, owner: sale.owner } }}
        opened={doing === 'hand-over'}
        onClose={close}
        flush={async () => true}
        onDone={close}
      />
      <TakeOver flowId={sale.flowId} saleRef={sale.saleRef} owner={sale.owner.name} opened={doing === 'take-over'} onClose={close} />
    </span>
  );
}

const Nothing = () => (
  <Message icon={IconUsers} title="No open sales">
    Nobody in the team is selling just now.
  </Message>
);
