import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../api/api-error';
import { usePerson } from '../../api/session';
import { type Connections, connectionsQuery, SETTINGS } from '../../api/settings';
import { Faults } from '../../pieces/form';
import { MAY_CHANGE } from '../../shell/may-change';
import { hasRole } from '../../shell/roles';

interface TestButtonProps {
  /** "Test the connection" */
  readonly says: string;
  readonly test: () => Promise<Connections>;
  readonly waits: boolean;
}

/** Asks the app that holds the credentials; its answer comes into the page by itself. */
export function TestButton({ says, test, waits }: TestButtonProps) {
  const queries = useQueryClient();
  const mayTest = hasRole(usePerson(), MAY_CHANGE.connections);
  const asking = useMutation({
    mutationFn: test,
    onSuccess: (connections) => {
      queries.setQueryData(connectionsQuery.queryKey, connections);
      void queries.invalidateQueries({ queryKey: SETTINGS });
    },
  });
  if (!mayTest) return null;
  const busy = asking.isPending || waits;
  return (
    <>
      {asking.error && <Faults of={[{ says: sentenceOf(asking.error) }]} />}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={18} aria-hidden />}
          aria-disabled={busy || undefined}
          onClick={() => !busy && asking.mutate()}
        >
          {busy ? 'Testing…' : says}
        </Button>
      </div>
    </>
  );
}
