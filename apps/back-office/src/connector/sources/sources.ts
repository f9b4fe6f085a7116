import { Injectable } from '@nestjs/common';
import type { Connector } from '../connector';
import { ConnectorConfig } from '../connector-config';
import { HttpSource } from './http-source';
import { PullFault, type Source } from './source';
import { SqlSource } from './sql-source';

@Injectable()
export class Sources {
  constructor(private readonly config: ConnectorConfig) {}

  /** Throws `PullFault` when the environment does not say where the CRM is. */
  of(connector: Connector): Source {
    const { of: settings } = this.config;
    if (connector.kind === 'http') return new HttpSource(connector, settings);
    if (!settings.CRM_DATABASE_URL) throw new PullFault('No database of a CRM is known; whoever runs Takings names it in CRM_DATABASE_URL');
    return new SqlSource(settings.CRM_DATABASE_URL, connector, settings.CRM_TIMEOUT_MS);
  }

  /** What the environment allows, without its secrets. */
  get offered() {
    const { CRM_DATABASE_URL, CRM_HTTP_HOSTS, CRM_HTTP_TOKEN } = this.config.of;
    return { database: CRM_DATABASE_URL !== undefined, hosts: CRM_HTTP_HOSTS, token: CRM_HTTP_TOKEN !== undefined };
  }
}
