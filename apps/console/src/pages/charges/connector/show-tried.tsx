import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconPlugConnectedX } from '@tabler/icons-react';
import type { Tried } from '../../../api/connector';
import { counted } from '../../../formats/counts';
import { Badge } from '../../../pieces/badge';
import styles from '../../../pieces/pieces.module.css';
import { Note } from '../../../pieces/states';
import { COLUMNS } from '../words';

/** What the CRM gave, as it is there, and what would become of each row. */
export function ShowTried({ of: { fault, columns, rows } }: { of: Tried }) {
  if (fault) {
    return (
      <Note tone="bad" icon={IconPlugConnectedX} title="The CRM did not give what was expected">
        {fault}
      </Note>
    );
  }
  const bad = rows.filter(({ outcome }) => outcome === 'bad').length;
  return (
    <section aria-label="First rows">
      <p role="status">
        {counted(rows.length, 'row')} shown, {counted(bad, 'row')} would not come in. Nothing was entered.
      </p>
      <div className={styles.scroll} role="region" aria-label="First rows of the CRM" tabIndex={0}>
        <table className={styles.table}>
          <caption>The first rows of the CRM, each with what would become of it</caption>
          <thead>
            <tr>
              <th scope="col">Would be</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, values, outcome, column, reason }) => (
              <tr key={row}>
                <td>
                  <Outcome of={outcome} />
                  {reason && (
                    <span className={styles.second}>
                      {COLUMNS[column ?? ''] ?? column}: {reason}
                    </span>
                  )}
                </td>
                {values.map((value, at) => (
                  <td key={columns[at]}>{value || '–'}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const Outcome = ({ of }: { of: Tried['rows'][number]['outcome'] }) =>
  of === 'bad' ? (
    <Badge tone="bad" icon={IconAlertTriangle}>
      Not in
    </Badge>
  ) : of === 'known' ? (
    <Badge tone="mute" icon={IconCircleMinus}>
      Known
    </Badge>
  ) : (
    <Badge tone="ok" icon={IconCircleCheck}>
      New
    </Badge>
  );
