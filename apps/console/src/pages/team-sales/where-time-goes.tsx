import { Button } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { salesTimeQuery, type SalesTime } from '../../api/sale-flows';
import { counted } from '../../formats/counts';
import { duration } from '../../formats/times';
import { Card } from '../../pieces/card';
import pieces from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { Table } from '../../pieces/table';
import { longestOf } from '../my-sales/figures';
import styles from './team-sales.module.css';

/** The minutes of completed sales, by step: as bars, or as a table. */
export function WhereTimeGoes() {
  const query = useQuery(salesTimeQuery('team'));
  const [table, setTable] = useState(false);
  return (
    <Card
      title="Time per sale, last 30 days"
      note={query.data && counted(query.data.sales, 'sale')}
      right={
        query.data && query.data.sales > 0 ? (
          <Button variant="default" size="xs" onClick={() => setTable((before) => !before)} aria-pressed={table}>
            Show as table
          </Button>
        ) : undefined
      }
      padded
    >
      <Loaded query={query} what="The times" safe="Sales go on without this page.">
        {(times) =>
          times.sales === 0 ? (
            <Message icon={IconChartBar} title="No sale was completed yet">
              Where the minutes go is shown from the first one on.
            </Message>
          ) : (
            <div className={styles.times}>
              <p>{sentenceOf(times)}</p>
              {table ? <Tables of={times} /> : <Bars of={times} />}
            </div>
          )
        }
      </Loaded>
    </Card>
  );
}

/** What the picture says, in one sentence. */
function sentenceOf({ averageSeconds, steps }: SalesTime): string {
  const most = longestOf(steps);
  const where = most ? ` Most of it, ${duration(most.averageSeconds)}, goes into “${most.title}”.` : '';
  return `A sale takes ${duration(averageSeconds)} of work on average; pauses of more than two minutes are left out.${where}`;
}

const Bars = ({ of: { steps } }: { of: SalesTime }) => {
  const most = Math.max(...steps.map(({ averageSeconds }) => averageSeconds), 1);
  return (
    <ul className={styles.bars} aria-label="Time per sale by step">
      {steps.map(({ step, title, averageSeconds }) => (
        <li key={step}>
          <span>{title}</span>
          <span className={styles.bar} aria-hidden>
            <span style={{ width: `${(averageSeconds / most) * 100}%` }} />
          </span>
          <span className={styles.time}>{duration(averageSeconds)}</span>
        </li>
      ))}
    </ul>
  );
};

const Tables = ({ of: { steps, people, averageSeconds } }: { of: SalesTime }) => (
  <div className={styles.tables}>
    <Table
      caption="Time per sale by step"
      columns={['Step', ['Time', 'number']]}
      foot={
        <tr>
          <th scope="row">Together</th>
          <td className={pieces.number}>{duration(averageSeconds)}</td>
        </tr>
      }
    >
      {steps.map((one) => (
        <tr key={one.step}>
          <th scope="row">{one.title}</th>
          <td className={pieces.number}>{duration(one.averageSeconds)}</td>
        </tr>
      ))}
    </Table>
    <Table caption="Time per sale by agent" columns={['Agent', ['Sales', 'number'], ['Time', 'number']]}>
      {people.map(({ id, name, sales, averageSeconds: time }) => (
        <tr key={id}>
          <th scope="row">{name}</th>
          <td className={pieces.number}>{sales}</td>
          <td className={pieces.number}>{duration(time)}</td>
        </tr>
      ))}
    </Table>
  </div>
);
