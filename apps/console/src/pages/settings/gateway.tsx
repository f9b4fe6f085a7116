import { useQuery } from '@tanstack/react-query';
import { connectionsQuery, testGateway } from '../../api/settings';
import { Card } from '../../pieces/card';
import styles from '../../pieces/pieces.module.css';
import { Loaded } from '../../pieces/states';
import { CheckBadge, Findings } from './connection-state';
import own from './settings.module.css';
import { SettingsPage } from './settings-page';
import { TestButton } from './test-button';

export function GatewayPage() {
  const query = useQuery(connectionsQuery);
  return (
    <SettingsPage
      title="Card gateway"
      says="Secure Trading, by which stored cards are debited. The test asks for a charge that does not exist: no money moves."
    >
      <Card title="The connection" note={query.data && <CheckBadge of={query.data.gateway} />} padded>
        <Loaded query={query} what="The connection" safe="Debits go on without this page.">
          {({ gateway }) => (
            <div className={own.fields}>
              {gateway.state === 'well' && (
                <p>
                  Secure Trading knows the site <b>{gateway.siteReference}</b>
                  {gateway.testBank ? '. It is one of the test bank: no money moves on it.' : '. It is a live site: debits move money.'}
                </p>
              )}
              <Findings of={gateway} />
              <TestButton says="Test the connection" test={testGateway} waits={gateway.state === 'asking'} />
              <p className={styles.dim}>
                User, password and site reference stand where the payments-worker runs (ST_ALIAS, ST_PASSWORD, ST_SITE_REFERENCE). They are
                never shown or kept here.
              </p>
            </div>
          )}
        </Loaded>
      </Card>
    </SettingsPage>
  );
}
