import { IconInfoCircle, IconLoader, IconPlayerPlay, IconPlayerStop, IconUsers } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../../api/api-error';
import { type Run, runQuery } from '../../api/runs';
import { longDay } from '../../formats/times';
import { useFreshness, useIsLive, useLookAgainAt } from '../../live/look-again';
import { Card } from '../../pieces/card';
import { Freshness, type FreshnessState } from '../../pieces/freshness';
import { LinkButton } from '../../pieces/link-button';
import { PageHead } from '../../pieces/page-head';
import { Loaded, Message, Note } from '../../pieces/states';
import { useRowKeys } from '../../pieces/use-row-keys';
import { Preview } from './preview';
import { RunBadge } from './run-badge';
import { UnderWay } from './under-way';
import { nameOf } from './words';

const route = getRouteApi('/runs/$run');
const LIST = { to: '/runs', name: 'Runs' };
/** Without the line the page asks by itself; with it too, now and then, since what is tried again is so by the clock. */
const LOOK_EVERY_MS = { live: 15_000, alone: 5_000 };

/** What every part of the page is handed. */
export interface RunPart {
  readonly run: Run;
  /** Money is decided about only what is known to be so now. */
  readonly fresh: FreshnessState;
  /** Brings in what the server answered to a decision. */
  readonly onRun: (run: Run) => void;
  /** Somebody was faster: the server's sentence. */
  readonly onRefused: (sentence: string) => void;
}

/** One run in whatever state it is. */
export function RunPage() {
  useRowKeys();
  const { run: runId } = route.useParams();
  const queries = useQueryClient();
  const [refused, setRefused] = useState<string>();
  useLookAgainAt({ run: runId }, [
    ['run', runId],
    ['proposed', runId],
    ['run-invoices', runId],
  ]);
  const { live } = useIsLive();
  const query = useQuery({ ...runQuery(runId), refetchInterval: live ? LOOK_EVERY_MS.live : LOOK_EVERY_MS.alone });
  const fresh = useFreshness(query.dataUpdatedAt);
  if (query.error instanceof ApiError && (query.error.isUnknown || query.error.status === 400)) return <NoSuchRun />;
  if (!query.data) {
    return (
      <>
        <PageHead title="Run" under={LIST} />
        <Card>
          <Loaded query={query} what="The run" safe="It goes on without this page.">
            {() => null}
          </Loaded>
        </Card>
      </>
    );
  }
  const onRun = (run: Run) => {
    setRefused(undefined);
    queries.setQueryData(['run', runId], run);
    void queries.invalidateQueries({ queryKey: ['proposed', runId] });
    void queries.invalidateQueries({ queryKey: ['run-invoices', runId] });
    void queries.invalidateQueries({ queryKey: ['runs'] });
  };
  const onRefused = (sentence: string) => {
    setRefused(sentence);
    void queries.invalidateQueries({ queryKey: ['run', runId] });
  };
  const part = { run: query.data, fresh, onRun, onRefused };
  return (
    <Loaded query={query} what="The run">
      {() => (
        <>
          {refused && (
            <Note tone="mute" icon={IconUsers} title="Your decision was not carried out">
              {refused}
            </Note>
          )}
          <Standing {...part} />
        </>
      )}
    </Loaded>
  );
}

function Standing(part: RunPart) {
  const { run } = part;
  if (run.state === 'waiting-for-approval') return <Preview {...part} />;
  if (run.approvedAt) return <UnderWay {...part} />;
  return (
    <>
      <RunHead {...part} says={run.sentence} />
      <Card>
        {run.state === 'collecting' ? (
          <Message icon={IconLoader} title="Collecting what is due">
            Nothing has been sent. The invoices appear here as soon as all of them are there.
          </Message>
        ) : run.state === 'stopped' ? (
          <Message icon={IconPlayerStop} title="Stopped before anything went out">
            Nothing was sent to Xero, to customers or to the bank. The charges come back in the next run.
          </Message>
        ) : (
          <Message icon={IconInfoCircle} title="There was nothing to invoice">
            No charge was due by this day.
          </Message>
        )}
      </Card>
    </>
  );
}

interface RunHeadProps extends Pick<RunPart, 'run' | 'fresh'> {
  readonly says: React.ReactNode;
  readonly children?: React.ReactNode;
}

export const RunHead = ({ run, fresh, says, children }: RunHeadProps) => (
  <PageHead
    title={nameOf(run)}
    crumb={longDay(run.runOn)}
    under={LIST}
    badge={<RunBadge of={run} />}
    fresh={<Freshness of={fresh} />}
    says={says}
  >
    {children}
  </PageHead>
);

const NoSuchRun = () => (
  <>
    <PageHead title="Run" under={LIST} />
    <Message icon={IconPlayerPlay} title="There is no such run">
      The address may be mistyped.
      <LinkButton to="/runs" search={{}} variant="default" size="xs">
        Show all runs
      </LinkButton>
    </Message>
  </>
);
