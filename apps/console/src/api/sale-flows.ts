import { queryOptions } from '@tanstack/react-query';
import {
  type Answers,
  type FlowCommandInput,
  type FlowState,
  givenIn,
  type PriceChange,
  type PriceSnapshot,
  type Question,
  sameValue,
} from '@takings/sale-flow';
import type { PlaceOfDraft, SentDraft } from '../pages/sale/drafts/unsaved';
import { ApiError } from './api-error';
import type { components } from './generated/back-office';
import { get, post, put } from './request';
import { currentSignIn } from './session';

type Told = components['schemas'];
type Listed = Told['FlowListDto_Output']['flows'][number];
/** Beside whoever asks. */
export type Present = Told['PresenceListDto_Output']['presence'][number];
export type HistoryEntry = Told['HistoryDto_Output']['entries'][number];

/** What a list says of a sale in progress. */
export type ListedSale = Listed;

/** A sale in progress; what it comes to is decided here by the same rules as in the server. */
export interface Sale {
  readonly flowId: string;
  readonly version: number;
  readonly state: FlowState;
  /** The prices it keeps. */
  readonly prices: PriceSnapshot;
  /** Its products that cost something else by the list as it is now. */
  readonly drift: readonly PriceChange[];
  readonly presence: readonly Present[];
  readonly expiresAt: string | null;
}

/** What every answer about a sale has. */
export interface HeardSale {
  readonly flowId: string;
  readonly version: number;
  readonly state: FlowState;
  readonly expiresAt: string | null;
}

const LOOKS_AGAIN_MS = 15_000;

export const saleQuery = (flowId: string) =>
  queryOptions({
    queryKey: ['sale', flowId],
    queryFn: async ({ signal }): Promise<Sale> => {
      const told = await get<Told['FlowDto_Output']>(`/api/sale-flows/${encodeURIComponent(flowId)}`, {}, signal);
      const state = told.state as FlowState;
      const { snapshot: _, ...list } = state.prices;
      return { ...told, state, prices: { ...list, prices: told.prices }, drift: told.drift as readonly PriceChange[] };
    },
    refetchInterval: LOOKS_AGAIN_MS,
  });

export interface SalesAsked {
  readonly whose: 'mine' | 'team' | 'all';
  readonly status?: 'open' | 'completed' | 'any';
  /** Of those that have ended: ISO 8601. */
  readonly since?: string;
}

export const salesQuery = (asked: SalesAsked) =>
  queryOptions({
    queryKey: ['sale-flows', asked],
    queryFn: async ({ signal }) => (await get<Told['FlowListDto_Output']>('/api/sale-flows', { ...asked, limit: 200 }, signal)).flows,
    refetchInterval: LOOKS_AGAIN_MS,
  });

export const saleHistoryQuery = (flowId: string) =>
  queryOptions({
    queryKey: ['sale', flowId, 'history'],
    queryFn: ({ signal }) => wholeHistory(flowId, signal),
  });

/** In the order in which it happened. */
async function wholeHistory(flowId: string, signal: AbortSignal): Promise<readonly HistoryEntry[]> {
  const all: HistoryEntry[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: Told['HistoryDto_Output'] = await get(
      `/api/sale-flows/${encodeURIComponent(flowId)}/history`,
      { after, limit: 1_000 },
      signal,
    );
    all.push(...page.entries);
    after = page.next;
  }
  return all;
}

export interface StartInput {
  readonly command_id: string;
  /** Name or id. */
  readonly consultant: string | undefined;
  readonly channel: 'online' | 'offline';
}

export const startSale = (input: StartInput) => post<HeardSale>('/api/sale-flows', input);
export const commandSale = (flowId: string, command: FlowCommandInput) =>
  post<HeardSale>(`/api/sale-flows/${encodeURIComponent(flowId)}/commands`, command);
export const sayPresent = async (flowId: string, step: string | null) =>
  (await put<Told['PresenceListDto_Output']>(`/api/sale-flows/${encodeURIComponent(flowId)}/presence`, { step })).presence;

/** What a look-up would offer by what is typed; nothing is kept. Asked once for each question. */
export const offersQuery = (flowId: string, lookUp: string, question: Question | undefined, answers: Answers) =>
  queryOptions({
    queryKey: ['sale-offers', flowId, lookUp, question],
    queryFn: () => post<Told['OffersDto_Output']>(`/api/sale-flows/${encodeURIComponent(flowId)}/offers`, { look_up: lookUp, answers }),
    enabled: question !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

const listeners = new Set<(heard: HeardSale) => void>();

/** What answers to drafts say of their sales. */
export function onHeardSale(listener: (heard: HeardSale) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Saves what is typed. Throws `ApiError`, 409 when something newer was typed elsewhere. */
export async function sendDraft(
  { flowId, step }: PlaceOfDraft,
  { commandId, draft, version }: SentDraft,
  leaving: boolean,
): Promise<{ version: number }> {
  const command = { type: 'draft', command_id: commandId, step, draft, ...(version !== undefined && { version }) } as const;
  if (leaving) return sendLeaving(flowId, command);
  const heard = await commandSale(flowId, command);
  for (const tell of listeners) tell(heard);
  // A repeat is answered with the sale as it is by now.
  if (!sameValue(givenIn(heard.state.steps[step]), draft)) throw new ApiError('Something newer was saved elsewhere', 409);
  return heard;
}

/** With a request that outlives the page; nobody is there to hear its answer. */
async function sendLeaving(flowId: string, command: FlowCommandInput): Promise<never> {
  const signIn = currentSignIn();
  const csrf = signIn.is === 'in' ? signIn.session.csrfToken : null;
  await fetch(`/api/sale-flows/${encodeURIComponent(flowId)}/commands`, {
    method: 'POST',
    keepalive: true,
    headers: { accept: 'application/json', 'content-type': 'application/json', ...(csrf && { 'x-csrf-token': csrf }) },
    body: JSON.stringify(command),
  });
  throw new ApiError('The page is left', 0);
}

/** Who may be given a sale. */
export const successorsQuery = queryOptions({
  queryKey: ['sale-successors'],
  queryFn: async ({ signal }) => (await get<Told['SuccessorListDto_Output']>('/api/sale-flows/successors', {}, signal)).people,
});

export type SalesTime = Told['TimesDto_Output'];

/** Over the last 30 days: one's own, or of the team that somebody manages. */
export const salesTimeQuery = (whose: 'mine' | 'team') =>
  queryOptions({
    queryKey: ['sale-flows', 'time', whose],
    queryFn: ({ signal }) => get<SalesTime>('/api/sale-flows/time', { whose }, signal),
  });
