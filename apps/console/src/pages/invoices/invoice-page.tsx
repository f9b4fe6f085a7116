import { IconFileInvoice } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ApiError } from '../../api/api-error';
import { type Invoice, invoiceQuery } from '../../api/invoices';
import { money } from '../../formats/money';
import { day, longDay } from '../../formats/times';
import { LiveBadge } from '../../live/live-badge';
import { useLookAgainAt } from '../../live/look-again';
import { Card } from '../../pieces/card';
import { InvoiceBadge } from '../../pieces/invoice-badge';
import { LinkButton } from '../../pieces/link-button';
import { PageHead } from '../../pieces/page-head';
import pieces from '../../pieces/pieces.module.css';
import { StageStrip } from '../../pieces/stage-strip';
import { Loaded, Message } from '../../pieces/states';
import { InvoiceActions } from './actions';
import { Attempts } from './attempts';
import { CustomerOf } from './customer-of';
import { OnHold } from './invoice-table';
import styles from './invoices.module.css';
import { Lines } from './lines';
import { Mails } from './mails';
import { Timeline } from './timeline';
import { whatNext } from './what-next';

const route = getRouteApi('/invoices/$invoice');
const LIST = { to: '/invoices', name: 'Invoices' };

export function InvoicePage() {
  const { invoice: invoiceId } = route.useParams();
  useLookAgainAt({ invoice: invoiceId }, [['invoice', invoiceId]]);
  const query = useQuery(invoiceQuery(invoiceId));
  if (query.error instanceof ApiError && (query.error.isUnknown || query.error.status === 400)) return <NoSuchInvoice />;
  if (!query.data) {
    return (
      <>
        <PageHead title="Invoice" under={LIST} />
        <Card>
          <Loaded query={query} what="The invoice" safe="Nothing is lost, it goes on without this page.">
            {() => null}
          </Loaded>
        </Card>
      </>
    );
  }
  return <Shown invoice={query.data} />;
}

function Shown({ invoice }: { invoice: Invoice }) {
  const { tone, title, says } = whatNext(invoice);
  return (
    <>
      <PageHead
        title={invoice.customerName}
        under={LIST}
        badge={
          <span className={pieces.badges}>
            <InvoiceBadge of={invoice} />
            {invoice.onHold && <OnHold />}
          </span>
        }
        fresh={<LiveBadge />}
        says={<Says of={invoice} />}
      >
        <Amount of={invoice} />
      </PageHead>
      <section className={pieces.card} aria-label="How it stands">
        <StageStrip of={invoice} />
        <div className={styles.next} data-tone={tone}>
          <div>
            <strong>{title}</strong>
            <p aria-live="polite">{says}</p>
          </div>
          <InvoiceActions invoice={invoice} />
        </div>
      </section>
      <div className={styles.columns}>
        <div className={styles.column}>
          <Attempts of={invoice} />
          <Lines of={invoice} />
        </div>
        <div className={styles.column}>
          <CustomerOf invoice={invoice} />
          <Mails of={invoice} />
          <Timeline of={invoice} />
        </div>
      </div>
    </>
  );
}

const Says = ({ of: { invoiceNumber, runOn, dueOn } }: { of: Invoice }) => (
  <>
    Invoice {invoiceNumber}
    {runOn && ` · run of ${longDay(runOn)}`} · due {day(dueOn)}
  </>
);

const Amount = ({ of: { totalMinor, netMinor, vatMinor, currency } }: { of: Invoice }) => (
  <div className={styles.amount}>
    <strong>{money({ minor: totalMinor, currency })}</strong>
    {netMinor !== null && vatMinor !== null && (
      <span>
        {money({ minor: netMinor, currency })} + {money({ minor: vatMinor, currency })} VAT
      </span>
    )}
  </div>
);

const NoSuchInvoice = () => (
  <>
    <PageHead title="Invoice" under={LIST} />
    <Message icon={IconFileInvoice} title="There is no such invoice">
      The address may be mistyped.
      <LinkButton to="/invoices" search={{}} variant="default" size="xs">
        Show all invoices
      </LinkButton>
    </Message>
  </>
);
