import type { SubjectKind } from './subjects';

/**
 * Every decision that is kept, in the field's words: what people read of it, and what its `about` is the id of.
 * A new decision begins here.
 */
export const ACTIONS = {
  'charges entered': ['Entered charges', 'import'],
  'charges pulled': ['Pulled charges from the CRM', 'import'],
  'card references entered': ['Entered references of stored cards', 'import'],
  'charge change requested': ['Asked for a charge to be changed', 'charge'],
  'charge change refused': ['Left a charge as it is', 'charge'],
  'charge edited': ['Changed a charge', 'charge'],
  'charge withdrawn': ['Withdrew a charge', 'charge'],
  'run requested': ['Asked for a run', 'run'],
  'run approved': ['Approved a run', 'run'],
  'invoice left out': ['Left an invoice out of a run', 'run'],
  'invoice included': ['Took an invoice into a run again', 'run'],
  'note added': ['Noted something about an invoice', 'invoice'],
  'invoice watched': ['Asked to be told when an invoice is settled', 'invoice'],
  'invoice put on hold': ['Put an invoice on hold', 'invoice'],
  'invoice let go on': ['Let an invoice go on', 'invoice'],
  'invoice taken back': ['Took an invoice back', 'invoice'],
  'invoice sent again': ['Sent an invoice again', 'invoice'],
  'invoice corrected': ['Corrected an invoice', 'invoice'],
  'run paused': ['Paused a run', 'run'],
  'run resumed': ['Let a run go on', 'run'],
  'run stopped': ['Stopped a run', 'run'],
  'run stop asked': ['Asked for a run to be stopped', 'run'],
  'setting changed': ['Changed a setting', 'setting'],
  'connection tested': ['Tested a connection', 'setting'],
  'stuck item retried': ['Sent again what was stuck', 'stuck item'],
  'stuck item discarded': ['Let go of what was stuck', 'stuck item'],
  'stuck item discarding asked for': ['Asked to let go of what was stuck', 'stuck item'],
  'stuck item kept': ['Kept what somebody asked to let go', 'stuck item'],
  'stuck item given': ['Gave what was stuck to somebody', 'stuck item'],
  'stuck item taken': ['Took what was stuck', 'stuck item'],
  'stuck item noted': ['Noted something about what was stuck', 'stuck item'],
  'stuck items retried': ['Sent again all that was stuck for one cause', 'cause'],
  'work paused': ['Paused work', 'work'],
  'work resumed': ['Let work go on', 'work'],
  'customer paused': ['Paused a customer', 'customer'],
  'pause of customer ended': ['Ended the pause of a customer', 'customer'],
  'team created': ['Opened a team', 'team'],
  'team changed': ['Changed a team', 'team'],
  'consultant created': ['Entered a consultant', 'consultant'],
  'consultant changed': ['Changed a consultant', 'consultant'],
  'sales imported': ['Imported sales', 'entry'],
  'sale voided': ['Took a sale back', 'sale'],
  'revenue adjusted': ['Corrected revenue', 'consultant'],
  'look-up typed in': ['Typed in what was to be looked up', 'sale in progress'],
  'sale repriced': ['Priced a sale anew', 'sale in progress'],
  'seller changed': ['Changed who sells', 'sale in progress'],
  'sale handed over': ['Handed a sale over', 'sale in progress'],
  'sale taken over': ['Took a sale over', 'sale in progress'],
  'sale given up': ['Gave a sale up', 'sale in progress'],
  'sales moved to another flow': ['Moved sales to another flow version', 'flow version'],
  'flow retired': ['Retired a flow version', 'flow version'],
  'customer created': ['Entered a customer', 'customer'],
  'customer changed': ['Changed a customer', 'customer'],
  'product created': ['Entered a product', 'product'],
  'product changed': ['Changed a product', 'product'],
  'price list entered': ['Entered a price list', 'price list'],
  'signed in': ['Signed in', 'person'],
  'signed out': ['Signed out', 'person'],
  'sign-in refused': ['Was not let in', 'person'],
  'access refused': ['Was refused something', 'route'],
  'person created': ['Entered a person', 'person'],
  'person changed': ['Changed a person', 'person'],
  'sessions ended': ['Signed somebody out everywhere', 'person'],
  'API token made': ['Made an API token', 'API token'],
  'API token revoked': ['Revoked an API token', 'API token'],
  'list export asked for': ['Asked for a list as a file', 'download'],
  'list downloaded': ['Downloaded a list', 'download'],
} as const satisfies Record<string, readonly [words: string, about: SubjectKind]>;

export type Action = keyof typeof ACTIONS;

/** One that was kept by a release since gone still says what it was. */
export const wordsOf = (action: string): string => (action in ACTIONS ? ACTIONS[action as Action][0] : capital(action));
export const kindOf = (action: string): SubjectKind => (action in ACTIONS ? ACTIONS[action as Action][1] : 'entry');

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
