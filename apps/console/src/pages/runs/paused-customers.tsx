import type { Run } from '../../api/runs';
import { count, counted } from '../../formats/counts';
import { money } from '../../formats/money';
import { Card } from '../../pieces/card';
import pieces from '../../pieces/pieces.module.css';

/** Whose charges wait since the customer is paused. */
export function PausedCustomers({ of }: { of: Run['pausedCustomers'] }) {
  if (of.length === 0) return null;
  const customers = new Set(of.map(({ customerRef }) => customerRef)).size;
  return (
    <Card title={`Paused ${count(customers)}`} note="Left out while the customer is paused; comes back with the first run after it.">
      <table className={pieces.table}>
        <caption>Paused customers</caption>
        <thead>
          <tr>
            <th scope="col">Customer</th>
            <th scope="col">Charges</th>
            <th scope="col" className={pieces.number}>
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {of.map(({ customerRef, customerName, currency, charges, totalMinor }) => (
            <tr key={`${customerRef} ${currency}`}>
              <th scope="row">
                {customerName}
                <span className={pieces.second}>{customerRef}</span>
              </th>
              <td className={pieces.dim}>{counted(charges, 'charge')}</td>
              <td className={pieces.number}>{money({ currency, minor: totalMinor })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
