/** What a connection must be granted, by any one of these scopes, and what could not be done without it. */
const NEEDED: readonly { readonly anyOf: readonly [string, ...string[]]; readonly cannot: string }[] = [
  { anyOf: ['accounting.invoices', 'accounting.transactions'], cannot: 'no invoice can be filed' },
  { anyOf: ['accounting.payments', 'accounting.transactions'], cannot: 'no payment can be recorded' },
  { anyOf: ['accounting.contacts'], cannot: 'no customer can be entered in Xero' },
  { anyOf: ['accounting.settings.read', 'accounting.settings'], cannot: 'the lists of accounts and tax types cannot be read' },
];

/** What is missing among `scopes`, which are separated by spaces, in sentences. */
export function missingScopes(scopes: string): { readonly what: string; readonly says: string }[] {
  const asked = scopes.split(/\s+/);
  return NEEDED.filter(({ anyOf }) => !anyOf.some((scope) => asked.includes(scope))).map(({ anyOf: [scope], cannot }) => ({
    what: scope,
    says: `The scope ${scope} is missing from XERO_SCOPES: without it ${cannot}.`,
  }));
}
