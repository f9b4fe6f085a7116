import { IconTag } from '@tabler/icons-react';
import type { PriceChange } from '@takings/sale-flow';
import { useState } from 'react';
import type { Sale } from '../../api/sale-flows';
import { calendarDay, longDay } from '../../formats/times';
import pieces from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { unitWords } from './lines-field';
import { ReasonQuestion } from '../../pieces/reason-question';
import styles from './sale.module.css';
import type { Standpoint } from './standpoint';
import type { SaleCommands } from './use-sale-commands';

/** The list has moved since the sale began: it keeps its prices unless somebody says why it should not. */
export function DriftNote({ sale, me, commands }: { sale: Sale; me: Standpoint; commands: SaleCommands }) {
  const [asking, setAsking] = useState(false);
  if (sale.drift.length === 0) return null;
  const until = longDay(calendarDay(sale.state.prices.keptUntil));
  return (
    <section className={styles.notice} aria-label="The price list has changed">
      <IconTag size={18} aria-hidden />
      <div className={styles.noticeWords}>
        <strong>{titleOf(sale.drift)}</strong>
        <span>
          {sale.drift.map((change) => changeWords(change, sale)).join(' ')} This sale keeps its prices until {until}.
        </span>
      </div>
      {me.readOnly === undefined && (
        <button type="button" className={pieces.smallButton} onClick={() => setAsking(true)}>
          {sale.drift.length === 1 ? 'Use the new price' : 'Use the new prices'}
        </button>
      )}
      <ReasonQuestion
        title={sale.drift.length === 1 ? 'Use the new price' : 'Use the new prices'}
        opened={asking}
        onClose={() => setAsking(false)}
        says="Steps whose amounts change reopen. Lowering the total, or changing it by much, is for a team manager to decide."
        action="Use today’s list"
        working="Changing…"
        field="reason"
        send={(reason) => commands.send({ type: 'reprice', reason, version: sale.version })}
        done={() => saved('The sale has today’s prices')}
      />
    </section>
  );
}

function titleOf(drift: readonly PriceChange[]): string {
  const moves = drift.map(({ before, after }) => Math.sign(Number(after ?? 0) - Number(before ?? 0)));
  const what = drift.length === 1 ? 'The list price has' : 'List prices have';
  if (moves.every((move) => move > 0)) return `${what} gone up since this sale began`;
  return moves.every((move) => move < 0) ? `${what} gone down since this sale began` : `${what} changed since this sale began`;
}

function changeWords({ sku, name, before, after }: PriceChange, { prices }: Sale): string {
  const currency = prices.prices[sku]?.currency ?? 'GBP';
  if (after === null) return `${name} is no longer on the list.`;
  if (before === null) return `${name} is now ${unitWords(after, currency)}.`;
  const percent = Math.round((Number(after) / Number(before) - 1) * 100);
  const much = Number.isFinite(percent) && percent !== 0 ? `, ${Math.abs(percent)} % ${percent > 0 ? 'more' : 'less'}` : '';
  return `${name} is now ${unitWords(after, currency)} instead of ${unitWords(before, currency)}${much}.`;
}
