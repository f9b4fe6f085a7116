import { queryOptions } from '@tanstack/react-query';
import type { components } from './generated/back-office';
import { get, post } from './request';

export type Export = components['schemas']['ExportDto_Output'];
export type ListName = Export['list'];
/** As the list itself is asked; what is undefined is not asked for. */
export type Filters = Readonly<Record<string, string | number | boolean | undefined>>;

const WHILE_MADE_MS = 1_000;

/** The latest downloads of whoever is in; looked at again while one is being made. */
export const exportsQuery = queryOptions({
  queryKey: ['exports'],
  queryFn: async ({ signal }) => (await get<{ exports: readonly Export[] }>('/api/exports', {}, signal)).exports,
  refetchInterval: ({ state }) => (state.data?.some((one) => one.state === 'being-made') ? WHILE_MADE_MS : false),
});

export const askForExport = (list: ListName, filters: Filters) => post<Export>('/api/exports', { list, filters: said(filters) });

export const fileOf = ({ exportId }: Export) => `/api/exports/${exportId}/file`;

/** Whether a download is of the list as it is asked for here. */
export const isOf = (one: Export, list: ListName, filters: Filters): boolean =>
  one.list === list && JSON.stringify(sorted(one.filters)) === JSON.stringify(sorted(said(filters)));

const said = (filters: Filters) => Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''));
const sorted = (filters: Readonly<Record<string, unknown>>) => Object.entries(filters).sort(([one], [other]) => (one < other ? -1 : 1));
