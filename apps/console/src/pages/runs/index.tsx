import { Button } from '@mantine/core';
import { IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { runsQuery } from '../../api/runs';
import { usePerson } from '../../api/session';
import { scheduleQuery } from '../../api/settings';
import { zoneInWords } from '../../formats/times';
import { useFreshness, useLookAgainAt } from '../../live/look-again';
import { Card } from '../../pieces/card';
import { At } from '../../pieces/figures';
import { FirstStepsNote } from '../../pieces/first-steps-note';
import { Freshness } from '../../pieces/freshness';
import { LinkButton } from '../../pieces/link-button';
import { PageHead } from '../../pieces/page-head';
import pieces from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { useRowKeys } from '../../pieces/use-row-keys';
import { MAY_CHANGE } from '../../shell/may-change';
import { hasRole } from '../../shell/roles';
import { AskForRun } from './ask-for-run';
import { RunTable } from './run-table';

export { RunPage } from './run-page';

const route = getRouteApi('/runs');
/** Without the line the page looks again by itself. */
const LOOK_EVERY_MS = 5_000;

/** All runs, the newest first: how each stands, what it comes to, and what waits for a person. */
export function Runs() {
  useRowKeys();
  const mayAsk = hasRole(usePerson(), MAY_CHANGE.runs);
  const { ask } = route.useSearch();
  const navigate = route.useNavigate();
  useLookAgainAt({ list: 'runs' }, [['runs']]);
  const query = useInfiniteQuery({ ...runsQuery, refetchInterval: LOOK_EVERY_MS * 6 });
  const fresh = useFreshness(query.dataUpdatedAt);
  const runs = query.data?.pages.flatMap((page) => page.runs);
  return (
    <>
      <PageHead title="Runs" says={<NextRun mayChange={mayAsk} />} fresh={<Freshness of={fresh} />}>
        {mayAsk && (
          <LinkButton to="/runs" search={{ ask: 'yes' }} leftSection={<IconPlus size={18} aria-hidden />}>
            Collect a run now
          </LinkButton>
        )}
      </PageHead>
      <FirstStepsNote />
      <Card>
        <Loaded query={query} what="The runs" safe="Runs go on without this page.">
          {() => (runs && runs.length > 0 ? <RunTable runs={runs} /> : <NoRuns mayAsk={mayAsk} />)}
        </Loaded>
        {query.hasNextPage && (
          <div className={pieces.padded}>
            <Button variant="default" onClick={() => void query.fetchNextPage()}>
              {query.isFetchingNextPage ? 'Loading…' : 'Show earlier runs'}
            </Button>
          </div>
        )}
      </Card>
      {mayAsk && <AskForRun opened={ask !== undefined} onClose={() => void navigate({ search: {} })} />}
    </>
  );
}

/** When the next one is collected by itself. */
function NextRun({ mayChange }: { mayChange: boolean }) {
  const { data } = useQuery(scheduleQuery);
  if (!data) return 'Each collects what is due into invoices, and waits for approval.';
  const change = mayChange && (
    <>
      {' '}
      <Link to="/settings/schedule">Change the schedule</Link>
    </>
  );
  if (!data.nextDueAt) return <>No schedule is switched on: runs are collected when somebody asks for one.{change}</>;
  return (
    <>
      The next one is collected <At of={data.nextDueAt} timeZone={data.timeZone} />, {zoneInWords(data.timeZone)}. It waits for approval.
      {change}
    </>
  );
}

const NoRuns = ({ mayAsk }: { mayAsk: boolean }) => (
  <Message icon={IconPlayerPlay} title="No run yet">
    A run collects the charges that are due into invoices. Nothing goes out before it is approved.
    {mayAsk && (
      <LinkButton to="/runs" search={{ ask: 'yes' }} variant="default" size="xs">
        Collect a run now
      </LinkButton>
    )}
  </Message>
);
