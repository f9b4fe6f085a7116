import {
  type Icon,
  IconAlertTriangle,
  IconCheck,
  IconCircleCheck,
  IconClockExclamation,
  IconHourglass,
  IconListCheck,
  IconPlayerPlay,
  IconRotateClockwise,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ListedSale } from '../../api/sale-flows';
import { duration, moment } from '../../formats/times';
import { Money } from '../../pieces/figures';
import pieces from '../../pieces/pieces.module.css';
import { NAMELESS } from '../sale/nameless';
import styles from './my-sales.module.css';
import { type Mark, waitWords } from './sections';

const SIGNS: Readonly<Record<Mark, readonly [Icon, string | undefined]>> = {
  confirm: [IconRotateClockwise, 'warn'],
  'came-back': [IconCheck, 'ok'],
  note: [IconPlayerPlay, undefined],
  stuck: [IconAlertTriangle, 'bad'],
  expires: [IconClockExclamation, 'warn'],
  'look-up': [IconHourglass, 'ask'],
  complete: [IconListCheck, 'accent'],
  next: [IconPlayerPlay, undefined],
};

interface SaleTableProps {
  readonly title: string;
  readonly sales: readonly ListedSale[];
  /** Whose it is, where they are of several people. */
  readonly owners?: boolean;
  readonly acts: (sale: ListedSale) => ReactNode;
}

/** Sales in progress: who buys, how far it is, what it waits for, and the minutes it took. */
export const SaleTable = ({ title, sales, owners, acts }: SaleTableProps) => (
  <table className={pieces.table}>
    <caption>{title}</caption>
    <thead className={styles.unseenHead}>
      <tr>
        <th scope="col">Customer</th>
        <th scope="col" className={pieces.wide}>
          Steps
        </th>
        <th scope="col">State</th>
        <th scope="col" className={`${pieces.number} ${styles.minutes}`}>
          At work
        </th>
        <th scope="col">Actions</th>
      </tr>
    </thead>
    <tbody>
      {sales.map((sale) => (
        <SaleRow key={sale.flowId} sale={sale} owners={owners} acts={acts(sale)} />
      ))}
    </tbody>
  </table>
);

function SaleRow({ sale, owners, acts }: { sale: ListedSale; owners?: boolean; acts: ReactNode }) {
  return (
    <tr>
      <th scope="row" className={styles.customer}>
        <Link to="/sales/$sale" params={{ sale: sale.flowId }} data-row>
          {sale.customerName ?? NAMELESS}
        </Link>
        <span className={pieces.second}>{secondLine(sale, owners)}</span>
      </th>
      <td className={`${styles.progress} ${pieces.wide}`}>{sale.total ? <Money of={sale.total} /> : <Steps of={sale} />}</td>
      <td>
        <State of={sale} />
      </td>
      <td className={`${pieces.number} ${pieces.dim} ${styles.minutes}`}>{duration(sale.seconds)}</td>
      <td className={styles.acts}>{acts}</td>
    </tr>
  );
}

function secondLine({ saleRef, note, workedAt, endedAt, owner, status }: ListedSale, owners?: boolean): string {
  const said = note && status === 'open' ? `${note.by.name}: “${note.text}”` : `${endedAt ? '' : 'saved '}${moment(endedAt ?? workedAt)}`;
  return [saleRef, owners && owner.name, said].filter(Boolean).join(' · ');
}

function State({ of: sale }: { of: ListedSale }) {
  if (sale.status === 'completed') {
    return (
      <span className={styles.state} data-tone="ok">
        <IconCircleCheck size={18} aria-hidden />
        On the board since {moment(sale.endedAt!)}
      </span>
    );
  }
  const { mark, words } = waitWords(sale);
  const [Sign, tone] = SIGNS[mark];
  return (
    <span className={styles.state} data-tone={tone}>
      {tone && <Sign size={18} aria-hidden />}
      {words}
    </span>
  );
}

/** A dash for each step; the words beside it in the row tell where it stands. */
const Steps = ({ of: { steps } }: { of: ListedSale }) => {
  const done = steps.filter(({ state }) => state === 'done').length;
  return (
    <span className={styles.dashes} role="img" aria-label={`${done} of ${steps.length} steps done`}>
      {steps.map(({ step, state }) => (
        <i key={step} data-state={state} />
      ))}
    </span>
  );
};
