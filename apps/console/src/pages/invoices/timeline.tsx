import { Link } from '@tanstack/react-router';
import type { Invoice } from '../../api/invoices';
import { usePerson } from '../../api/session';
import { Card } from '../../pieces/card';
import { At } from '../../pieces/figures';
import pieces from '../../pieces/pieces.module.css';
import { MAY_OPEN } from '../../shell/may-open';
import { hasRole } from '../../shell/roles';
import styles from './invoices.module.css';

/** Everything that happened to it, the newest first; each line names the person, or Takings. */
export const Timeline = ({ of: { timeline, invoiceNumber } }: { of: Invoice }) => (
  <Card title="History" padded right={<FullAudit of={invoiceNumber} />}>
    <ol className={styles.timeline}>
      {[...timeline].reverse().map(({ at, by, words, reason }, line) => (
        <li key={`${at}${line}`}>
          <At of={at} />
          <span>
            {words}
            {reason && <span className={pieces.second}>{reason}</span>}
            <span className={pieces.second}>{by}</span>
          </span>
        </li>
      ))}
    </ol>
  </Card>
);

const FullAudit = ({ of }: { of: string }) =>
  hasRole(usePerson(), MAY_OPEN.audit) && (
    <Link to="/audit" search={{ q: of }}>
      Full audit
    </Link>
  );
