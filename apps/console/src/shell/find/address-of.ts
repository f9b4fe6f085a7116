import type { FoundGroup, Hit } from '../../api/find';

/** The page of what was found. A sale and a charge are on that of their customer. */
export function addressOf(kind: FoundGroup['kind'], { id, customerId, title }: Hit) {
  if (kind === 'open-sales') return { to: '/sales/$sale', params: { sale: id } } as const;
  if (kind === 'invoices') return { to: '/invoices/$invoice', params: { invoice: id } } as const;
  if (kind === 'runs') return { to: '/runs/$run', params: { run: id } } as const;
  if (customerId === null) return { to: '/customers', search: { q: title } } as const;
  const search = { sales: { sale: id }, customers: {}, charges: {} }[kind];
  return { to: '/customers/$customer', params: { customer: customerId }, search } as const;
}
