import type { Sql } from '../../store/database';
import type { Answer } from '../../http/answer';

/** One authorised, admitted call as the handlers see it. */
export interface Call {
  /** The part of the path that names one document, decoded: an id or a number. */
  readonly id: string;
  readonly query: URLSearchParams;
  readonly ifModifiedSince: Date | null;
  readonly body: unknown;
  readonly sql: Sql;
  readonly now: Date;
}

export type Handler = (call: Call) => Promise<Answer>;

/** `summarizeErrors=false` answers 200 with an outcome for each element; unset or true, one bad element refuses the whole batch. */
export const summarizesErrors = ({ query }: Call) => query.get('summarizeErrors')?.toLowerCase() !== 'false';

export const envelope = (now: Date) => ({
  Id: crypto.randomUUID(),
  Status: 'OK',
  ProviderName: 'Takings sandbox',
  DateTimeUTC: `/Date(${now.getTime()})/`,
});
