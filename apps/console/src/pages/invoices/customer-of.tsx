import { IconExternalLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Invoice } from '../../api/invoices';
import { usePerson } from '../../api/session';
import { Card } from '../../pieces/card';
import { MAY_OPEN } from '../../shell/may-open';
import { hasRole } from '../../shell/roles';
import styles from './invoices.module.css';

const XERO = 'https://go.xero.com/AccountsReceivable/View.aspx?InvoiceID=';

/** Whom it is for, and where else it stands. */
export function CustomerOf({ invoice }: { invoice: Invoice }) {
  const { customerId, customerEmail, customerRef, customerHasCard, hasCard, xeroInvoiceId, transactionReference } = invoice;
  const mayOpen = hasRole(usePerson(), MAY_OPEN.customers) && customerId !== null;
  return (
    <Card title="Customer" padded>
      <dl className={styles.details}>
        <Detail name="Card">{cardWords(hasCard, customerHasCard)}</Detail>
        <Detail name="E-mail">{customerEmail}</Detail>
        <Detail name="Reference">{customerRef}</Detail>
        <Detail name="Account">
          {mayOpen ? (
            <Link to="/customers/$customer" params={{ customer: customerId }}>
              Open customer
            </Link>
          ) : (
            '–'
          )}
        </Detail>
        <Detail name="In Xero">
          {xeroInvoiceId ? (
            <a href={`${XERO}${encodeURIComponent(xeroInvoiceId)}`} target="_blank" rel="noreferrer">
              Open in Xero <IconExternalLink size={14} aria-hidden />
            </a>
          ) : (
            'Not yet'
          )}
        </Detail>
        {transactionReference && <Detail name="Payment">{transactionReference}</Detail>}
      </dl>
    </Card>
  );
}

const Detail = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const cardWords = (then: boolean, now: boolean) =>
  now ? (then ? 'Stored' : 'Stored since, not when it was issued') : then ? 'Taken off since it was issued' : 'None';
