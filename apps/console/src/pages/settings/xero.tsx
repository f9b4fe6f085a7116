import { useQuery } from '@tanstack/react-query';
import { connectionsQuery, testXero } from '../../api/settings';
import { day } from '../../formats/times';
import { Card } from '../../pieces/card';
import styles from '../../pieces/pieces.module.css';
import { Loaded } from '../../pieces/states';
import { BookingCard } from './booking';
import { CheckBadge, Findings } from './connection-state';
import own from './settings.module.css';
import { SettingsPage } from './settings-page';
import { TestButton } from './test-button';

export function XeroPage() {
  const query = useQuery(connectionsQuery);
  return (
    <SettingsPage title="Xero" says="Where invoices are filed and payments recorded, and on which accounts.">
      <div className={own.columns}>
        <Card title="The connection" note={query.data && <CheckBadge of={query.data.xero} />} padded>
          <Loaded query={query} what="The connection" safe="Filing goes on without this page.">
            {({ xero }) => (
              <div className={own.fields}>
                {xero.organisation && (
                  <p>
                    Xero answered as <b>{xero.organisation.name}</b>, whose books are kept in {xero.organisation.baseCurrency}. It takes{' '}
                    {xero.currencies.join(', ')}.
                    {xero.organisation.lockedUntil && ` Its books are locked up to ${day(xero.organisation.lockedUntil)}.`}
                  </p>
                )}
                <Findings of={xero} />
                <TestButton says="Test the connection" test={testXero} waits={xero.state === 'asking'} />
                <p className={styles.dim}>
                  The credentials of the custom connection stand where the invoicing-worker runs (XERO_CLIENT_ID, XERO_CLIENT_SECRET,
                  XERO_SCOPES). They are never shown or kept here.
                </p>
              </div>
            )}
          </Loaded>
        </Card>
        <Loaded query={query} what="The accounts">
          {({ xero }) => <BookingCard xero={xero} />}
        </Loaded>
      </div>
    </SettingsPage>
  );
}
