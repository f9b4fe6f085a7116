import type { PriceEntry } from '../../api/prices';
import { unitPrice } from '../../formats/money';
import styles from '../../pieces/pieces.module.css';

export const PriceTable = ({ entries, currency }: { entries: readonly PriceEntry[]; currency: string }) => (
  <table className={styles.table}>
    <caption>Prices by product</caption>
    <thead>
      <tr>
        <th scope="col">Product</th>
        <th scope="col" className={styles.number}>
          Net price of one
        </th>
        <th scope="col" className={styles.number}>
          VAT
        </th>
      </tr>
    </thead>
    <tbody>
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
    </tbody>
  </table>
);
