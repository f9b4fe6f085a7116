import { IconPlayerPause } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { InvoiceSummary } from '../../api/invoices';
import { day } from '../../formats/times';
import { Badge } from '../../pieces/badge';
import { Money } from '../../pieces/figures';
import { InvoiceBadge } from '../../pieces/invoice-badge';
import styles from '../../pieces/pieces.module.css';
import { StageStrip } from '../../pieces/stage-strip';
import { Table } from '../../pieces/table';

export const InvoiceTable = ({ invoices }: { invoices: readonly InvoiceSummary[] }) => (
  <Table caption="Invoices, the newest first" columns={['Customer', ['Stages', 'wide'], ['Due', 'wide'], ['Amount', 'number'], 'Now']}>
    {invoices.map((invoice) => (
      <tr key={invoice.invoiceId}>
        <th scope="row">
          <Link to="/invoices/$invoice" params={{ invoice: invoice.invoiceId }} data-row>
            {invoice.customerName}
          </Link>
          <span className={styles.second}>{invoice.invoiceNumber}</span>
        </th>
        <td className={styles.wide}>
          <StageStrip of={invoice} small />
        </td>
        <td className={`${styles.dim} ${styles.wide}`}>{day(invoice.dueOn)}</td>
        <td className={styles.number}>
          <Money of={{ minor: invoice.totalMinor, currency: invoice.currency }} />
        </td>
        <td>
          <span className={styles.badges}>
            <InvoiceBadge of={invoice} />
            {invoice.onHold && <OnHold />}
          </span>
        </td>
      </tr>
    ))}
  </Table>
);

export const OnHold = () => (
  <Badge tone="mute" icon={IconPlayerPause}>
    On hold
  </Badge>
);
