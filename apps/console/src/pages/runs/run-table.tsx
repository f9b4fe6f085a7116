import { Link } from '@tanstack/react-router';
import type { Run } from '../../api/runs';
import { count } from '../../formats/counts';
import { money } from '../../formats/money';
import { day } from '../../formats/times';
import { At } from '../../pieces/figures';
import pieces from '../../pieces/pieces.module.css';
import { RunBadge } from './run-badge';

export const RunTable = ({ runs }: { runs: readonly Run[] }) => (
  <div className={pieces.scroll}>
    <table className={pieces.table}>
      <caption>Runs, the newest first</caption>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">State</th>
          <th scope="col" className={`${pieces.number} ${pieces.wide}`}>
            Invoices
          </th>
          <th scope="col" className={pieces.number}>
            With VAT
          </th>
          <th scope="col" className={`${pieces.number} ${pieces.wide}`}>
            Paid
          </th>
          <th scope="col" className={`${pieces.number} ${pieces.wide}`}>
            Hours saved
          </th>
          <th scope="col" className={pieces.number}>
            Needs you
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <RunRow key={run.runId} of={run} />
        ))}
      </tbody>
    </table>
  </div>
);

const RunRow = ({ of }: { of: Run }) => (
  <tr>
    <th scope="row">
      <Link to="/runs/$run" params={{ run: of.runId }} data-row>
        {day(of.runOn)}
      </Link>
      <span className={pieces.second}>
        {of.requestedBy}, <At of={of.requestedAt} />
      </span>
    </th>
    <td>
      <RunBadge of={of} />
    </td>
    <td className={`${pieces.number} ${pieces.wide}`}>{count(of.invoices)}</td>
    <td className={pieces.number}>
      <Sums of={of.totals.map(({ currency, totalMinor }) => ({ currency, minor: totalMinor }))} />
    </td>
    <td className={`${pieces.number} ${pieces.wide}`}>
      {of.approvedAt ? <Sums of={of.totals.map(({ currency, paidMinor }) => ({ currency, minor: paidMinor }))} /> : '–'}
    </td>
    <td className={`${pieces.number} ${pieces.wide}`} title={of.handwork?.says}>
      {of.handwork ? of.handwork.hours : '–'}
    </td>
    <td className={pieces.number}>{of.needsYou === 0 ? '–' : count(of.needsYou)}</td>
  </tr>
);

const Sums = ({ of }: { of: readonly { readonly currency: string; readonly minor: number }[] }) =>
  of.length === 0 ? '–' : of.map((amount) => <div key={amount.currency}>{money(amount)}</div>);
