import { Button } from '@mantine/core';
import { IconDownload, IconPlugConnected } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { importsQuery } from '../../../api/charges';
import { type ConnectorView, connectorQuery, pullNow } from '../../../api/connector';
import { usePerson } from '../../../api/session';
import { moment } from '../../../formats/times';
import { Card } from '../../../pieces/card';
import { Faults } from '../../../pieces/form';
import { LinkButton } from '../../../pieces/link-button';
import styles from '../../../pieces/pieces.module.css';
import { Loaded, Message } from '../../../pieces/states';
import { useSending } from '../../../pieces/use-sending';
import { MAY_CHANGE } from '../../../shell/may-change';
import { hasRole } from '../../../shell/roles';
import own from '../charges.module.css';
import { ChargesHead } from '../head';
import { ImportTable } from '../import-table';
import { ConnectorForm } from './connector-form';

/** How the CRM is asked, what it would give, and what it has brought. */
export function ConnectorPage() {
  const query = useQuery(connectorQuery);
  const pulls = useInfiniteQuery(importsQuery('crm'));
  const mayChange = hasRole(usePerson(), MAY_CHANGE.connector);
  const brought = pulls.data?.pages[0]?.imports ?? [];
  return (
    <>
      <ChargesHead tab="connector" />
      <Loaded query={query} what="The connector" safe="What it has brought goes on.">
        {(view) => (
          <>
            {mayChange && view.revision > 0 && <PullNow of={view} />}
            <Card title="What it brought" note={view.nextDueAt ? `next ${moment(view.nextDueAt)}` : 'not by itself'}>
              {brought.length > 0 ? (
                <>
                  <ImportTable imports={brought.slice(0, 5)} />
                  <div className={styles.padded}>
                    <LinkButton to="/charges/imports" search={{ source: 'crm' }} variant="default" size="xs">
                      Show all
                    </LinkButton>
                  </div>
                </>
              ) : (
                <Message icon={IconPlugConnected} title="Nothing yet">
                  {view.revision > 0 ? 'It has not pulled so far.' : 'Say below how the CRM is asked, and look at its first rows.'}
                </Message>
              )}
            </Card>
            {mayChange && (
              <Card title="How the CRM is asked" padded>
                <ConnectorForm key={view.revision} view={view} />
              </Card>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function PullNow({ of }: { of: ConnectorView }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const form = useSending({
    fields: {},
    send: pullNow,
    done: ({ importId }) => {
      void queries.invalidateQueries({ queryKey: ['imports'] });
      void navigate({ to: '/charges/imports/$import', params: { import: importId } });
    },
  });
  return (
    <form className={own.choose} onSubmit={form.onSubmit}>
      <Faults of={[...form.faults, ...(form.conflict ? [{ says: form.conflict }] : [])]} />
      <Button type="submit" variant="default" leftSection={<IconDownload size={18} aria-hidden />} aria-disabled={form.busy || undefined}>
        {form.busy ? 'Pulling…' : `Pull now${of.connector.kind === 'sql' ? ' by its query' : ''}`}
      </Button>
    </form>
  );
}
