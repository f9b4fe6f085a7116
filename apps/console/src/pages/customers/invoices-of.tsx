import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ApiError } from '../../api/api-error';
import { type Invoice, invoicesOfQuery } from '../../api/customers';
import { count } from '../../formats/counts';
import { day } from '../../formats/times';
import { Card } from '../../pieces/card';
import { Money } from '../../pieces/figures';
import pieces from '../../pieces/pieces.module.css';
import { Loaded } from '../../pieces/states';
import { Table } from '../../pieces/table';
import { InvoiceBadge } from '../../pieces/invoice-badge';

const FORBIDDEN = 403;

/** Their invoices, for whoever may see them; nothing where there is none. */
export function InvoicesOf({ customerRef, chosen }: { customerRef: string; chosen?: string }) {
  const query = useQuery(invoicesOfQuery(customerRef));
  if (query.data?.length === 0 || (query.error instanceof ApiError && query.error.status === FORBIDDEN)) return null;
  return (
    <Card title="Invoices" note={query.data && count(query.data.length)}>
      <Loaded query={query} what="The invoices" rows={3}>
        {(invoices) => <InvoiceTable invoices={invoices} chosen={chosen} />}
      </Loaded>
    </Card>
  );
}

const InvoiceTable = ({ invoices, chosen }: { invoices: readonly Invoice[]; chosen?: string }) => (
  <Table caption="Invoices by number" columns={['Invoice', ['Due', 'wide'], ['Amount', 'number'], 'Now']}>
    {invoices.map((invoice) => (
      <tr key={invoice.invoiceId} data-selected={invoice.invoiceId === chosen || undefined}>
        <th scope="row">
          <Link to="/invoices/$invoice" params={{ invoice: invoice.invoiceId }} data-row>
            {invoice.invoiceNumber}
          </Link>
        </th>
        <td className={`${pieces.dim} ${pieces.wide}`}>{day(invoice.dueOn)}</td>
        <td className={pieces.number}>
          <Money of={{ minor: invoice.totalMinor, currency: invoice.currency }} />
        </td>
        <td>
          <InvoiceBadge of={invoice} />
        </td>
      </tr>
    ))}
  </Table>
);
