import { Unavailable } from '@takings/runtime';
import { Refused } from '../xero/with-meaning';

export interface Finding {
  /** A variable, a scope, or Xero itself. */
  readonly what: string;
  /** What is wrong and what to do. */
  readonly says: string;
}

/** Words of Xero's answers that say what is to be put right, and by whom. */
const KNOWN: readonly (readonly [RegExp, Finding])[] = [
  [
    /invalid_client|unauthorized_client/,
    {
      what: 'XERO_CLIENT_ID',
      says: 'Xero does not know these credentials: XERO_CLIENT_ID or XERO_CLIENT_SECRET is not that of the custom connection.',
    },
  ],
  [/invalid_scope/, { what: 'XERO_SCOPES', says: 'XERO_SCOPES names a scope that the custom connection in Xero was not granted.' }],
  [
    /AuthorizationUnsuccessful/,
    {
      what: 'accounting.settings.read',
      says: 'The custom connection may not read the settings: grant it the scope accounting.settings.read.',
    },
  ],
  [
    /cannot be reached|did not answer|broke before/,
    { what: 'Xero', says: 'Xero cannot be reached from here just now. Nothing is lost; test again later.' },
  ],
  [/calls for this minute|too many calls/, { what: 'Xero', says: "Xero's calls for this minute are used up. Test again in a minute." }],
  [/calls for today/, { what: 'Xero', says: "Xero's calls for today are used up. Test again tomorrow." }],
];

/** What an error of the client means for whoever set the connection up. Anything else is a bug of ours and thrown again. */
export function findingOf(error: unknown): Finding {
  if (!(error instanceof Unavailable) && !(error instanceof Refused)) throw error;
  const { message } = error;
  return KNOWN.find(([words]) => words.test(message))?.[1] ?? { what: 'Xero', says: `${message}.` };
}
