import { ConnectorClock } from './connector-clock';
import { ConnectorConfig, type ConnectorSettings } from './connector-config';
import { ConnectorController } from './connector.controller';
import { ConnectorSettingsOf } from './connector-settings';
import { CreateConnector1763700000103 } from './create-connector.migration';
import { Pulling } from './pulling';
import { Sources } from './sources/sources';
import { Trying } from './trying';

/** What pulls charges from the CRM. */
export const connectorParts = {
  migrations: [CreateConnector1763700000103],
  controllers: [ConnectorController],
  providers: [ConnectorSettingsOf, ConnectorClock, Sources, Trying, Pulling],
  configured: (config: ConnectorSettings) => [{ provide: ConnectorConfig, useValue: new ConnectorConfig(config) }],
};
