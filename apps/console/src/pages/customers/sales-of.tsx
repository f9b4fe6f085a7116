import { IconArrowBackUp, IconCircleCheck, IconReceipt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type Sale, salesOfQuery } from '../../api/customers';
import { count } from '../../formats/counts';
import { Badge } from '../../pieces/badge';
import { Card } from '../../pieces/card';
import { At, Money } from '../../pieces/figures';
import pieces from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { Table } from '../../pieces/table';

/** What was sold to them, the newest first. */
export function SalesOf({ customerRef, chosen }: { customerRef: string; chosen?: string }) {
  const query = useQuery(salesOfQuery(customerRef));
  return (
    <Card title="Sales" note={query.data && count(query.data.length)}>
      <Loaded query={query} what="The sales" rows={3}>
        {(sales) => (sales.length === 0 ? <NoSales /> : <SaleTable sales={sales} chosen={chosen} />)}
      </Loaded>
    </Card>
  );
}

const NoSales = () => (
  <Message icon={IconReceipt} title="No sale yet">
    What is sold to this customer appears here.
  </Message>
);

const SaleTable = ({ sales, chosen }: { sales: readonly Sale[]; chosen?: string }) => (
  <Table caption="Sales, the newest first" columns={['Sale', ['Sold by', 'wide'], ['Before VAT', 'number'], 'State']}>
    {sales.map((sale) => (
      <tr key={sale.saleId} data-selected={sale.saleId === chosen || undefined}>
        <th scope="row">
          {sale.product}
          <span className={pieces.second}>
            {sale.saleRef} · <At of={sale.soldAt} />
          </span>
        </th>
        <td className={`${pieces.dim} ${pieces.wide}`}>
          {sale.consultant}
          <span className={pieces.second}>{sale.team}</span>
        </td>
        <td className={pieces.number}>
          <Money of={sale.salesRevenue} />
        </td>
        <td>
          {sale.voided ? (
            <Badge tone="mute" icon={IconArrowBackUp}>
              Taken back
            </Badge>
          ) : (
            <Badge tone="ok" icon={IconCircleCheck}>
              Sold
            </Badge>
          )}
        </td>
      </tr>
    ))}
  </Table>
);
