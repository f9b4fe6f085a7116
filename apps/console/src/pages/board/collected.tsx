import { IconReceipt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type BoardAsked, type Collected, collectedQuery } from '../../api/boards';
import { counted } from '../../formats/counts';
import { money, percentOf } from '../../formats/money';
import { Card } from '../../pieces/card';
import { AsOf } from '../../pieces/freshness';
import pieces from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { Table } from '../../pieces/table';
import { InTopBar } from '../../shell/top-bar';

const LOOKS_AGAIN_MS = 15_000;

/** What was sold then, and what has become of it since: invoiced, and paid. */
export function CollectedTable({ asked, withTeams }: { asked: BoardAsked; withTeams: boolean }) {
  const query = useQuery({ ...collectedQuery(asked), refetchInterval: LOOKS_AGAIN_MS });
  return (
    <>
      <InTopBar>
        <AsOf atMs={query.dataUpdatedAt} />
      </InTopBar>
      <Card title="Sold, invoiced, paid" note="Before VAT. Of what was sold in this time, whenever it is invoiced and paid.">
        <Loaded query={query} what="Sold, invoiced and paid" safe="Invoices go on without this page." rows={8}>
          {(collected) =>
            collected.consultants.length === 0 ? (
              <Message icon={IconReceipt} title="Nothing sold">
                Nothing was sold in this time, so nothing can be invoiced.
              </Message>
            ) : (
              <div className={pieces.scroll} tabIndex={0} role="region" aria-label="Sold, invoiced, paid, by consultant">
                <Rows of={collected} withTeams={withTeams} />
              </div>
            )
          }
        </Loaded>
      </Card>
    </>
  );
}

const Rows = ({ of: { consultants, total }, withTeams }: { of: Collected; withTeams: boolean }) => (
  <Table
    caption="Sold, invoiced and paid by consultant"
    columns={[
      'Consultant',
      ...(withTeams ? [['Team', 'wide'] as const] : []),
      ['Sold', 'number'],
      ['Invoiced', 'number'],
      ['Paid', 'number'],
      ['Paid of sold', 'number', 'wide'],
    ]}
    foot={
      <tr>
        <th scope="row">{counted(consultants.length, 'consultant')}</th>
        {withTeams && <td className={pieces.wide} />}
        {total && <Amounts of={total} />}
      </tr>
    }
  >
    {consultants.map((row) => (
      <tr key={row.consultantId}>
        <th scope="row">{row.consultant}</th>
        {withTeams && <td className={`${pieces.dim} ${pieces.wide}`}>{row.team}</td>}
        <Amounts of={row} />
      </tr>
    ))}
  </Table>
);

const Amounts = ({ of: { sold, invoiced, paid } }: { of: NonNullable<Collected['total']> }) => (
  <>
    <td className={pieces.number}>{money(sold)}</td>
    <td className={pieces.number}>{money(invoiced)}</td>
    <td className={pieces.number}>{money(paid)}</td>
    <td className={`${pieces.number} ${pieces.dim} ${pieces.wide}`}>{share(percentOf(paid, sold))}</td>
  </>
);

const share = (percent: number | undefined) => (percent === undefined ? '–' : `${percent}%`);
