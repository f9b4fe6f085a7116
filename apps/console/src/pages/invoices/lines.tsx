import type { Invoice } from '../../api/invoices';
import { unitPrice } from '../../formats/money';
import { Card } from '../../pieces/card';
import { Money } from '../../pieces/figures';
import pieces from '../../pieces/pieces.module.css';
import { Table } from '../../pieces/table';

export const Lines = ({ of: { lines, currency, netMinor, vatMinor, totalMinor } }: { of: Invoice }) => (
  <Card title="Lines">
    <div className={pieces.scroll}>
      <Table
        caption="What is charged for"
        columns={['What', ['Quantity', 'number'], ['Each', 'number', 'wide'], ['VAT', 'number', 'wide'], ['Net', 'number']]}
        foot={
          netMinor !== null &&
          vatMinor !== null && (
            <tr>
              <th scope="row" colSpan={4}>
                Total, with <Money of={{ minor: vatMinor, currency }} /> VAT
              </th>
              <td className={pieces.number}>
                <Money of={{ minor: totalMinor, currency }} />
              </td>
            </tr>
          )
        }
      >
        {lines.map((line) => (
          <tr key={line.chargeRef}>
            <th scope="row">
              {line.description || line.chargeRef}
              <span className={pieces.second}>{line.chargeRef}</span>
            </th>
            <td className={pieces.number}>{line.quantity}</td>
            <td className={`${pieces.number} ${pieces.wide}`}>{unitPrice(line.unitPrice, currency)}</td>
            <td className={`${pieces.number} ${pieces.wide}`}>{line.vatRate} %</td>
            <td className={pieces.number}>
              <Money of={{ minor: line.netMinor, currency }} />
            </td>
          </tr>
        ))}
      </Table>
    </div>
  </Card>
);
