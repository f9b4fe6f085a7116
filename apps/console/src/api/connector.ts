import { queryOptions } from '@tanstack/react-query';
import type { Import } from './charges';
import type { components } from './generated/back-office';
import { get, post, put } from './request';

type Schemas = components['schemas'];
export type ConnectorView = Schemas['ConnectorDto_Output'];
export type Connector = ConnectorView['connector'];
export type Tried = Schemas['TriedDto_Output'];

export const connectorQuery = queryOptions({
  queryKey: ['connector'],
  queryFn: ({ signal }) => get<ConnectorView>('/api/charge-connector', {}, signal),
});

export const changeConnector = (connector: Connector, revision: number) =>
  put<ConnectorView>('/api/charge-connector', { connector, revision });
export const tryConnector = (connector: Connector) => post<Tried>('/api/charge-connector/try', { connector });
export const pullNow = () => post<Import>('/api/charge-connector/pull', {});
