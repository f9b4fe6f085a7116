import type { Provider } from '../journal/journal';

/** What can be made to go wrong on purpose. Each is switched alone, for good or for the next so many requests. */
export interface FaultKind {
  readonly name: string;
  readonly provider: Provider;
  readonly title: string;
  readonly says: string;
  /** Takes a time in milliseconds; this is its default. */
  readonly delayMs?: number;
  /** A closed port cannot count who knocks. */
  readonly countable?: false;
}

const lookUpFaults = <Source extends Provider>(provider: Source, title: string) =>
  [
    {
      name: `${provider}-down`,
      provider,
      title: `${title} is down`,
      says: 'Every question is answered 503, to be asked again in 10 seconds.',
    },
    { name: `${provider}-slow`, provider, title: `${title} is slow`, says: 'Every question is answered late.', delayMs: 20_000 },
    {
      name: `${provider}-nonsense`,
      provider,
      title: `${title} answers nonsense`,
      says: 'Every question is answered with a page of HTML and 200.',
    },
  ] as const;

export const FAULTS = [
  { name: 'xero-down', provider: 'xero', title: 'Xero is down', says: 'Every call is answered 503; nothing is read or written.' },
  { name: 'xero-slow', provider: 'xero', title: 'Xero is slow', says: 'Every call is done at once and answered late.', delayMs: 10_000 },
  {
    name: 'xero-500-after-writing',
    provider: 'xero',
    title: 'Xero fails after writing',
    says: 'A write is kept, then answered 500, which its idempotency key remembers.',
  },
  {
    name: 'xero-drop-after-writing',
    provider: 'xero',
    title: 'The line to Xero drops after writing',
    says: 'A write is kept, then the line is closed without an answer.',
  },
  {
    name: 'xero-429-storm',
    provider: 'xero',
    title: 'Xero refuses for its minute limit',
    says: 'Every call is answered 429, to be tried again in 5 seconds; nothing is written.',
  },
  {
    name: 'xero-wrong-credentials',
    provider: 'xero',
    title: 'Xero knows our credentials no more',
    says: 'No token is given, and none that was given is accepted.',
  },
  {
    name: 'securetrading-down',
    provider: 'securetrading',
    title: 'The gateway is down',
    says: 'Every request is answered 503; nothing is booked.',
  },
  {
    name: 'securetrading-drops-unbooked',
    provider: 'securetrading',
    title: 'The gateway hangs up',
    says: 'The line is closed as soon as the request has arrived; nothing is booked.',
  },
  {
    name: 'securetrading-slow',
    provider: 'securetrading',
    title: 'The gateway is slow',
    says: 'Every request is done at once and answered late.',
    delayMs: 10_000,
  },
  {
    name: 'securetrading-wrong-credentials',
    provider: 'securetrading',
    title: 'The gateway knows our credentials no more',
    says: 'Every request is answered 401 with a page of HTML.',
  },
  {
    name: 'securetrading-duplicate-check',
    provider: 'securetrading',
    title: 'The gateway checks for duplicates',
    says: 'A second charge with the same order reference and amount within 15 minutes is held (settlestatus 2).',
  },
  { name: 'smtp-down', provider: 'smtp', title: 'The mail server is down', says: 'Its port is closed.', countable: false },
  { name: 'smtp-421', provider: 'smtp', title: 'The mail server is too busy', says: 'It greets with 421 and hangs up.' },
  { name: 'smtp-451', provider: 'smtp', title: 'The mail server puts off', says: 'It reads a mail, keeps nothing and answers 451.' },
  { name: 'smtp-drop', provider: 'smtp', title: 'The mail server drops the line', says: 'It keeps a mail, then hangs up without a word.' },
  { name: 'smtp-slow', provider: 'smtp', title: 'The mail server is slow', says: 'It keeps a mail and answers late.', delayMs: 10_000 },
  {
    name: 'smtp-wrong-credentials',
    provider: 'smtp',
    title: 'The mail server knows our credentials no more',
    says: 'Every sign-in is answered 535.',
  },
  ...lookUpFaults('companies-house', 'Companies House'),
  {
    name: 'companies-house-429',
    provider: 'companies-house',
    title: 'Companies House refuses for its limit',
    says: 'Every call is answered 429, to be tried again when its five minutes have passed.',
  },
  {
    name: 'companies-house-wrong-key',
    provider: 'companies-house',
    title: 'Companies House knows our key no more',
    says: 'Every call is answered 401.',
  },
  ...lookUpFaults('credit-bureau', 'The credit bureau'),
  {
    name: 'credit-bureau-wrong-key',
    provider: 'credit-bureau',
    title: 'The credit bureau knows our key no more',
    says: 'Every question is answered 401.',
  },
  ...lookUpFaults('postcodes', 'postcodes.io'),
  ...lookUpFaults('crm', 'The CRM'),
] as const satisfies readonly FaultKind[];

export type FaultName = (typeof FAULTS)[number]['name'];
export const FAULT_KINDS: readonly FaultKind[] = FAULTS;

/** A fault that is on. `next` counts down with each request that meets it; `null` stays on until it is switched off. */
export interface Fault {
  readonly next: number | null;
  readonly delayMs: number;
}

/** What is left of a fault after one request met it, or `null` when that was the last. */
export function afterOne(fault: Fault): Fault | null {
  if (fault.next === null) return fault;
  return fault.next > 1 ? { ...fault, next: fault.next - 1 } : null;
}
