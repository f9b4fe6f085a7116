import type { FoundGroup, Hit } from '../../api/find';

/** The page of what was found. A sale and an invoice are on that of their customer. */
export function addressOf(kind: FoundGroup['kind'], { id, customerId, title }: Hit) {
  if (kind === 'open-sales') return { to: '/sales/$sale', params: { sale: id } } as const;
  if (customerId === null) return { to: '/customers', search: { q: title } } as const;
  const search = { sales: { sale: id }, invoices: { invoice: id }, customers: {} }[kind];
  return { to: '/customers/$customer', params: { customer: customerId }, search } as const;
}
