import type { AuditLine } from '../../api/audit';

/** Where a thing has a page of its own. */
export function addressOf({ kind, id }: AuditLine['about']): string | undefined {
  switch (kind) {
    case 'run':
      return `/runs/${id}`;
    case 'invoice':
      return `/invoices/${id}`;
    case 'stuck item':
      return `/stuck/${id}`;
    case 'customer':
      return `/customers/${id}`;
    case 'sale in progress':
      return `/sales/${id}`;
    default:
      return undefined;
  }
}
