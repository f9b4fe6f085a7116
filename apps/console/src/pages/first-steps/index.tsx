import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { firstStepsQuery } from '../../api/settings';
import { counted } from '../../formats/counts';
import { Card } from '../../pieces/card';
import { PageHead } from '../../pieces/page-head';
import { Loaded, Note } from '../../pieces/states';
import { StepList } from '../settings/step-list';

/** What is still to be set before the first real run. Nothing here is ticked by hand. */
export function FirstStepsPage() {
  const query = useQuery(firstStepsQuery);
  return (
    <>
      <PageHead title="First steps" says="From an empty installation to the first run. Each state is read from the system." />
      {query.data?.left === 0 && (
        <Note tone="accent" icon={IconCircleCheck} title="Everything is set">
          The first run can be gathered, looked at and approved.
        </Note>
      )}
      <Card
        title="Before the first run"
        note={query.data && (query.data.left === 0 ? 'All done' : `${counted(query.data.left, 'step')} left`)}
      >
        <Loaded query={query} what="The first steps" rows={10}>
          {({ steps }) => <StepList of={steps} />}
        </Loaded>
      </Card>
    </>
  );
}
