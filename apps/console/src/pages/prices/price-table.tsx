import type { PriceEntry } from '../../api/prices';
import { unitPrice } from '../../formats/money';
import styles from '../../pieces/pieces.module.css';
import { Table } from '../../pieces/table';

export const PriceTable = ({ entries, currency }: { entries: readonly PriceEntry[]; currency: string }) => (
  <Table caption="Prices by product" columns={['Product', ['Net price of one', 'number'], ['VAT', 'number']]}>
    {entries.map((one) => (
      <tr key={one.sku}>
        <th scope="row">
          {one.name}
          <span className={styles.second}>
            {one.sku}
            {!one.active && ' · sold no more'}
          </span>
        </th>
        <td className={styles.number}>{unitPrice(one.unitPrice, currency)}</td>
        <td className={styles.number}>{one.vatRate} %</td>
      </tr>
    ))}
  </Table>
);
