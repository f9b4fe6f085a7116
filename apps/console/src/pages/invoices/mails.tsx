import { IconFileTypePdf, IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import type { Invoice } from '../../api/invoices';
import { type KeptMail, mailsQuery, pdfAddress } from '../../api/mails';
import { moment } from '../../formats/times';
import { Card } from '../../pieces/card';
import { At } from '../../pieces/figures';
import { DEBIT_FAILURES } from '../../pieces/invoice-words';
import { Panel } from '../../pieces/panel';
import pieces from '../../pieces/pieces.module.css';
import { Loaded } from '../../pieces/states';
import styles from './invoices.module.css';

const route = getRouteApi('/invoices/$invoice');

/** What was sent about it, as it was sent. */
export function Mails({ of: { invoiceId, mailedAt, invoiceNumber } }: { of: Invoice }) {
  const query = useQuery(mailsQuery(invoiceId));
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = query.data?.find(({ kind }) => kind === search.mail);
  const close = () => void navigate({ search: { ...search, mail: undefined } });
  if (query.data?.length === 0) return null;
  return (
    <Card title="Sent to the customer" padded>
      <Loaded query={query} what="What was sent" rows={2}>
        {(mails) => (
          <ul className={styles.timeline}>
            {mails.map((mail) => (
              <li key={mail.kind}>
                <At of={mail.changedAt} />
                <span>
                  <Link to="/invoices/$invoice" params={{ invoice: invoiceId }} search={{ ...search, mail: mail.kind }}>
                    {titleOf(mail)}
                  </Link>
                  <span className={pieces.second}>{stateOf(mail)}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {mailedAt && (
        <p>
          <a href={pdfAddress(invoiceId)} target="_blank" rel="noreferrer">
            <IconFileTypePdf size={16} aria-hidden /> {invoiceNumber}.pdf as sent
          </a>
        </p>
      )}
      <Panel title={chosen ? titleOf(chosen) : ''} opened={chosen !== undefined} onClose={close}>
        {chosen && <Letter of={chosen} />}
      </Panel>
    </Card>
  );
}

const Letter = ({ of: mail }: { of: KeptMail }) => (
  <div className={styles.mail}>
    <dl className={styles.details}>
      <div>
        <dt>To</dt>
        <dd>{mail.to ? `${mail.to.name} <${mail.to.address}>` : '–'}</dd>
      </div>
      <div>
        <dt>Subject</dt>
        <dd>{mail.subject ?? '–'}</dd>
      </div>
      <div>
        <dt>When</dt>
        <dd>
          {moment(mail.changedAt)}, {stateOf(mail).toLowerCase()}
        </dd>
      </div>
      {mail.attached.length > 0 && (
        <div>
          <dt>With it</dt>
          <dd>{mail.attached.join(', ')}</dd>
        </div>
      )}
    </dl>
    {mail.text === null ? (
      <p className={pieces.dim}>
        <IconMail size={16} aria-hidden /> It was sent before letters were kept.
      </p>
    ) : (
      // Scrolled by keys as well.
      <pre tabIndex={0}>{mail.text}</pre>
    )}
  </div>
);

function titleOf({ kind, subject }: KeptMail): string {
  if (subject) return subject;
  if (kind.startsWith('invoice')) return 'The invoice';
  return kind === 'debited' ? 'The card was debited' : `Could not be debited: ${DEBIT_FAILURES[kind] ?? kind}`;
}

const STATES: Readonly<Record<KeptMail['state'], string>> = {
  sending: 'On its way',
  waiting: 'Waiting for the mail server',
  sent: 'Taken by the mail server',
  refused: 'The mail server refused it',
  unknown: 'Nobody knows whether it arrived',
};

const stateOf = ({ state, possiblyTwice }: KeptMail) => `${STATES[state]}${possiblyTwice ? ', perhaps twice' : ''}`;
