import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { auditChoicesQuery, auditQuery } from '../../api/audit';
import { counted } from '../../formats/counts';
import { Card } from '../../pieces/card';
import { DownloadList } from '../../pieces/download-list';
import { LinkButton } from '../../pieces/link-button';
import { PageHead } from '../../pieces/page-head';
import { Loaded, Message } from '../../pieces/states';
import { useRowKeys } from '../../pieces/use-row-keys';
import { ShowMore } from '../../pieces/show-more';
import { AuditFilters } from './audit-filters';
import { AuditTable } from './audit-table';

const route = getRouteApi('/audit');

export function Audit() {
  useRowKeys();
  const asked = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(auditQuery(asked));
  const { data: choices } = useQuery(auditChoicesQuery);
  const lines = query.data?.pages.flatMap((page) => page.lines);
  const isAsked = Object.values(asked).some(Boolean);
  return (
    <>
      <PageHead title="Audit" says="Who decided what, when and why. Nobody can change or delete it.">
        <DownloadList list="audit" filters={{ ...asked }} />
      </PageHead>
      <AuditFilters asked={asked} onAsk={(changes, typed) => void navigate({ search: { ...asked, ...changes }, replace: typed })} />
      <Card title="Decisions" note={lines && `${counted(lines.length, 'line')}${query.hasNextPage ? ' shown' : ''}`}>
        <Loaded query={query} what="The audit" safe="It is written down all the same.">
          {() => (lines && lines.length > 0 ? <AuditTable lines={lines} timeZone={choices?.timeZone} /> : <Nothing isAsked={isAsked} />)}
        </Loaded>
        <ShowMore of={query} />
      </Card>
    </>
  );
}

const Nothing = ({ isAsked }: { isAsked: boolean }) =>
  isAsked ? (
    <Message icon={IconHistory} title="No decision like that">
      Nothing that was decided fits what you look for.
      <LinkButton to="/audit" search={{}} variant="default" size="xs">
        Show all decisions
      </LinkButton>
    </Message>
  ) : (
    <Message icon={IconHistory} title="No decision yet">
      What people decide is written down here.
    </Message>
  );
