import { useQuery } from '@tanstack/react-query';
import { firstStepsQuery } from '../../api/settings';
import { Card } from '../../pieces/card';
import { LinkButton } from '../../pieces/link-button';
import { Loaded } from '../../pieces/states';
import { SettingsPage } from './settings-page';
import { StepList } from './step-list';

/** What holds, in a sentence each. */
export function SettingsOverview() {
  const query = useQuery(firstStepsQuery);
  return (
    <SettingsPage
      title="Settings"
      says="What invoicing goes by. Every change is kept with who made it and what was before."
      action={
        query.data?.left ? (
          <LinkButton to="/first-steps" variant="default">
            First steps
          </LinkButton>
        ) : undefined
      }
    >
      <Card title="What holds">
        <Loaded query={query} what="The settings" safe="What was set goes on holding." rows={9}>
          {({ steps }) => <StepList of={steps.filter(({ name }) => name !== 'charges' && name !== 'people')} />}
        </Loaded>
      </Card>
    </SettingsPage>
  );
}
