import { IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { AuditLine } from '../../api/audit';
import { At } from '../../pieces/figures';
import pieces from '../../pieces/pieces.module.css';
import { addressOf } from './address-of';
import styles from './audit.module.css';

/** A line for each decision; below what was done: from what to what, and why. */
export const AuditTable = ({ lines, timeZone }: { lines: readonly AuditLine[]; timeZone?: string }) => (
  <table className={`${pieces.table} ${styles.table}`}>
    <caption>Decisions, the newest first</caption>
    <thead>
      <tr>
        <th scope="col">When</th>
        <th scope="col">Who</th>
        <th scope="col">What</th>
        <th scope="col">On what</th>
      </tr>
    </thead>
    <tbody>
      {lines.map((line) => (
        <tr key={line.id}>
          <td data-label="When">
            <At of={line.at} timeZone={timeZone} />
          </td>
          <td data-label="Who">{line.by}</td>
          <th scope="row">
            {line.words}
            <Told of={line} />
          </th>
          <td data-label="On what">
            <About of={line} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** What is told as a change is not told again as a sentence. */
function Told({ of: { what, changes, because } }: { of: AuditLine }) {
  return (
    <>
      {what && changes.length === 0 && <span className={styles.what}>{what}</span>}
      {changes.length > 0 && (
        <dl className={styles.changes}>
          {changes.map(({ field, before, after }) => (
            <div key={field}>
              {field && <dt>{field}</dt>}
              <dd>
                <del>{before}</del> <IconArrowRight size={14} role="img" aria-label="became" /> <ins>{after}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {because && !what?.includes(because) && <span className={styles.what}>Reason: {because}</span>}
    </>
  );
}

function About({ of: { about, customer } }: { of: AuditLine }) {
  const address = addressOf(about);
  const name = about.name ?? (address ? `One ${about.kind}` : '–');
  return (
    <>
      {address ? (
        <Link to={address} data-row>
          {name}
        </Link>
      ) : (
        name
      )}
      {customer && about.kind !== 'customer' && (
        <span className={pieces.second}>
          {customer.customerId ? (
            <Link to="/customers/$customer" params={{ customer: customer.customerId }}>
              {customer.name ?? customer.ref}
            </Link>
          ) : (
            customer.ref
          )}
        </span>
      )}
    </>
  );
}
