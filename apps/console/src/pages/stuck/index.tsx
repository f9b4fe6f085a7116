import { Button, NativeSelect } from '@mantine/core';
import { IconArrowBackUp, IconInbox } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { usePerson } from '../../api/session';
import { runsOfStuckQuery, stuckQuery, type StuckItem, type StuckSummary, STUCK, stuckSummaryQuery } from '../../api/stuck';
import { counted } from '../../formats/counts';
import { age, day, time } from '../../formats/times';
import { LiveBadge } from '../../live/live-badge';
import { useLookAgainAt } from '../../live/look-again';
import { Card } from '../../pieces/card';
import { LinkButton } from '../../pieces/link-button';
import { Tabs } from '../../pieces/links';
import { DownloadList } from '../../pieces/download-list';
import { PageHead } from '../../pieces/page-head';
import { Loaded, Message } from '../../pieces/states';
import { useNow } from '../../pieces/use-now';
import { useRowKeys } from '../../pieces/use-row-keys';
import { hasRole } from '../../shell/roles';
import { CauseBar, Causes } from './causes';
import { Chosen } from './chosen';
import { Detail } from './detail';
import { rowId } from './row-id';
import styles from './stuck.module.css';
import { StuckTable } from './stuck-table';
import { named, sumsInWords, TABS } from './stuck-words';
import { useLeaving } from './use-leaving';

const route = getRouteApi('/stuck');

/** Everything that waits, beside what is opened of it. */
export function Stuck() {
  useRowKeys();
  useLookAgainAt({ list: 'stuck' }, STUCK);
  const search = route.useSearch();
  const { item: opened } = useParams({ strict: false });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const leaving = useLeaving();
  const summary = useQuery(stuckSummaryQuery(search.run));
  const query = useInfiniteQuery(stuckQuery(search));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const tab = search.tab ?? 'all';
  return (
    <>
      <PageHead title="Stuck" fresh={<LiveBadge />} says={<Says of={summary.data} />}>
        <RunFilter />
        <DownloadList list="stuck" filters={{ ...search, tab }} />
      </PageHead>
      <Tabs
        label="Whose turn it is"
        of={TABS.map(([key, name]) => ({
          name: named(name, summary.data?.tabs[key].items),
          chosen: key === tab,
          link: { to: '/stuck', search: { ...search, tab: key === 'all' ? undefined : key } },
        }))}
      />
      {summary.data &&
        (search.cause ? <CauseBar cause={search.cause} causes={summary.data.causes} /> : <Causes of={summary.data.causes} />)}
      <div className={styles.columns} data-opened={opened !== undefined || undefined}>
        <div className={styles.list}>
          <Chosen
            items={items.filter(({ stuckId }) => chosen.has(stuckId))}
            onDone={(left, words) => {
              leaving.add(left, words);
              setChosen(new Set());
            }}
            onClear={() => setChosen(new Set())}
          />
          <Card>
            <Loaded query={query} what="What is stuck" safe="Nothing is lost, everything else goes on without this page." rows={8}>
              {() =>
                items.length === 0 ? (
                  <Nothing tab={tab} summary={summary.data} />
                ) : (
                  <StuckTable
                    items={items}
                    opened={opened}
                    leaving={leaving.words}
                    chosen={chosen}
                    onChoose={tab === 'settled' ? undefined : setChosen}
                  />
                )
              }
            </Loaded>
          </Card>
          {query.hasNextPage && (
            <Button variant="default" className={styles.more} onClick={() => void query.fetchNextPage()}>
              Show more
            </Button>
          )}
        </div>
        {opened !== undefined && (
          <Detail key={opened} stuckId={opened} onSettled={(item, words) => goToNext(items, item, () => leaving.add([item], words))} />
        )}
      </div>
    </>
  );
}

/** The row that follows gets the focus, so that whoever works by keys goes on where they were. */
function goToNext(items: readonly StuckItem[], { stuckId }: { stuckId: string }, leave: () => void) {
  const at = items.findIndex((one) => one.stuckId === stuckId);
  const next = items[at + 1] ?? items[at - 1];
  leave();
  if (next) document.getElementById(rowId(next.stuckId))?.focus();
}

function Says({ of }: { of?: StuckSummary }) {
  const now = useNow(60_000);
  if (!of) return null;
  if (of.open === 0) return <>Everything that waits for a person or for somebody else’s answer.</>;
  return (
    <>
      Everything that waits for a person or for somebody else’s answer. <b>{sumsInWords(of.tabs.all.risk)}</b> at risk
      {of.oldestAt && <>, oldest {age(of.oldestAt, now)}</>}.
    </>
  );
}

/** Runs are for those who see money. */
function RunFilter() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const person = usePerson();
  const sees = hasRole(person, ['finance-manager', 'finance-approver', 'platform']);
  const runs = useQuery({ ...runsOfStuckQuery, enabled: sees }).data ?? [];
  if (!sees) return null;
  const known = runs.some(({ runId }) => runId === search.run);
  return (
    <>
      <NativeSelect
        aria-label="Order"
        value={search.sort ?? ''}
        onChange={({ currentTarget }) =>
          void navigate({ search: { ...search, sort: currentTarget.value === 'money' ? 'money' : undefined } })
        }
        data={[
          { value: '', label: 'Oldest first' },
          { value: 'money', label: 'Most money first' },
        ]}
      />
      <NativeSelect
        aria-label="Run"
        value={search.run ?? ''}
        onChange={({ currentTarget }) => void navigate({ search: { ...search, run: currentTarget.value || undefined } })}
        data={[
          { value: '', label: 'All runs' },
          ...(search.run && !known ? [{ value: search.run, label: 'One run' }] : []),
          ...runs.map(({ runId, runOn, invoices }) => ({ value: runId, label: `Run of ${day(runOn)}, ${counted(invoices, 'invoice')}` })),
        ]}
      />
    </>
  );
}

function Nothing({ tab, summary }: { tab: string; summary?: StuckSummary }) {
  const search = route.useSearch();
  if (tab !== 'all' || search.cause || search.run || !summary || summary.open > 0) {
    return (
      <Message icon={IconInbox} title="Nothing here">
        <LinkButton to="/stuck" search={{}} variant="default" size="xs" leftSection={<IconArrowBackUp size={16} aria-hidden />}>
          Show all
        </LinkButton>
      </Message>
    );
  }
  return (
    <Message icon={IconInbox} title="Nothing is stuck">
      {summary.lastSettledAt
        ? `Last one settled ${time(summary.lastSettledAt)}, ${counted(summary.tabs.settled.items, 'one', 'of them')} today.`
        : 'What cannot go on by itself will be here.'}
      {summary.tabs.settled.items > 0 && (
        <LinkButton to="/stuck" search={{ tab: 'settled' }} variant="default" size="xs">
          See settled
        </LinkButton>
      )}
    </Message>
  );
}
